"""The mapping assistant: the columns of an unknown file are guessed, confirmed by a person, kept, and loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktgeber.core import Act, Answer, Empty, Field, Form, Leaf, Page, Refusal, Text, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.data.guess import guessed_tables

from .loading import HINTS, answered

if TYPE_CHECKING:
    from taktgeber.data.guess import ColumnGuess, Guess
    from taktgeber.data.waiting import Waiting

NOT_READ = "-"
_SURE: Mapping[str, Text] = {
    "sure": text("sure"), "likely": text("likely"), "perhaps": text("perhaps"), "no": text("not known"),
}  # fmt: skip
_MARKS = ("decimal", "dates", "currency", "account")
TABLE = Field(
    "table", text("What the file is a table of"), "choice", required=False,
    choices=tuple((name, named(name)) for name in guessed_tables()),
)  # fmt: skip


def mapping(visit: Visit) -> Page:
    """Which column is what, as guessed, with examples; personal ones are hidden."""
    one = _waiting(visit)
    links: tuple[tuple[str, Text], ...] = (("/operations", text("Operations")),)
    if one is None:
        return Page(text("Mapping"), text("This file is no longer here."), links=links, empty=Empty(
            text("Here you say which column of an unknown file is what; the next one of its kind loads by itself."),
            text("It needs a file that was refused because no importer knows it."),
            link=("/operations", text("To Operations")),
        ))  # fmt: skip
    best, asked = _guess(one.path, one.digest), visit.query.get("table")
    guess = _guess(one.path, one.digest, asked) if asked else best
    links += tuple(_as(one.digest, name, name == best.table) for name in guessed_tables())
    sentence = text('"{file}" seems to hold {table}: confirm or change which column is what.',
                    file=guess.file, table=named(guess.table))  # fmt: skip
    if guess.table != best.table:
        sentence = text('"{file}" as {table}: say which column is what.', file=guess.file, table=named(guess.table))
    return Page(text("Mapping"), sentence, links=links, forms=(_form(one, guess),), twin=_plain(guess))


def _as(digest: str, table: str, best: bool) -> tuple[str, Text]:
    """The same file as another table."""
    path = f"/operations/mapping/{digest}"
    return (path if best else f"{path}?table={table}", text("as {table}", table=named(table)))


def _form(one: Waiting, guess: Guess) -> Form:
    fields = [
        Field("source", text("What is this file from?"), value=one.path.stem.split(".")[0][:40],
              hint=text("Such as: till, agency, shop. Files with the same columns are known by it from now on.")),
        *(_column(guess, column) for column in guess.columns),
        *(_missing(name) for name in guess.missing),
        *(HINTS[name] for name in _MARKS),
    ]  # fmt: skip
    return Form(
        "confirm-mapping",
        text("Keep this and load the file"),
        tuple(fields),
        {"kept": one.digest, "table": guess.table},
        weight="main",
    )


def _column(guess: Guess, column: ColumnGuess) -> Field:
    """Its label is the column's own name; the choices are what the table can hold."""
    from taktgeber.data import CONTRACTS
    from taktgeber.data.mapping import MADE

    free = {c.name: Text(c.says) for c in CONTRACTS[guess.table].columns if c.name not in MADE}
    more = {"transactions": {"price": text("of one piece")}, "media": {"breakdown": text("such as age or device")}}
    told = {**free, **more.get(guess.table, {})}
    named_choices = ((name, text("{name}: {says}", name=named(name), says=says)) for name, says in told.items())
    choices = ((NOT_READ, text("is not read")), *named_choices)
    if column.examples:
        hint = text(
            "Such as {examples}; {sure}: {why}.", examples=column.examples, sure=_SURE[column.sure], why=column.why
        )
    else:
        hint = text("It is empty; {sure}: {why}.", sure=_SURE[column.sure], why=column.why)
    return Field("target", text("{column}", column=column.column), "choice", value=column.target or NOT_READ,
                 choices=choices, hint=hint)  # fmt: skip


