"""What becomes of a signal, in a form with one choice and one reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from taktgeber.core import Act, Answer, Field, Form, Refusal, Text, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.explore.premises import PREMISES
from taktgeber.explore.short_name import short_name_of
from taktgeber.explore.signals.fates import SAID, may_become
from taktgeber.explore.signals.signal import Signal

SHAKES = "shakes:"  # before a premise's short name
_BECOMES = text("What becomes of it?")
FIELDS = (
    Field("signal", text("Signal"), "hidden"),
    Field("becomes", _BECOMES),
    Field("reason", text("Why? Of a hypothesis: what do you believe?"), "long", required=False,
          hint=text("Needed where it is put aside; it is read when one like it is raised.")),
    Field("happened", text("Only where it came true: on which day?"), "date", required=False,
          hint=text("The lead time rests on it.")),
)  # fmt: skip


def fate_form(visit: Visit, one: Signal) -> Form | None:
    """None where this reader decides nothing of signals, or where nothing is left to decide."""
    choices = _choices(visit, one) if visit.access.allows("run.premises") else ()
    if not choices:
        return None
    becomes = replace(FIELDS[1], kind="choice", choices=choices)
    return Form("settle-signal", text("Decide"), (becomes, *FIELDS[2:]), {"signal": one.signal}, open=False,
                weight="plain" if one.fates else "main")  # fmt: skip


def _choices(visit: Visit, one: Signal) -> tuple[tuple[str, Text | str], ...]:
    """Each premise stands in the one choice; one that is shaken already does not."""
    made: list[tuple[str, Text | str]] = []
    for fate in may_become(one.state):
        if fate == "shakes":
            premises = visit.house.book.state(PREMISES).premises.values()
            made += [(f"{SHAKES}{p.premise}", text("It shakes: {premise}", premise=p.says)) for p in premises]
        else:
            made.append((fate, SAID[fate]))
    return tuple(made)


def settle_signal(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.signals.enter import settle, told_late

    visit.require("run.premises")
    fate, _, premise = str(given["becomes"]).partition(":")
    if fate not in SAID:
        raise Refusal(_BECOMES, text('"{written}" is nothing that a signal becomes.', written=fate[:40]),
                      text("Choose one of: {fates}.", fates=tuple(SAID)))  # fmt: skip
    entries = settle(
        visit.house.book, given["signal"], fate, visit.person, premise=premise or None,
        hypothesis=_hypothesis(visit, given["reason"]) if fate == "hypothesis" else None,
        reason=given["reason"] or "", happened=_happened(given["happened"]),
    )  # fmt: skip
    told = text('"{name}": {fate} (entry {entry}).', name=given["signal"], fate=named(fate), entry=str(entries[-1].seq))
    late = told_late(visit.house.book, given["signal"])
    return Answer(
        (told, *late), data={"signal": given["signal"], "fate": fate, "entries": [one.seq for one in entries]}
    )


def _hypothesis(visit: Visit, believed: str | None) -> dict[str, Any]:
    from taktgeber.evidence import REGISTRY

    if not (believed or "").strip():
        raise Refusal(text("Why? Of a hypothesis: what do you believe?"), text("this field is empty."),
                      text("Say what is believed, or name a hypothesis that was said before."))  # fmt: skip
    known = visit.house.book.state(REGISTRY).hypotheses
    words = str(believed).strip()
    if words in known:
        return {"hypothesis": words}
    return {"hypothesis": short_name_of(words, known) or short_name_of("hypothesis", known), "says": words}


def _happened(day: Any) -> date | None:
    return day if isinstance(day, date) else None


SETTLE = Act("settle-signal", text("Say what becomes of a signal."), "run.premises", FIELDS, settle_signal, "/signals")
