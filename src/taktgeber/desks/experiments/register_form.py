"""Say a hypothesis and freeze its test in one form; the first field teaches what a hypothesis is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from taktgeber.core import Act, Answer, Field, Form, Refusal, text
from taktgeber.cycle.visit import Visit
from taktgeber.evidence import Registry

from .choices import METHODS, QUESTIONS, bare, choices
from .seen import HANDS, own_hands, require_run, seen
from .short_name import short_name
from .tried import tried

_ONE_A_LINE = text("One a line.")
_SHORT = text("Lower-case words with hyphens.")
FIELDS = (
    Field("says", text("What do you believe, and why?"), "long", required=False, hint=text(
        "Such as: a blue button sells more, because it is seen. It can be wrong, and a test can show that it is.")),
    Field("hypothesis", text("Or test again what was said before"), required=False),
    Field("question", text("Which question"), "choice", choices=choices(QUESTIONS), value="works", required=False),
    Field("hand", text("Hand"), "choice", choices=choices(HANDS), required=False),
    Field("chance", text("How likely is it that it holds, in per cent?"), "number", required=False,
          hint=text("Said before the test; it is held against what happened.")),
    Field("name", text("What the test is called"), hint=text("As people will speak of it.")),
    Field("experiment", text("Short name"), hint=_SHORT, most=80),
    Field("method", text("How it was made"), "choice", choices=choices(METHODS), value="randomised"),
    Field("market", text("Market"), required=False),
    Field("metric", text("Metric"), hint=text(
        "The file's column and what is read of it, such as spend:unit=EUR, visit:proportion or orders/sessions.")),
    Field("threshold", text("The smallest effect that matters"),
          hint=text("A share of the control's level such as 2%, or an amount such as 0.5.")),
    Field("arms", text("Arms"), "long", hint=_ONE_A_LINE),
    Field("control", text("The arm that others are held against")),
    Field("units", text("Units of all arms at the planned end"), "number",
          hint=text("How many it needs says: takt experiment plan.")),
    Field("looks", text("Planned looks"), "number", value="1",
          hint=text("1: it is read once, at its end.")),
    Field("first", text("First day"), "date"),
    Field("last", text("Last day"), "date"),
    Field("rule", text("What will be done, by what it shows"), "long",
          hint=text("Such as: shown, everywhere; anything else, it stays as it was.")),
    Field("guardrails", text("What must not suffer"), "long", required=False,
          hint=text("One a line, with its margin: refunds +2%.")),
    Field("shares", text("Planned split"), "long", required=False,
          hint=text("Empty: all arms alike. One arm and its weight a line, such as: new 1")),
    Field("covariates", text("Known before, to take noise away"), "long", required=False, hint=_ONE_A_LINE),
    Field("indirect", text("Tested on others than it is for"), "tick"),
)  # fmt: skip


def register_form(
    visit: Visit, registry: Registry, hypothesis: str | None = None, claim: Mapping[str, str] | None = None
) -> Form | None:
    """hypothesis: of an experiment that is to be tested again; claim: what stands in its fields at first, by name;
    None where this reader may not register."""
    hands = own_hands(visit)
    if not hands:
        return None
    said = [name for name, one in registry.hypotheses.items() if one.hand in hands]
    near = visit.access.markets("run.experiments")
    markets = near if near is not None else tuple(market.name for market in visit.house.settings.markets)
    shaped: dict[str, Field | None] = {
        "says": _field("says", required=not said),
        "hypothesis": _field("hypothesis", kind="choice", choices=bare(said)) if said else None,
        "question": _field("question", required=not said),
        "hand": _field("hand", choices=choices(hands), value=hands[0] if len(hands) == 1 else "", required=not said),
        "market": _market(markets, near is not None) if markets else None,
    }
    fields = tuple(made for one in FIELDS if (made := shaped.get(one.name, one)) is not None)
    if claim:
        fields = tuple(replace(one, value=claim.get(one.name, one.value)) for one in fields)
    if hypothesis is None:
        return Form("register-experiment", text("Say a hypothesis and freeze its test"), fields, open=bool(claim))
    kept = tuple(one for one in fields if one.name not in ("says", "hypothesis", "question", "hand", "chance"))
    return Form("register-experiment", text("Test it again"), kept, {"hypothesis": hypothesis}, open=False)


def _market(markets: Sequence[str], own: bool) -> Field:
    """own: the reader answers for these alone, and names one."""
    only = markets[0] if own and len(markets) == 1 else ""
    return _field("market", kind="choice", choices=bare(markets), required=own, value=only)


def _field(name: str, **changes: Any) -> Field:
    return replace(next(one for one in FIELDS if one.name == name), **changes)


def register(visit: Visit, given: Mapping[str, Any]) -> Answer:
    """Both entries, or the test alone where its hypothesis was said before."""
    from taktgeber.evidence import REGISTRY
    from taktgeber.evidence.knowing.words import like_table, tried_before
    from taktgeber.evidence.registry.enter import write_down

    book = visit.house.book
    known = book.state(REGISTRY).hypotheses.get(given["hypothesis"] or "")
    frozen = _experiment(given)
    if known is not None and given["says"]:
        raise Refusal(text("Or test again what was said before"),
                      text("what is believed is said anew, and a hypothesis that was said before is named as well."),
                      text("Leave one of the two fields empty."))  # fmt: skip
    if known is not None:
        require_run(visit, known.hand, (given["market"],))
        tables = {"experiment": frozen | {"hypothesis": known.hypothesis}}
    else:
        said = _hypothesis(given)
        require_run(visit, said["hand"], (given["market"],))
        tables = {"hypothesis": said, "experiment": frozen}
    near = tried(seen(visit), tables, visit.today())
    entries = write_down(book, tables, visit.person)
    says = (
        text('"{name}" is frozen: {metric}, read at {units} units or after {last}.', name=frozen["name"],
             metric=frozen["metric"], units=frozen["units"], last=given["last"]),
        text("Read it when its data are there: takt experiment read FILE --experiment {name}",
             name=frozen["experiment"]),
        tried_before(near or ()),
    )  # fmt: skip
    return Answer(
        says,
        (like_table(near),) if near else (),
        data={"experiment": frozen["experiment"], "entries": [entry.seq for entry in entries]},
    )


def _hypothesis(given: Mapping[str, Any]) -> dict[str, Any]:
    """A new one is called like its first test, if it was given no short name."""
    wanted = (
        ("says", text("What do you believe, and why?")),
        ("hand", text("Hand")),
        ("question", text("Which question")),
    )
    for name, label in wanted:
        if not given[name]:
            raise Refusal(label, text("this field is empty."),
                          text("Say what is believed, or name a hypothesis that was said before."))  # fmt: skip
    said = {"hypothesis": short_name(given["hypothesis"] or given["experiment"]), "says": given["says"],
            "hand": given["hand"], "question": given["question"]}  # fmt: skip
    if given["chance"] is None:
        return said
    if not 0 <= given["chance"] <= 100:
        raise Refusal(text("How likely is it that it holds, in per cent?"), text("a chance lies between 0 and 100."),
                      text("Write 30 for three in ten."))  # fmt: skip
    return said | {"chance": given["chance"] / 100}


def _experiment(given: Mapping[str, Any]) -> dict[str, Any]:
    plain = ("name", "method", "metric", "threshold", "control", "units", "looks", "rule", "market", "indirect")
    made = {name: given[name] for name in plain if given[name] is not None}
    return made | {
        "experiment": short_name(given["experiment"]),
        "arms": lines(given["arms"]),
        "guardrails": lines(given["guardrails"]),
        "covariates": lines(given["covariates"]),
        "shares": shares(given["shares"]),
        "first": given["first"].isoformat(),
        "last": given["last"].isoformat(),
    }


def shares(written: str | None) -> dict[str, float] | None:
    """One arm and its weight a line; None where nothing is written."""
    made: dict[str, float] = {}
    for line in lines(written):
        arm, _, weight = line.rpartition(" ")
        try:
            made[arm.strip()] = float(weight)
        except ValueError:
            raise Refusal(text("Planned split"), text('"{line}" is no arm with its weight.', line=line),
                          text("Write one a line, such as: new 1")) from None  # fmt: skip
    return made or None


def lines(written: str | None) -> list[str]:
    return [line.strip() for line in (written or "").splitlines() if line.strip()]


REGISTER = Act(
    "register-experiment", text("Say a hypothesis and freeze its test, before its data."), "run.experiments", FIELDS,
    register, "/experiments",
)  # fmt: skip
