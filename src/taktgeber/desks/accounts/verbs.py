"""The desk of accounts: takt account invite, list, disable, tokens, reads.

For who keeps the machine. People stand here by pseudonym and login, never by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from taktgeber.core import Answer, Refusal, Table, text
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from taktgeber.govern.accounts import Accounts

Whose = Annotated[str, typer.Argument(metavar="PSEUDONYM", help="Whose account, such as p-3f2a09c1d2e4.")]
MaybeWhose = Annotated[str | None, typer.Argument(metavar="PSEUDONYM", help="A person who stands in the ledger.")]
Name = Annotated[str | None, typer.Option("--name", help="A new person; the name can be erased.")]
Days = Annotated[int, typer.Option("--days", help="For how many days it can be accepted.")]
Revoke = Annotated[str | None, typer.Option("--revoke", metavar="ID", help="End this token of the person.")]
First = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="From this day on (UTC).")]
Last = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Up to this day (UTC).")]
Reader = Annotated[str | None, typer.Option("--reader", metavar="PSEUDONYM", help="Only what this person read.")]


def account_invite(workspace: Workspace, person: MaybeWhose = None, name: Name = None, days: Days = 7) -> Answer:
    if (person is None) == (name is None):
        raise Refusal("account", text("say whom to invite: a pseudonym, or --name with a new person's name."),
                      text("Such as: takt account invite p-3f2a09c1d2e4"))  # fmt: skip
    with _accounts(workspace) as accounts:
        invited = person or accounts.people.add(str(name))
        try:
            secret = accounts.invite(invited, days)
        except Refusal:
            if person is None:
                accounts.people.erase(invited)
            raise
        (until,) = (i.until.date() for i in accounts.invitations() if i.person == invited)
    says = (
        text("Give this path to {person} alone; it is shown once and opens the account until {day}:",
             person=invited, day=until),
        text("  {path}", path=f"/join/{secret}"),
        text("An invitation carries no role: the sponsor decides those in the ledger."),
    )  # fmt: skip
    return Answer(says, data={"person": invited, "path": f"/join/{secret}", "until": until.isoformat()})


def account_list(workspace: Workspace) -> Answer:
    from taktgeber.govern import open_book
    from taktgeber.govern.permissions import access_of

    with _accounts(workspace) as accounts:
        held, invited = accounts.accounts(), accounts.invitations()
    with open_book(workspace.ledger_address) as book:
        roles = {a.person: [r.role for r in access_of(book, a.person, book.today()).roles] for a in held}
    rows = tuple(
        (a.person, a.login, ", ".join(roles[a.person]), text("closed") if a.disabled else text("open")) for a in held
    )
    waiting = tuple((i.person, i.until.date().isoformat()) for i in invited)
    tables = (
        Table((text("Person"), text("Login"), text("Roles by decision"), text("Account")), rows, text("Accounts")),
        Table((text("Person"), text("Can be accepted until")), waiting, text("Invitations")),
    )
    data = {
        "accounts": [
            {"person": a.person, "login": a.login, "roles": roles[a.person], "made": a.made.isoformat(),
             "disabled": a.disabled and a.disabled.isoformat()}
            for a in held
        ],
        "invitations": [{"person": i.person, "until": i.until.isoformat()} for i in invited],
    }  # fmt: skip
    says = () if held else (text("Nobody has an account yet. The first one is made with what takt serve prints."),)
    return Answer(says, tuple(t for t in tables if t.rows), data=data)


def account_disable(workspace: Workspace, person: Whose) -> Answer:
    with _accounts(workspace) as accounts:
        disabled = accounts.disable(person)
    says = (
        text("The account of {person} is closed: sessions, tokens and invitations have ended. A new invitation opens "
             "it again.", person=person)
        if disabled
        else text("{person} has no open account: there is nothing to close.", person=person)
    )  # fmt: skip
    return Answer((says,), data={"person": person, "disabled": disabled})


def account_tokens(workspace: Workspace, person: MaybeWhose = None, revoke: Revoke = None) -> Answer:
    if revoke is not None and person is None:
        raise Refusal(
            "--revoke", text("say whose token it is."), text("Such as: takt account tokens p-3f2a --revoke ID")
        )
    with _accounts(workspace) as accounts:
        if revoke is not None and not accounts.revoke(str(person), revoke):
            raise Refusal("--revoke", text("{person} has no token {id}.", person=str(person), id=revoke),
                          text("See them with: takt account tokens"))  # fmt: skip
        tokens = accounts.tokens_of(person)
    columns = (text("Token"), text("Person"), text("For"), text("May"), text("Until"), text("Last used"))
    rows = tuple(
        (t.id, t.person, t.name, ", ".join(sorted(t.permissions)), t.until.date().isoformat(),
         t.used.date().isoformat() if t.used else text("never"))
        for t in tokens
    )  # fmt: skip
    data = {
        "revoked": revoke,
        "tokens": [
            {"id": t.id, "person": t.person, "name": t.name, "permissions": sorted(t.permissions),
             "made": t.made.isoformat(), "until": t.until.isoformat(), "used": t.used and t.used.isoformat()}
            for t in tokens
        ],
    }  # fmt: skip
    says = [text("The token {id} has ended.", id=revoke)] if revoke is not None else []
    says += [] if tokens else [text("No token holds.")]
    return Answer(tuple(says), (Table(columns, rows, text("Tokens, the newest first")),) if rows else (), data=data)


def account_reads(workspace: Workspace, first: First = None, last: Last = None, reader: Reader = None) -> Answer:
    with _accounts(workspace) as accounts:
        reads = accounts.reads(first and first.date(), last and last.date(), reader)
    columns = (text("At (UTC)"), text("Reader"), text("What"), text("Of"), text("How many"), text("Why"))
    rows = tuple(
        (r.at.strftime("%Y-%m-%d %H:%M"), r.reader, r.what, r.of or "", str(r.count), r.purpose) for r in reads
    )
    data = {
        "reads": [
            {"at": r.at.isoformat(), "reader": r.reader, "what": r.what, "of": r.of, "count": r.count,
             "purpose": r.purpose}
            for r in reads
        ]
    }  # fmt: skip
    says = () if reads else (text("Nobody read anything of single people in this time."),)
    return Answer(says, (Table(columns, rows, text("Who read what, in order")),) if rows else (), data=data)


@contextmanager
def _accounts(workspace: Workspace) -> Iterator[Accounts]:
    from taktgeber.govern.accounts import open_accounts

    accounts = open_accounts(workspace.people_address)
    try:
        yield accounts
    finally:
        accounts.close()
