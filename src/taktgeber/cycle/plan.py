"""Planning a beat: gather, freeze, commit, show.

The frozen plan is stored under the digest of its bytes; the ledger append is the commit; the brief is
written last and can be written again at any time. Whoever is killed on the way loses nothing that was
acknowledged: planning again on the same data and ledger gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktgeber import rooms
from taktgeber.core import Beat, DecidedLine, Plan, canonical_bytes, digest_of
from taktgeber.core.catalogue import ENGLISH
from taktgeber.workspace import publish

from .calibration import calibration_of
from .gather import gather
from .house import House, next_beat
from .store import plan_path, read_plan

if TYPE_CHECKING:
    from taktgeber.govern import PlanRef

# What may follow a plan in the ledger without making it old.
_QUIET = {"decision", "refused", "closed"}


@dataclass(frozen=True, slots=True)
class Planned:
    """fresh: False where the beat was planned already, on the same data and ledger, and the plan stands.

    path: the frozen plan; brief_html, brief_json: the brief's files; head: of the ledger after the plan;
    waiting: ids of proposals that are not decided.
    """

    plan: Plan
    digest: str
    path: Path
    brief_html: Path
    brief_json: Path
    head: str
    fresh: bool
    waiting: tuple[str, ...]


def plan_beat(house: House, day: date | None = None) -> Planned:
    """day: in the beat that is planned; without it, the beat after the last that has data."""
    beat = house.beat(next_beat(house, day))
    standing = _standing(house, beat)
    if standing is not None:
        return write_brief(house, read_plan(house.workspace.plans, standing.digest), standing.digest, fresh=False)
    plan, stored = freeze(house, beat)
    digest = digest_of(stored)
    publish(plan_path(house.workspace.plans, digest), stored)
    _commit(house, plan, digest)
    return write_brief(house, plan, digest, fresh=True)


def freeze(house: House, beat: Beat) -> tuple[Plan, bytes]:
    """The plan and its canonical bytes; nothing is written."""
    plan = Plan(
        firm=beat.settings.firm,
        beat=beat.period,
        past=beat.past,
        snapshot=beat.snapshot,
        head=house.book.head(),
        sections=gather(beat, rooms.modules()),
    )
    return plan, canonical_bytes(plan)


def write_brief(house: House, plan: Plan, digest: str, *, fresh: bool, locale: str = ENGLISH) -> Planned:
    """The brief of a stored plan, with the decisions as they stand now."""
    from taktgeber.brief import brief_html, brief_json

    head = house.book.head()
    calibration = calibration_of(entry.payload for entry in house.book.entries(kinds=("closed",)))
    known = decided(house, plan)
    said: dict[str, Any] = {
        "digest": digest,
        "head": head,
        "decisions": known,
        "calibration": calibration.table() if calibration else None,
        "workspace_hint": str(house.workspace.root),
        "note": house.workspace.configuration.note,
        "locale": locale,
    }
    stem = house.workspace.briefs / plan.beat.first.isoformat()
    page, twin = stem.with_suffix(".html"), stem.with_suffix(".json")
    publish(page, brief_html(plan, **said).encode())
    publish(twin, json.dumps(brief_json(plan, **said), ensure_ascii=False, indent=2).encode())
    waiting = tuple(p.id for s in plan.sections for p in s.proposals if p.id not in known)
    return Planned(plan, digest, plan_path(house.workspace.plans, digest), page, twin, head, fresh, waiting)


def decided(house: House, plan: Plan) -> dict[str, DecidedLine]:
    """By proposal id: what became of the plan's proposals, as of now."""
    from taktgeber.govern import PROPOSALS

    prefix = f"{plan.beat.first.isoformat()}/"
    lines = {}
    for key, state in house.book.state(PROPOSALS).all.items():
        if key.startswith(prefix) and (found := state.decision) is not None:
            verdict: Any = found.verdict
            lines[state.proposal.id] = DecidedLine(verdict, found.actor, found.at, found.reason, found.alone)
    return lines


def _standing(house: House, beat: Beat) -> PlanRef | None:
    """The beat's plan, if it still stands: decided upon, or nothing new has come in since."""
    from taktgeber.govern import PROPOSALS

    state = house.book.state(PROPOSALS)
    plans = [plan for plan in state.plans if plan.beat == beat.period]
    if not plans:
        return None
    newest = plans[-1]
    decided = any(p.decision is not None for p in state.all.values() if p.plan.beat == newest.beat)
    later = (entry.kind for entry in house.book.entries(first=newest.entry + 1))
    unchanged = newest.snapshot == beat.snapshot and all(kind in _QUIET for kind in later)
    return newest if decided or unchanged else None


def _commit(house: House, plan: Plan, digest: str) -> None:
    from taktgeber.govern import append_plan

    append_plan(house.book, plan, digest, house.asked)
