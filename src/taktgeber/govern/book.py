"""The book: the one way into the ledger. House rules run here, under its lock, and nowhere else.

A decided entry that breaks a rule is refused and the refusal is kept; a found one is accepted and opens
a breach. Every process holds its folds in memory and brings them up to date before it reads or writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from taktgeber.core import Entry, Finding, Fold, Refusal, Rule, encode, text
from taktgeber.core.memory import Standing

from .breaches import Broken, owner_of, subject_of
from .chain import Row, link
from .kinds import BY_THE_BOOK, MACHINE, body_digest, canonical_body, check_actor, check_body
from .proposals import PROPOSALS
from .roles import PEOPLE
from .store import open_store
from .units import UNITS

S = TypeVar("S")
Item = tuple[str, Mapping[str, Any]]
Written = tuple[str, Mapping[str, Any], str, str]


class _Broken(Exception):
    """A rule speaks against a decided entry."""

    def __init__(self, entry: Entry, rule: Rule, finding: Finding) -> None:
        super().__init__()
        self.entry, self.rule, self.finding = entry, rule, finding


class LedgerBook:
    """Implements core.Book. One handle belongs to one thread; any number of processes may hold one."""

    def __init__(self, ledger: Path | str, rules: Sequence[Rule], clock: Callable[[], datetime] | None = None) -> None:
        self._rules = tuple(rules)
        self._clock = clock or _now
        self._store = open_store(ledger)
        self._seen, self._hash, self._at = 0, "", datetime.min.replace(tzinfo=UTC)
        self._folds: dict[str, Fold[Any]] = {}
        self._states: dict[str, Any] = {}
        self._by_kind: dict[str, tuple[str, ...]] = {}

    def found(self, kind: str, body: Mapping[str, Any], actor: str, source: str) -> Entry:
        return self.found_all(((kind, body),), actor, source)[0]

    def found_all(self, items: Sequence[Item], actor: str, source: str) -> tuple[Entry, ...]:
        """All in one transaction. A source that names no day is taken to speak of the day it is entered."""
        return self.enter_all([(kind, body, "found", source) for kind, body in items], actor)

    def decide(self, kind: str, body: Mapping[str, Any], actor: str) -> Entry:
        return self.decide_all(((kind, body),), actor)[0]

    def decide_all(self, items: Sequence[Item], actor: str) -> tuple[Entry, ...]:
        """All or none, each under the rules after the ones before it."""
        return self.enter_all([(kind, body, "decided", "") for kind, body in items], actor)

    def enter_all(self, items: Sequence[Written], actor: str) -> tuple[Entry, ...]:
        """Found and decided entries in one transaction: (kind, body, standing, source)."""
        check_actor(actor)
        checked = [_checked(item, _place(i, items)) for i, item in enumerate(items)]
        broken: _Broken | None = None
        entered: list[Entry] = []
        with self._writing():
            back, states, where = self._store.mark(), dict(self._states), (self._seen, self._hash, self._at)
            try:
                for kind, body, standing, source in checked:
                    entered.append(self._enter(kind, body, actor, standing, source))
            except _Broken as wrong:
                back()
                self._go_back(states, where)
                broken, kept = wrong, self._keep_refusal(wrong)
        if broken is None:
            return tuple(entered)
        place = _place(len(entered), items) or broken.entry.kind
        finding, rule = broken.finding, broken.rule.number or None
        raise Refusal(place, finding.says, finding.advice, rule=rule, entry=kept.seq)

    def objection(self, items: Sequence[Item], actor: str) -> Finding | None:
        """What a rule would say to these, decided together. Nothing is written, and no refusal is kept."""
        check_actor(actor)
        checked = [_checked((kind, body, "decided", ""), "") for kind, body in items]
        with self._writing():
            back, states, where = self._store.mark(), dict(self._states), (self._seen, self._hash, self._at)
            found: Finding | None = None
            try:
                for kind, body, standing, source in checked:
                    self._enter(kind, body, actor, standing, source)
            except _Broken as wrong:
                found = wrong.finding
            back()
            self._go_back(states, where)
        return found

    def state(self, fold: Fold[S], as_of: datetime | None = None) -> S:
        if as_of is not None:
            state = fold.start()
            for row in self._store.rows(1, self._store.last()[0], fold.kinds, _stored(as_of)):
                state = fold.apply(state, _entry(row))
            return state
        self._catch_up()
        self._hold(fold)
        current: S = self._states[fold.name]
        return current

    def entries(self, kinds: Sequence[str] = (), first: int = 0) -> Iterator[Entry]:
        """In order, as they stood when the call was made."""
        return map(_entry, self._store.rows(first, self._store.last()[0], tuple(kinds)))

    def newest(self, before: int | None = None, kind: str = "") -> Iterator[Entry]:
        """The newest first, read as they are taken, so that a page of a long ledger costs no more than a page."""
        return map(_entry, self._store.newest(self._store.last()[0] + 1 if before is None else before, kind))

    def entry(self, seq: int) -> Entry | None:
        return next(map(_entry, self._store.rows(seq, seq)), None)

    def head(self) -> str:
        return self._store.last()[1]

    def count(self) -> int:
        return self._store.last()[0]

    def today(self) -> date:
        """By the book's clock, never before its newest entry."""
        last = self._store.last()[2]
        now = self._clock().astimezone(UTC)
        return max(now, last or now).date()

    def verify(self, head: str | None = None) -> int | None:
        """The number after the last entry where only the given head is missing: cut or rebuilt."""
        if head is not None:
            check_head(head)
        return self._store.verify(head)

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> LedgerBook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------ writing, under the lock

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The ledger's lock with the folds brought up to date; what failed leaves them as they were."""
        before: tuple[dict[str, Any], tuple[int, str, datetime]] | None = None
        try:
            with self._store.writing():
                self._catch_up()
                before = dict(self._states), (self._seen, self._hash, self._at)
                yield
        except BaseException:
            if before is not None:
                self._go_back(*before)
            raise

    def _go_back(self, states: Mapping[str, Any], where: tuple[int, str, datetime]) -> None:
        self._folds = {name: fold for name, fold in self._folds.items() if name in states}
        self._by_kind.clear()
        self._states = dict(states)
        self._seen, self._hash, self._at = where

    def _enter(self, kind: str, body: dict[str, Any], actor: str, standing: str, source: str) -> Entry:
        if kind == "decision" and standing == "decided" and body["verdict"] == "approve":
            self._enter_settings(body["proposal"], actor)
        entry = self._make(kind, body, actor, standing, source)
        broken: list[tuple[Rule, Finding]] = []
        for rule in self._rules:
            if rule.kinds and kind not in rule.kinds:
                continue
            finding = rule.check(tuple(self._hold(fold) for fold in rule.folds), entry)
            if finding is None:
                continue
            if standing == "decided":
                raise _Broken(entry, rule, finding)
            broken.append((rule, finding))
        self._append(entry)
        for rule, finding in broken:
            if rule.number:
                self._open_breaches(entry, rule, finding)
        return entry

    def _enter_settings(self, proposal: str, actor: str) -> None:
        """What an approved proposal sets is decided with it, whoever asks and however."""
        held = self._hold(PROPOSALS).all.get(proposal)
        if held is not None and held.state == "waiting":
            for setting in held.proposal.sets:
                self._enter(setting.kind, check_body(setting.kind, setting.body), actor, "decided", "")

    def _open_breaches(self, entry: Entry, rule: Rule, finding: Finding) -> None:
        also = finding.also if isinstance(finding, Broken) else ()
        for one in (finding, *also):
            subject, against, unit = subject_of(entry.kind, entry.payload, entry.seq), None, None
            if isinstance(one, Broken):
                subject, against, unit = one.subject or subject, one.against, one.unit
            body = {
                "rule": rule.number,
                "entry": entry.seq,
                "subject": subject,
                "owner": owner_of(unit, self._hold(UNITS), self._hold(PEOPLE), entry.at.date()),
                "says": encode(one.says),
                "since": entry.at.date().isoformat(),
            } | ({"against": against} if against else {})
            self._append(self._make("breach", body, MACHINE, "found", f"house rule {rule.number} on entry {entry.seq}"))

    def _keep_refusal(self, wrong: _Broken) -> Entry:
        refused = wrong.entry
        body = {
            "kind": refused.kind,
            "body": dict(refused.payload),
            "actor": refused.actor,
            "rule": wrong.rule.number,
            "says": encode(wrong.finding.says),
            "digest": body_digest(refused.kind, refused.payload),
        }
        entry = self._make("refused", body, MACHINE, "found", f"house rule {wrong.rule.number}")
        self._append(entry)
        return entry

    def _make(self, kind: str, body: dict[str, Any], actor: str, standing: str, source: str) -> Entry:
        at = max(self._clock().astimezone(UTC), self._at)
        if standing == "found" and not any(map(str.isdigit, source)):
            source = f"{source}, {at.date().isoformat()}"
        stored = canonical_body(body)
        columns = (_stored(at), actor, kind, standing, source)
        linked = link(self._seen + 1, *(c.encode() for c in columns), stored, self._hash.encode())
        if linked is None or "\0" in source:
            raise Refusal("source", text("an actor or source holds a line break or a character without a shape."),
                          text("Write it on one line, in letters, digits and signs."))  # fmt: skip
        return Entry(
            self._seen + 1, at, actor, kind, cast(Standing, standing), source, stored, body, self._hash, linked.decode()
        )  # fmt: skip

    def _append(self, entry: Entry) -> None:
        texts = (_stored(entry.at), entry.actor, entry.kind, entry.standing, entry.source)
        at, actor, kind, standing, source = (t.encode() for t in texts)
        self._store.add(
            (entry.seq, at, actor, kind, standing, source, entry.body, entry.previous.encode(), entry.hash.encode())
        )
        self._apply(entry)
        self._seen, self._hash, self._at = entry.seq, entry.hash, entry.at

    # ------------------------------------------------------------------ folds

    def _apply(self, entry: Entry) -> None:
        for name in self._readers(entry.kind):
            self._states[name] = self._folds[name].apply(self._states[name], entry)

    def _readers(self, kind: str) -> tuple[str, ...]:
        if kind not in self._by_kind:
            self._by_kind[kind] = tuple(n for n, f in self._folds.items() if not f.kinds or kind in f.kinds)
        return self._by_kind[kind]

    def _hold(self, fold: Fold[S]) -> S:
        """The fold's state at what was seen; replayed once when it is first asked for."""
        if fold.name not in self._folds:
            state = fold.start()
            for row in self._store.rows(1, self._seen, fold.kinds):
                state = fold.apply(state, _entry(row))
            self._folds[fold.name], self._states[fold.name] = fold, state
            self._by_kind.clear()
        held: S = self._states[fold.name]
        return held

    def _catch_up(self) -> None:
        last, head, at = self._store.last()
        if last > self._seen:
            kinds: set[str] = set()
            for fold in self._folds.values():
                kinds.update(fold.kinds)
            every = any(not fold.kinds for fold in self._folds.values())
            if self._folds:
                for row in self._store.rows(self._seen + 1, last, () if every else tuple(sorted(kinds))):
                    self._apply(_entry(row))
        self._seen, self._hash, self._at = last, head, at or self._at