def _missing(name: str) -> Field:
    label = text("No column is {name}. One value for all rows", name=named(name))
    return Field(f"all_{name}", label, required=False, hint=text("Leave it empty where a column above holds it."))


def confirm(visit: Visit, given: Mapping[str, Any]) -> Answer:
    """The mapping is kept only if the file loads with it, so that nothing wrong stays behind."""
    from taktgeber.data import LoadOptions
    from taktgeber.data.confirm import Choices, confirm_mapping
    from taktgeber.data.receive import receive
    from taktgeber.data.waiting import let_go, the_one

    house, now = visit.house, visit.house.clock()
    workspace = house.workspace
    one = the_one(workspace.inside, given["kept"], now)
    guess = _guess(one.path, one.digest, given["table"] or None)
    if len(given["target"]) != len(guess.columns):
        raise Refusal(text("the columns"), text("there is not one choice for each column of the file."),
                      text("Open the page again and choose for each."))  # fmt: skip
    said = {name: given[HINTS[name].name] for name in _MARKS if given[HINTS[name].name]}
    said = {**one.said, **said}
    choices = Choices(
        source=given["source"],
        columns=_changed(guess, given["target"]),
        constants={name: given[f"all_{name}"] for name in _every() if given[f"all_{name}"]},
        **{name: said[name] for name in _MARKS if name in said},
    )  # fmt: skip
    path = confirm_mapping(guess, choices, workspace.root)
    options = LoadOptions(mapping=str(path), today=(now + timedelta(days=1)).date(), actor=visit.person)
    got = receive(workspace, house.book, (one.path,), options, now, said)
    if got.refused:
        path.unlink()
        raise got.refused[0].refused
    let_go(workspace.inside, one.digest)
    return answered(visit, got, text("Its columns are kept in {file}: the next file like it loads by itself.",
                                     file=f"mappings/{path.name}"))  # fmt: skip


def _changed(guess: Guess, targets: tuple[str, ...]) -> dict[str, str | None]:
    said = {
        column.column: None if target == NOT_READ else target
        for column, target in zip(guess.columns, targets, strict=True)
    }
    return {column.column: said[column.column] for column in guess.columns if said[column.column] != column.target}


def _waiting(visit: Visit) -> Waiting | None:
    from taktgeber.data.waiting import the_one

    try:
        return the_one(visit.house.workspace.inside, visit.query.get("file", ""), visit.house.clock())
    except Refusal:
        return None


@lru_cache(maxsize=8)
def _guess(path: Path, digest: str, table: str | None = None) -> Guess:
    from taktgeber.data.guess import guess_mapping

    return guess_mapping(path, table=table)


def _plain(guess: Guess) -> dict[str, Any]:
    return {
        "file": guess.file, "table": guess.table, "missing": list(guess.missing),
        "columns": [{"column": c.column, "target": c.target, "sure": c.sure, "examples": list(c.examples),
                     "channel": c.channel} for c in guess.columns],
    }  # fmt: skip


def _every() -> tuple[str, ...]:
    """All columns that some table needs."""
    from taktgeber.data import CONTRACTS

    return tuple(sorted({c.name for contract in CONTRACTS.values() for c in contract.columns if c.required}))


def _fields() -> tuple[Field, ...]:
    kept, source = (
        Field("kept", text("A file that is kept here"), "hidden"),
        Field("source", text("What is this file from?")),
    )
    targets = Field(
        "target", text("What each column is, in the order of the file, - for one that is not read"), many=True
    )
    alls = (replace(_missing(name), hint=None) for name in _every())
    return (kept, TABLE, source, targets, *alls, *(HINTS[name] for name in _MARKS))


LEAVES = (Leaf("/operations/mapping/{file}", text("Mapping"), "load.data", mapping, query=(TABLE,)),)
ACTS = (
    Act("confirm-mapping", text("Say which column of an unknown file is what, and load it."), "load.data", _fields(),
        confirm, "/operations"),
)  # fmt: skip
