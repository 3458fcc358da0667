"""Load files: whole or not at all, once, and visible only when the ledger says so.

A file is staged as Parquet beside the stored ones, checked, renamed to the digest of its bytes and
made durable; then one `loaded` entry is appended. That append is the commit: what was staged and not
named by the ledger is not there, whenever the machine stopped.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taktgeber.core import Book, Refusal, canonical_bytes, digest_of, text
from taktgeber.workspace import Workspace

from .choose import LoadOptions, choose, drafts_of, known_market, source_of
from .content import Content, examine, readable
from .contracts import CONTRACTS
from .draft import Draft
from .engine_duckdb import view_of
from .gather import gathering
from .grain import grain_holds
from .loads import LOADS, Loads
from .overlap import replaced
from .quarantine import Sifted, folder_of, sift
from .report import LoadReport, report_of
from .stage import Staged, stage, unreadable


def load_files(
    workspace: Workspace, book: Book, files: Sequence[Path], *, options: LoadOptions | None = None
) -> tuple[LoadReport, ...]:
    """Load each file whole, rates first. A refusal names the files that were loaded before it."""
    options = options or LoadOptions()
    import duckdb

    with _alone(workspace), duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        chosen = []
        for file in files:
            content = examine(Path(file), options.sheet or getattr(source_of(workspace, Path(file)), "sheet", None))
            importer, said = choose(workspace, content, options, connection)
            known_market(said, workspace.settings.markets)
            chosen.append((content, importer, said))
        chosen.sort(key=lambda c: getattr(c[1], "table", "media") != "rates")
        reports: list[LoadReport] = []
        for content, importer, said in chosen:
            try:
                with readable(content) as path:
                    drafts = drafts_of(importer, content, path, said, workspace.settings.markets, connection)
                    reports += _load(workspace, book, content, drafts, options, connection)
            except Refusal as refused:
                raise _with_loaded(refused, reports) from None
            except duckdb.Error as wrong:  # broken pages of a Parquet file show only where they are read
                raise _with_loaded(unreadable(content.name, wrong), reports) from None
    return tuple(reports)


def _with_loaded(refused: Refusal, before: Sequence[LoadReport]) -> Refusal:
    if not before:
        return refused
    mend = text("{mend} Loaded before it: {files}.", mend=refused.mend, files=tuple(r.file for r in before))
    return Refusal(refused.where, refused.says, mend, rule=refused.rule)


@contextmanager
def _alone(workspace: Workspace) -> Iterator[None]:
    """One load at a time in a workspace; the lock dies with its process and leaves no file."""
    inside = os.open(workspace.inside, os.O_RDONLY)
    try:
        fcntl.flock(inside, fcntl.LOCK_EX)
        yield
    finally:
        os.close(inside)


@dataclass(frozen=True, slots=True)
class _Ready:
    """One table of a file, staged and checked, and not yet visible. made: folders that were not there before."""

    content: Content
    draft: Draft
    load: str
    recipe: str
    out: Path
    staged: Staged
    pieces: Sequence[Mapping[str, Any]]
    sifted: Sifted | None
    made: Sequence[Path]


def _load(
    workspace: Workspace,
    book: Book,
    content: Content,
    drafts: Sequence[Draft],
    options: LoadOptions,
    connection: Any,
) -> list[LoadReport]:
    """All tables of a file are staged and checked before the first becomes visible."""
    ready: list[_Ready | LoadReport] = []
    try:
        for draft in drafts:
            ready.append(_prepared(workspace, book, content, draft, options, connection))
    except BaseException:
        for table in reversed(ready):
            if isinstance(table, _Ready):
                _undone(table.out, table.made)
        raise
    reports = []
    for table in ready:
        if isinstance(table, LoadReport):
            reports.append(table)
        elif table.staged.rows:
            reports.append(_committed(workspace, book, table, options))
        else:
            _undone(table.out, table.made)  # all of its customers are known from another source
    return reports


def _undone(out: Path, made: Sequence[Path]) -> None:
    out.unlink(missing_ok=True)
    for path in made:
        path.rmdir()


def _prepared(
    workspace: Workspace, book: Book, content: Content, draft: Draft, options: LoadOptions, connection: Any
) -> _Ready | LoadReport:
    recipe = _recipe(draft, workspace)
    load = hashlib.sha256(f"{content.digest}{draft.table}{draft.source}{recipe}".encode()).hexdigest()
    loads = book.state(LOADS)
    if load in loads.all:
        return report_of(content.name, loads.all[load], loads.snapshot, again=True)
    folder = workspace.tables / draft.table
    made = [p for p in (folder, workspace.tables) if not p.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".tmp-*"):
        left.unlink()
    out = folder / f".tmp-{secrets.token_hex(8)}.parquet"
    sifted: Sifted | None = None
    known: dict[str, Any] = {"home": workspace.configuration.currency, "key": workspace.key(), "today": options.today}
    known["rates"] = _rates_view(workspace, loads)
    held = gathering(draft, loads, workspace.tables)
    try:
        try:
            staged = stage(connection, draft, out, **known, held=held)
        except Refusal as refused:
            if not options.quarantine:
                raise
            sifted = sift(connection, draft, refused, **known)
            staged = stage(connection, sifted.draft, out, **known, held=held)
            # The same file may come again once rates are there: only the same rows left out are the same load.
            load = hashlib.sha256(f"{load}{sifted.name}".encode()).hexdigest()
            if load in loads.all:
                out.unlink()
                return report_of(content.name, loads.all[load], loads.snapshot, again=True)
        pieces = replaced(content.name, draft.table, draft.source, draft.breakdown, staged.covers, loads)
        grain_holds(connection, draft, out, loads, pieces, workspace)
    except BaseException:
        _undone(out, made)
        raise
    return _Ready(content, draft, load, recipe, out, staged, pieces, sifted, made)


def _committed(workspace: Workspace, book: Book, ready: _Ready, options: LoadOptions) -> LoadReport:
    """Publish the rows, then let the ledger name them."""
    if ready.sifted is not None:
        _keep_apart(ready.sifted, folder_of(workspace.inside))
    stored = _publish(ready.out, ready.out.parent)
    body = _body(ready, stored, book.state(LOADS), with_markets=bool(workspace.settings.markets))
    book.found("loaded", body, options.actor, ready.content.name)
    loads = book.state(LOADS)
    return report_of(ready.content.name, loads.all[ready.load], loads.snapshot)


def _recipe(draft: Draft, workspace: Workspace) -> str:
    """Digest of all that decides, besides the bytes, what a file becomes; markets too, so that a file can be
    loaded again once they are mended."""
    has_market = CONTRACTS[draft.table].column("market") is not None
    markets = [[m.name, *m.matches] for m in workspace.settings.markets] if has_market else []
    said = {"decimal": draft.decimal, "dates": draft.dates, "home": workspace.configuration.currency}
    grid = draft.sheet.content.grid
    said |= {"sheet": grid.name} if grid is not None else {}
    return digest_of(canonical_bytes({**draft.recipe, **said, "markets": markets}))


def _rates_view(workspace: Workspace, loads: Loads) -> str | None:
    return view_of(CONTRACTS["rates"], loads, workspace.tables) if loads.of("rates") else None


def _publish(out: Path, folder: Path) -> str:
    """Make the bytes durable and give them the name of their digest."""
    with out.open("rb") as file:
        stored = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    os.replace(out, folder / f"{stored}.parquet")
    for place in (folder, folder.parent):
        handle = os.open(place, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
    return stored


def _keep_apart(sifted: Sifted, folder: Path) -> None:
    """The bad rows beside the load, durable before the ledger counts them."""
    folder.mkdir(exist_ok=True)
    draft = folder / f".tmp-{secrets.token_hex(8)}"
    with draft.open("wb") as file:
        file.write(sifted.table)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, folder / sifted.name)


def _body(ready: _Ready, stored: str, loads: Loads, *, with_markets: bool) -> dict[str, Any]:
    content, draft, staged, pieces, sifted = ready.content, ready.draft, ready.staged, ready.pieces, ready.sifted
    spans = [span for c in staged.covers.values() if (span := c.span())]
    findings: list[dict[str, Any]] = []
    if sifted is not None:
        findings.append({"code": "quarantined", "count": sifted.rows, "kept": sifted.name})
    if staged.equal:
        findings.append({"code": "equal-rows", "count": staged.equal})
    if staged.unknown_markets and with_markets:
        findings.append({"code": "unknown-market", "count": staged.unknown_markets})
    for name in dict.fromkeys(loads.all[p["load"]].file for p in pieces):
        findings.append({"code": "replaced", "file": name})
    accounts = sorted(staged.covers) if CONTRACTS[draft.table].by_account else []
    return {
        "load": ready.load,
        "file": content.name,
        "digest": content.digest,
        "recipe": ready.recipe,
        "stored": stored,
        "table": draft.table,
        "source": draft.source,
        "account": accounts[0] if len(accounts) == 1 else None,
        "breakdown": sorted(draft.breakdown),
        "first": min(s[0] for s in spans).isoformat() if spans else None,
        "last": max(s[1] for s in spans).isoformat() if spans else None,
        "rows": staged.rows,
        "sums": dict(staged.sums),
        "covers": {account: coverage.plain() for account, coverage in staged.covers.items()},
        "replaces": list(pieces),
        "findings": findings,
    }
