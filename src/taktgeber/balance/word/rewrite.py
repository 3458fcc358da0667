"""An honest text, proposed in the text's own language: what the task is for, its own duties, how it will be judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .cues import Cues
from .text_audit import Label, Unit, Verdict


def rewritten(units: Sequence[Unit], found: Verdict, cues: Cues) -> tuple[str, ...]:
    """Lines; none where the text says plainly what it is, or where there is nothing to build on."""
    if found in ("plain", "too_little"):
        return ()
    write = {"dressed": _exploit, "hybrid": _both, "exploration": _explore}[found]
    return tuple(write(units, cues))


def _exploit(units: Sequence[Unit], cues: Cues) -> Iterator[str]:
    purpose, duties, judged, nothing_new = cues.rewrite["exploit"]
    yield purpose
    yield from _listed(duties, units, "duty_exploit")
    yield judged
    yield from _listed(cues.rewrite["measured"], units, "target_exploit")
    if any(unit.label == "duty_explore" for unit in units):
        yield from _listed(cues.rewrite["explore"][1], units, "duty_explore")
    else:
        yield nothing_new


def _explore(units: Sequence[Unit], cues: Cues) -> Iterator[str]:
    purpose, duties, judged, granted = cues.rewrite["explore"]
    yield purpose
    yield from _listed(duties, units, "duty_explore")
    yield judged
    yield from _listed(cues.rewrite["measured"], units, "target_learning")
    yield from _granted(granted, units, cues)
    if any(unit.label == "duty_exploit" for unit in units):
        yield from _listed(cues.rewrite["exploit"][1], units, "duty_exploit")


def _both(units: Sequence[Unit], cues: Cues) -> Iterator[str]:
    two_jobs, first, first_judged, second, second_judged = cues.rewrite["hybrid"]
    yield two_jobs
    yield from _listed(first, units, "duty_exploit")
    yield first_judged
    yield from _listed(cues.rewrite["measured"], units, "target_exploit")
    yield from _listed(second, units, "duty_explore")
    yield second_judged
    yield from _listed(cues.rewrite["measured"], units, "target_learning")
    yield from _granted(cues.rewrite["explore"][3], units, cues)


def _granted(headed: str, units: Sequence[Unit], cues: Cues) -> Iterator[str]:
    said = list(_listed(headed, units, "resource_autonomy"))
    yield from said or (headed, f"- {cues.rewrite['granted_nothing']}")


def _listed(headed: str, units: Sequence[Unit], label: Label) -> Iterator[str]:
    """The units of a class as bullets under their headline; nothing where there are none."""
    said = [unit.text for unit in units if unit.label == label and not unit.heading]
    if said:
        yield headed
        yield from (f"- {words}" for words in said)
