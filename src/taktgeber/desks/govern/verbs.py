"""The desk of the ledger: takt ledger show, enter, verify, replay, breaches, erase; takt decide."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from taktgeber.core import Answer, Refusal, text
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

As = Annotated[str, typer.Option("--as", help="Who acts: a pseudonym (p-...), or a role that one person holds.")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help="Only entries of this kind (may be repeated).")]
Day = Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="The day, such as 2025-03-10.")]
Head = Annotated[str | None, typer.Option("--head", help="A head printed on a brief: was anything cut or rebuilt?")]


def ledger_show(
    workspace: Workspace,
    kind: Kinds = None,
    first: Annotated[int, typer.Option("--from", min=1, help="From this entry on.")] = 1,
    last: Annotated[int, typer.Option("--last", min=1, help="At most so many, the newest.")] = 20,
) -> Answer:
    from collections import deque

    from .shown import entry_data, entry_table

    with _book(workspace) as book:
        entries = tuple(deque(book.entries(kind or (), first), maxlen=last))
        head = book.head()
    data = {"head": head, "entries": [entry_data(entry) for entry in entries]}
    return Answer((text("Head of the ledger: {head}", head=head),), (entry_table(entries),), data=data)


def ledger_enter(
    workspace: Workspace, file: Annotated[Path, typer.Argument(help="A TOML file of [[entry]] tables.")], as_: As
) -> Answer:
    from taktgeber.core import Exact, Period
    from taktgeber.govern import BREACHES, REFUSALS, People, who

    from .entry_file import read_entries, with_pseudonyms
    from .shown import breach_table, entry_data, told_again

    with _book(workspace, ruled=True) as book:
        read = read_entries(file, workspace.settings.currency)
        people = People(workspace.people_address)
        named: dict[str, str] = {alias: people.add(*told) for alias, told in read.people.items()}
        try:
            items = [(kind, with_pseudonyms(body, named), *rest) for kind, body, *rest in read.entries]
            entered = book.enter_all(items, who(book, with_pseudonyms(as_, named)))
        except Refusal:
            for person in named.values():
                people.erase(person)
            raise
        finally:
            people.close()
        numbers = {entry.seq for entry in entered}
        opened = tuple(b for b in book.state(BREACHES) if b.entry in numbers)
        repeated = tuple(r for r in book.state(REFUSALS) if numbers & {*r.found_as})
        day = entered[-1].at.date()
    count = Exact(len(entered), "entries", Period(day, day))
    says = text(
        "Entered {count}, from {first} to {last}.", count=count, first=str(entered[0].seq), last=str(entered[-1].seq)
    )
    data = {
        "entries": [entry_data(entry) for entry in entered],
        "people": named,
        "breaches": [{"rule": b.rule, "entry": b.entry, "subject": b.subject, "owner": b.owner} for b in opened],
        "refused_before": [r.entry for r in repeated],
    }
    return Answer((says, *map(told_again, repeated)), (breach_table(opened),) if opened else (), data=data)


def ledger_verify(workspace: Workspace, head: Head = None) -> Answer:
    from .verifying import verified

    with _book(workspace) as book:
        return verified(book, head)


def ledger_replay(workspace: Workspace, day: Day) -> Answer:
    from .replay import replayed

    with _book(workspace) as book:
        return replayed(book, day.date())


def ledger_breaches(
    workspace: Workspace, every: Annotated[bool, typer.Option("--all", help="Also those that are mended.")] = False
) -> Answer:
    from taktgeber.govern import BREACHES, REFUSALS

    from .shown import breach_data, breach_table, told_again

    with _book(workspace) as book:
        breaches = tuple(b for b in book.state(BREACHES) if every or b.mended is None)
        repeated = tuple(r for r in book.state(REFUSALS) if r.found_as)
    says = [text("No house rule is broken that is not mended.")] if not breaches else []
    says += map(told_again, repeated)
    data = {
        "breaches": [breach_data(b) for b in breaches],
        "found_after_refusal": [
            {"refused": r.entry, "found": list(r.found_as), "rule": r.rule, "says": r.says} for r in repeated
        ],
    }
    return Answer(tuple(says), (breach_table(breaches),) if breaches else (), data=data)


def ledger_move(
    workspace: Workspace,
    to: Annotated[str, typer.Argument(help="An empty database: postgresql://user@host/name, without a password.")],
) -> Answer:
    from taktgeber.core import Exact, Period
    from taktgeber.govern.move import move_to_server

    moved = move_to_server(workspace, to)
    today = datetime.now(UTC).date()
    says = (
        text("The ledger now lives at {place}: {count}, checked there, with the same head: {head}", place=moved.place,
             count=Exact(moved.entries, "entries", Period(today, today)), head=moved.head),
        text("People and accounts went along. The old files hold their names still; delete them once you trust the "
             "new home: {files}", files=tuple(map(str, moved.files))),
    )  # fmt: skip
    data = {"place": moved.place, "entries": moved.entries, "head": moved.head, "rows": moved.rows}
    return Answer(says, data=data | {"files": [str(file) for file in moved.files]})


def ledger_erase(
    workspace: Workspace, person: Annotated[str, typer.Argument(help="The pseudonym whose name is to be forgotten.")]
) -> Answer:
    from taktgeber.govern import People

    people = People(workspace.people_address)
    erased = people.erase(person)
    people.close()
    says = (
        text("Name, terms and account of {person} are erased. The ledger keeps the pseudonym.", person=person)
        if erased
        else text("Nothing is kept of {person}: there is nothing to erase.", person=person)
    )
    return Answer((says,), data={"person": person, "erased": erased})


def decide(
    workspace: Workspace,
    key: Annotated[str, typer.Argument(help='The proposal, such as "2025-09-08/exploit-pulse".')],
    verdict: Annotated[Literal["approve", "override", "reject"], typer.Argument()],
    as_: As,
    reason: Annotated[str, typer.Option("--reason", help="Why; an override or a rejection needs one.")] = "",
    instead: Annotated[
        list[str] | None, typer.Option("--instead", help="SOURCE:TARGET:AMOUNT, what an override does instead.")
    ] = None,
) -> Answer:
    from taktgeber.govern import decide_proposal, who

    from .entry_file import read_move
    from .shown import entry_data

    moves = [read_move(written, workspace.settings.currency) for written in instead or ()]
    with _book(workspace, ruled=True) as book:
        before = book.count()
        entry = decide_proposal(book, key, verdict, reason, who(book, as_), moves)
        settings = tuple(e for e in book.entries(first=before + 1) if e.seq < entry.seq)
        head = book.head()
    done = {"approve": text("approved"), "override": text("overridden"), "reject": text("rejected")}[verdict]
    says = [text("The proposal {key} is {done} (entry {entry}).",
                 key=entry.payload["proposal"], done=done, entry=str(entry.seq))]  # fmt: skip
    if entry.payload.get("alone"):
        says.append(text("Author and approver are one person: it is marked alone."))
    says.append(text("Head of the ledger: {head}", head=head))
    data = {"decision": entry_data(entry), "sets": [entry_data(e) for e in settings], "head": head}
    return Answer(tuple(says), data=data)


def _book(workspace: Workspace, ruled: bool = False) -> LedgerBook:
    """ruled: with the rules of every room, as all that is entered needs them."""
    from taktgeber.govern import open_book

    if not ruled:
        return open_book(workspace.ledger_address)
    from taktgeber.cycle import open_house

    return open_house(workspace).book
