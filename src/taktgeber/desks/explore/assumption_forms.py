"""Forms of an assumption: write it down before its test, settle it with what says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from taktgeber.core import Act, Answer, Field, Form, text
from taktgeber.cycle.visit import Visit

from .given import choices, filled, may_write, require_write
from .options import chance_of

if TYPE_CHECKING:
    from taktgeber.explore import Assumption
    from taktgeber.govern import Initiative

INITIATIVE = Field("initiative", text("Initiative"), most=80)
WORDS = Field("assumption", text("What must be true"), "long", most=400,
              hint=text("A clause that can be false, such as: neighbours bring things back."))  # fmt: skip
CHANCE = Field("chance", text("How likely is it that it holds, in per cent?"), "number", required=False,
               hint=text("Said before the test; it is held against what happened."))  # fmt: skip
WRITE = (
    WORDS,
    CHANCE,
    Field("lose", text("What the test may lose"), "money", required=False,
          hint=text("Empty: as much as the initiative may lose.")),
    Field("until", text("Answer due"), "date", required=False),
    Field("premise", text("Premise"), required=False, most=80),
)  # fmt: skip
HYPOTHESIS = Field("hypothesis", text("Hypothesis"), required=False, most=80)
SETTLE = (
    Field("verdict", text("Did it hold?"), "choice", choices=choices(("held", "refuted"))),
    Field("learned", text("What was learned, in one sentence"), "long", required=False, most=600,
          hint=text("It is kept as an insight, whichever way it came out.")),
    HYPOTHESIS,
    Field("best_before", text("How long to trust it"), "date", required=False),
)  # fmt: skip
Said = tuple[tuple[str, str], ...]


def write_form(visit: Visit, one: Initiative) -> Form | None:
    if not may_write(visit) or one.state == "stopped":
        return None
    return Form("write-assumption", text("Write down what must be true"), WRITE, {"initiative": one.initiative},
                open=False)  # fmt: skip


def hypotheses_on(visit: Visit, initiative: str) -> Said:
    """Short names and words of the hypotheses that were said about it."""
    from taktgeber.evidence import REGISTRY

    every = visit.house.book.state(REGISTRY).hypotheses.values()
    return tuple((each.hypothesis, each.says) for each in every if each.on == initiative)


def settle_form(visit: Visit, one: Assumption, said: Said) -> Form | None:
    """said: the hypotheses to choose from; without any, one is named by hand."""
    if not may_write(visit) or not one.is_open:
        return None
    own = replace(HYPOTHESIS, kind="choice", choices=said, value=one.hypothesis or "")
    fields = tuple(own if field is HYPOTHESIS and said else field for field in SETTLE)
    return Form("settle-assumption", text("Settle it"), fields,
                {"initiative": one.initiative, "assumption": one.assumption}, open=False)  # fmt: skip


def write(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.initiatives import write_assumption

    require_write(visit)
    body = filled(given, ("initiative", "assumption", "lose", "until", "premise"))
    chance = chance_of(given["chance"], CHANCE.label)
    entry = write_assumption(visit.house.book, body | ({} if chance is None else {"chance": chance}), visit.person)
    says = text("Written down before its test: {assumption}.", assumption=body["assumption"].rstrip("."))
    return Answer((says,), data={"initiative": given["initiative"], "entry": entry.seq})


def settle(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.initiatives import settle_assumption

    require_write(visit)
    held, words = given["verdict"] == "held", given["assumption"].rstrip(".")
    entries = settle_assumption(
        visit.house.book, given["initiative"], given["assumption"], held, visit.person,
        hypothesis=given["hypothesis"], learned=given["learned"] or "", best_before=given["best_before"],
    )  # fmt: skip
    says = text("Settled: it holds that {assumption}.", assumption=words)
    if not held:
        says = text("Settled: it does not hold that {assumption}.", assumption=words)
    return Answer((says,), data={"initiative": given["initiative"], "entries": [entry.seq for entry in entries]})


WRITE_DOWN = Act("write-assumption", text("Write down what must be true for an initiative, before its test."),
                 "run.lab", (INITIATIVE, *WRITE), write, "/lab")  # fmt: skip
SETTLED = Act("settle-assumption", text("Settle an assumption with what says so."), "run.lab",
              (INITIATIVE, WORDS, *SETTLE), settle, "/lab")  # fmt: skip