def check_head(head: str) -> None:
    if len(head) != 64 or set(head) - set("0123456789abcdef"):
        raise Refusal("head", text("{head} is no head of a ledger.", head=head),
                      text("Give all 64 characters as they are printed on the brief."))  # fmt: skip


def _place(number: int, items: Sequence[Written]) -> str:
    return f"entry {number + 1} of {len(items)}, {items[number][0]}" if len(items) > 1 else ""


def _checked(item: Written, place: str) -> tuple[str, dict[str, Any], str, str]:
    kind, body, standing, source = item
    try:
        if kind in BY_THE_BOOK:
            raise Refusal("kind", text("{kind} is written by the ledger itself.", kind=kind),
                          text("Enter what happened; the ledger says what it means."))  # fmt: skip
        if standing == "found" and not source.strip():
            raise Refusal("source", text("a found entry names its source and day."),
                          text('Say where it is known from, such as "HR list, 2025-03-10".'))  # fmt: skip
        return kind, check_body(kind, body), standing, " ".join(source.split())
    except Refusal as wrong:
        wrong.where = f"{place}: {wrong.where}" if place else wrong.where
        raise


def _now() -> datetime:
    return datetime.now(UTC)


def _stored(at: datetime) -> str:
    """Of one width, so that times compare as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


# json.loads without its check for a byte-order mark and white space, which no stored body has.
_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]


def _entry(row: Row) -> Entry:
    seq, at, actor, kind, standing, source, body, previous, stored = row
    try:
        payload, _ = _scan(body.decode(), 0)
        when, stands = datetime.fromisoformat(at), cast(Standing, standing)
        return Entry(seq, when, actor, kind, stands, source, body, payload, previous, stored)
    except (ValueError, AttributeError, TypeError, StopIteration):
        raise Refusal(
            f"entry {seq}",
            text("it is damaged and cannot be read."),
            text("See what is broken with: takt ledger verify. Restore the ledger from your last backup."),
        ) from None
