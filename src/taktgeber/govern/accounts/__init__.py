"""Accounts: who somebody is. Invitations, sign-in and sessions, tokens, and the log of reads; all of it erasable."""

from .accounts import Accounts, open_accounts
from .invitations import Account, Invitation
from .reads import Read
from .sessions import Session, SignedIn
from .tokens import Token
from .tries import TooManyTries

__all__ = [
    "Account",
    "Accounts",
    "Invitation",
    "Read",
    "Session",
    "SignedIn",
    "Token",
    "TooManyTries",
    "open_accounts",
]
