"""Choose how a file is read: as one is told, else by the workspace's sources, else by its headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from taktgeber.core import Market, Refusal, text
from taktgeber.workspace import Workspace
from taktgeber.workspace.configuration import SourceModel

from .content import Content
from .contracts import CONTRACTS, Contract
from .draft import Draft, Said
from .mapped import mapping_draft
from .mapping import MappingModel, mappings_with_header, read_mapping
from .platforms import PLATFORMS, Platform, likeness, platform_draft
from .sheet import Header, Sheet, clean, find_header, parquet_sheet, sheet_under, whitespace_sheet


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What a person says for the files of one command. today: days after it are refused."""

    decimal: str | None = None
    dates: str | None = None
    account: str | None = None
    market: str | None = None
    currency: str | None = None
    mapping: Path | str | None = None
    importer: str | None = None
    sheet: str | None = None
    quarantine: bool = False
    today: date | None = None
    actor: str = "machine:loader"

    @property
    def said(self) -> Said:
        return Said(self.account, self.market, self.currency, self.decimal, self.dates)


Chosen = Platform | MappingModel


def choose(workspace: Workspace, content: Content, options: LoadOptions, connection: Any) -> tuple[Chosen, Said]:
    """The importer or mapping of a file, and what is said where the file is silent."""
    if options.mapping:
        return read_mapping(str(options.mapping)), options.said
    if options.importer:
        return _named(options.importer, workspace), options.said
    source = source_of(workspace, content.path)
    if source is not None:
        said = Said(source.account, source.market, source.currency, source.decimal, source.dates)
        return _named(source.importer, workspace), options.said.over(said)
    return _recognised(content, workspace, connection), options.said


def source_of(workspace: Workspace, path: Path) -> SourceModel | None:
    """What taktgeber.toml says of files of that name, or of that place in the workspace."""
    place, root = path.resolve(), workspace.root.resolve()
    inside = str(place.relative_to(root)) if place.is_relative_to(root) else path.name
    fits = (s for s in workspace.configuration.sources if fnmatch(path.name, s.files) or fnmatch(inside, s.files))
    return next(fits, None)


def known_market(said: Said, markets: Sequence[Market]) -> None:
    """Refuses a market that is said and that no market of the workspace is or matches."""
    if said.market is None or not markets:
        return
    value = said.market.casefold()
    known = (m.casefold() for market in markets for m in (market.name, *market.matches))
    if not any(fnmatch(value, pattern) for pattern in known):
        raise Refusal(
            "market",
            text('"{name}" is no market of this workspace.', name=said.market),
            text("Its markets are: {names}.", names=tuple(m.name for m in markets)),
        )


def _named(importer: str, workspace: Workspace) -> Chosen:
    return PLATFORMS[importer] if importer in PLATFORMS else read_mapping(importer, workspace.root)


def _recognised(content: Content, workspace: Workspace, connection: Any) -> Chosen:
    headers: Sequence[str]
    known = mappings_with_header(workspace.root)
    if content.parquet:
        headers = [c.name for c in parquet_sheet(content, connection).cells]
    else:
        found = find_header(content, lambda cells: _familiar(cells, known))
        headers = found.cells if found else ()
    if mapping := _of_header(headers, known):
        return mapping
    standard = _standard(headers)
    if standard:
        return _as_it_stands(standard[0], headers)
    scores = _likenesses(headers)
    best = max(scores, key=lambda key: scores[key])
    if not scores[best]:
        raise Refusal(
            content.name,
            text("its headers are of no export and no table that is known here."),
            text(
                "Write a mapping file (docs/loading.md) and say --mapping FILE, "
                "or say --as-importer meta, google or tiktok."
            ),
        )
    equals = [key for key, score in scores.items() if score == scores[best]]
    if len(equals) > 1:
        raise Refusal(
            content.name,
            text("its headers fit more than one export: {names}.", names=tuple(equals)),
            text("Say which: --as-importer {name}", name=equals[0]),
        )
    return PLATFORMS[best]


def _familiar(headers: Sequence[str], known: Sequence[MappingModel]) -> int:
    """How well a row of the head is known as a header, by whatever reads files here."""
    of_mapping = 100 * bool(_of_header(headers, known))
    return max(*_likenesses(headers).values(), 20 * bool(_standard(headers)), of_mapping)


