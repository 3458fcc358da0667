"""A confirmed guess becomes a mapping file of the workspace, which knows the next file by its header."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from taktgeber.core import Refusal, text
from taktgeber.core.names import named

from .contracts import CONTRACTS
from .guess import Guess, missing_of
from .mapping import MADE, read_mapping


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says of a guess. columns: target by column of the file, None for "not read", where the
    guess is changed; constants and derive: what no column holds, by target."""

    source: str
    columns: Mapping[str, str | None] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    derive: Mapping[str, str] = field(default_factory=dict)
    account: str | None = None
    currency: str | None = None
    decimal: str | None = None
    dates: str | None = None


def confirm_mapping(guess: Guess, choices: Choices, root: Path) -> Path:
    """Writes mappings/SOURCE.toml. Refuses columns that are missing or filled twice, and an existing file."""
    slug = re.sub(r"[^\w-]+", "-", choices.source.strip().casefold()).strip("-")
    if not slug:
        raise Refusal("source", text("a source has a name."), text("Say what the file comes from, such as: till."))
    path = root / "mappings" / f"{slug}.toml"
    if path.exists():
        raise Refusal(
            f"mappings/{path.name}",
            text("there is a mapping of that name."),
            text("Choose another name for the source, or remove the old mapping first."),
        )
    _refuse_incomplete(guess, choices)
    path.parent.mkdir(exist_ok=True)
    path.write_text(_written(guess, choices), "utf-8")
    try:
        read_mapping(str(path))
    except Refusal:
        path.unlink()
        raise
    return path


def _targets(guess: Guess, choices: Choices) -> dict[str, str]:
    """By column of the file, what it is, channels left to their parts."""
    said = {c.column: choices.columns.get(c.column, None if c.channel else c.target) for c in guess.columns}
    return {column: target for column, target in said.items() if target is not None}


def _parts(guess: Guess, choices: Choices) -> dict[str, dict[str, str]]:
    """By channel, its columns by target, of the columns that no choice has changed."""
    parts: dict[str, dict[str, str]] = {}
    for guessed in guess.columns:
        if guessed.channel and guessed.target and guessed.column not in choices.columns:
            parts.setdefault(guessed.channel, {})[guessed.target] = guessed.column
    return {channel: columns for channel, columns in parts.items() if "spend" in columns}


def _refuse_incomplete(guess: Guess, choices: Choices) -> None:
    held = [t for t in _targets(guess, choices).values() if t != "breakdown"] + [*choices.constants, *choices.derive]
    for target in held:
        known = CONTRACTS[guess.table].column(target) is not None and target not in MADE
        if held.count(target) > 1 or not (known or (target == "price" and guess.table == "transactions")):
            raise Refusal(
                f"{guess.file}, {target}",
                text("the column is no column of {table}, or is filled twice.", table=named(guess.table)),
                text("Choose one column of the file for it, and leave the others out."),
            )
    parts = _parts(guess, choices)
    first = missing_of(guess.table, {*held, *(("channel", "spend") if parts else ())})
    if first:
        raise Refusal(
            guess.file,
            text(
                "the table {table} needs {names}, and nothing fills it.", table=named(guess.table), names=tuple(first)
            ),
            text("Choose a column for it, or say a value or an expression."),
        )


def _written(guess: Guess, choices: Choices) -> str:
    targets = _targets(guess, choices)
    parts = _parts(guess, choices)
    read = [c for c in guess.columns if c.column in targets or any(c.column in p.values() for p in parts.values())]
    lines = [f"# Confirmed by a person, for files such as {guess.file}.", f"table = {_text(guess.table)}"]
    lines += [f"{key} = {_text(value)}" for key, value in (("source", choices.source), ("account", choices.account),
              ("currency", choices.currency)) if value]  # fmt: skip
    if guess.format is None:
        lines.append(f"header = [{', '.join(_text(c.column) for c in read)}]")
    broken = [column for column, target in targets.items() if target == "breakdown"]
    lines += [f"breakdown = [{', '.join(map(_text, broken))}]"] if broken else []
    marks = {"format": guess.format, "decimal": choices.decimal, "dates": choices.dates}
    lines += _table("read", {key: value for key, value in marks.items() if value})
    lines += _table("columns", {t: column for column, t in targets.items() if t not in ("breakdown", "price")})
    lines += _table("constants", choices.constants)
    lines += _table("derive", {**_revenue(targets, choices), **choices.derive})
    if guess.table == "transactions" and "kind" not in {*targets.values(), *choices.constants, *choices.derive}:
        quantity = next((column for column, target in targets.items() if target == "quantity"), None)
        lines += _kinds(quantity)
    for channel, columns in parts.items():
        lines += ["", "[[part]]", f"constants = {{ channel = {_text(channel)} }}"]
        lines.append(f"columns = {{ {', '.join(f'{t} = {_text(c)}' for t, c in columns.items())} }}")
    return "\n".join(lines) + "\n"


def _table(name: str, held: Mapping[str, str]) -> list[str]:
    return ["", f"[{name}]", *(f"{key} = {_text(value)}" for key, value in held.items())] if held else []


def _revenue(targets: Mapping[str, str], choices: Choices) -> dict[str, str]:
    by = {target: column for column, target in targets.items()}
    if "price" not in by or "quantity" not in by or "revenue" in {*by, *choices.derive, *choices.constants}:
        return {}
    return {"revenue": f"{_name(by['quantity'])} * {_name(by['price'])}"}


def _kinds(quantity: str | None) -> list[str]:
    back = ["", "[[kind]]", f"when = {_text(f'{_name(quantity)} < 0')}", 'is = "return"'] if quantity else []
    return [*back, "", "[[kind]]", 'when = "else"', 'is = "sale"']


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _text(value: str) -> str:
    """A string of TOML, which escapes as JSON does, but for the one sign that only TOML forbids."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
