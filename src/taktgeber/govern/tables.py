"""The tables that can forget: people's names and terms, their accounts, and who read what of whom.

They live in one database, apart from the ledger's chain. Secrets stand here as their SHA-256 alone, passwords as
argon2id; what this file says is what the migrations made.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, Integer, MetaData, String, Table, false

from .database import UTCDateTime

ERASABLE = MetaData()

PEOPLE = Table(
    "people", ERASABLE,
    Column("person", String, primary_key=True), Column("name", String, nullable=False), Column("terms", String),
)  # fmt: skip

# disabled: since when nobody may sign in with it.
ACCOUNTS = Table(
    "accounts", ERASABLE,
    Column("person", String, primary_key=True), Column("login", String, nullable=False, unique=True),
    Column("password", String, nullable=False), Column("locale", String), Column("made", UTCDateTime, nullable=False),
    Column("disabled", UTCDateTime),
)  # fmt: skip

# person: nobody yet where it is for the very first account.
INVITATIONS = Table(
    "invitations", ERASABLE,
    Column("secret", String, primary_key=True), Column("person", String, index=True),
    Column("made", UTCDateTime, nullable=False), Column("until", UTCDateTime, nullable=False),
    Column("bare", Boolean, nullable=False, server_default=false()),
)  # fmt: skip

# told: a message for the next page. stale: the password has changed since; only a rotation makes it good again.
SESSIONS = Table(
    "sessions", ERASABLE,
    Column("id", String, primary_key=True), Column("secret", String, nullable=False, unique=True),
    Column("person", String, nullable=False, index=True), Column("agent", String, nullable=False),
    Column("created", UTCDateTime, nullable=False), Column("seen", UTCDateTime, nullable=False),
    Column("signed_in_at", UTCDateTime, nullable=False), Column("told", String),
    Column("stale", Boolean, nullable=False),
)  # fmt: skip

TOKENS = Table(
    "tokens", ERASABLE,
    Column("id", String, primary_key=True), Column("secret", String, nullable=False, unique=True),
    Column("person", String, nullable=False, index=True), Column("name", String, nullable=False),
    Column("permissions", String, nullable=False), Column("made", UTCDateTime, nullable=False),
    Column("until", UTCDateTime, nullable=False), Column("used", UTCDateTime),
)  # fmt: skip

# key: a digest of what is counted; free_at: when all its tries are back, in seconds since 1970.
TRIES = Table(
    "tries", ERASABLE, Column("key", String, primary_key=True), Column("free_at", Double, nullable=False)
)  # fmt: skip

READS = Table(
    "reads", ERASABLE,
    Column("id", Integer, primary_key=True), Column("at", UTCDateTime, nullable=False, index=True),
    Column("reader", String, nullable=False, index=True), Column("what", String, nullable=False),
    Column("subject", String), Column("count", Integer, nullable=False), Column("purpose", String, nullable=False),
)  # fmt: skip

# What was heard at the front line, in words. shared: with consent, so that the ledger holds its digest; salt: of it.
HEARD = Table(
    "heard", ERASABLE,
    Column("heard", String, primary_key=True), Column("person", String, nullable=False, index=True),
    Column("at", UTCDateTime, nullable=False), Column("words", String, nullable=False),
    Column("about", String, nullable=False), Column("market", String), Column("on", String),
    Column("salt", String, nullable=False), Column("shared", Boolean, nullable=False),
)  # fmt: skip