def _of_header(headers: Sequence[str], known: Sequence[MappingModel]) -> MappingModel | None:
    """The mapping that names the most columns of the header, of those whose every column is there."""
    names = {h.casefold() for h in headers}
    fits = [m for m in known if {clean(h).casefold() for h in m.header} <= names]
    return max(fits, key=lambda m: len(m.header), default=None)


def _likenesses(headers: Sequence[str]) -> dict[str, int]:
    return {key: likeness(platform, headers) for key, platform in PLATFORMS.items()}


def _standard(headers: Sequence[str]) -> list[Contract]:
    """Tables whose needed columns all stand in the header under their own names, first the one that knows most."""
    silent = {"source", "account", "breakdown", "line", "spend_original"}
    names = {h.casefold() for h in headers}
    fits = [c for c in CONTRACTS.values() if _needed(c) - silent <= names and (not c.one_of or names & set(c.one_of))]
    return sorted(fits, key=lambda c: (-len(names & set(c.names)), len(set(c.names) - names - silent)))


def _needed(contract: Contract) -> set[str]:
    """Columns without which a header is not this table's."""
    return {c.name for c in contract.columns if c.required} | set(contract.grain) - {"market"}


def _as_it_stands(contract: Contract, headers: Sequence[str]) -> MappingModel:
    made = {"source", "breakdown", "spend_original"}
    names = {h.casefold(): h for h in headers}
    # Beside money a currency says what each row was paid in; in a table of rates it is the subject.
    paid_in = names.get("currency") if any(c.type == "money" for c in contract.columns) else None
    columns = {n: names[n] for n in contract.names if n in names and n not in made and names[n] != paid_in}
    return MappingModel(table=contract.table, source=contract.table, columns=columns, currency_column=paid_in)


def drafts_of(
    chosen: Chosen, content: Content, path: Path, said: Said, markets: Sequence[Market], connection: Any
) -> list[Draft]:
    """The file as a relation, and how it becomes standard tables, mostly one. path: where it lies as UTF-8."""
    if isinstance(chosen, Platform):
        return [platform_draft(chosen, _platform_sheet(chosen, content, path, connection), markets, said)]
    every = [chosen, *(read_mapping(name) for name in chosen.also)]
    return [mapping_draft(model, _mapped_sheet(model, content, path, connection), markets, said) for model in every]


def _platform_sheet(platform: Platform, content: Content, path: Path, connection: Any) -> Sheet:
    if content.parquet:
        return parquet_sheet(content, connection)
    header = find_header(content, lambda cells: likeness(platform, cells))
    if header is None:
        raise Refusal(
            content.name,
            text("no row of its head holds the headers of {channel}: cost and impressions.", channel=platform.channel),
            text("Export the table with its header, with the columns for cost, impressions and clicks."),
        )
    return sheet_under(content, path, header, connection)


def _mapped_sheet(model: MappingModel, content: Content, path: Path, connection: Any) -> Sheet:
    if content.parquet:
        return parquet_sheet(content, connection)
    if model.read.format == "whitespace" and content.plain:
        names = model.read.columns or tuple(content.head.splitlines()[0].split())
        return whitespace_sheet(content, path, names, model.read.header)
    if not model.read.header:
        return _headless(model, content, path, connection)
    wanted = {clean(name).casefold() for name in model.headers()}
    header = find_header(content, lambda cells: len(wanted & {c.casefold() for c in cells}), model.read.delimiter)
    if header is None:
        raise Refusal(
            content.name,
            text("its head holds none of the columns that the mapping names: {names}.", names=tuple(model.headers())),
            text(
                "Check that file and mapping belong together; "
                "without a header say [read] header = false and columns = [...]."
            ),
        )
    return sheet_under(content, path, header, connection)


def _headless(model: MappingModel, content: Content, path: Path, connection: Any) -> Sheet:
    names = model.read.columns
    if content.grid is not None:
        return sheet_under(content, path, Header(names, "", 0, 1), connection)
    first = content.head.splitlines()[0]
    delimiter = model.read.delimiter or max(",;\t|", key=first.count)
    return sheet_under(content, path, Header(names, delimiter, 0, 1), connection)
