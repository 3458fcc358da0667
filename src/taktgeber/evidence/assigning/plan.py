"""What decides a unit's arm: salt, arms in their order, the layer's range, the traffic and the holdout.

Each of them has a salt of its own, so that none tells anything about another: arms under the experiment's salt, its
traffic under "SALT/traffic", a layer's ranges under the layer's name, the holdout under its own. A larger traffic or
range therefore lets units in and never moves one from arm to arm. Layers are those of Tang and others (2010,
Overlapping Experiment Infrastructure, KDD): experiments of one layer have disjoint ranges and share no unit,
experiments of two layers are independent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Literal

from taktgeber.core import Refusal, text

from .law import PLACES, cut
from .shares import WEIGHTS, Share, read_share, read_weight

Why = Literal["holdout", "other experiment", "not in traffic"]
WHYS: tuple[Why, ...] = ("holdout", "other experiment", "not in traffic")
_LONGEST = 200
_LEAST = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class Arm:
    """share: of the experiment's units; all shares of a plan add up to 1."""

    name: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Range:
    """Units of the layer whose place lies from start up to, not including, end."""

    layer: str
    start: Fraction = Fraction(0)
    end: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Holdout:
    """A share of units that is in no experiment which names this salt."""

    salt: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """Units whose place under the salt lies from start up to, not including, end get the arm, or none and why."""

    salt: str
    start: int
    end: int
    arm: str | None = None
    why: Why | None = None


@dataclass(frozen=True)
class AssignmentPlan:
    """traffic: share of the range's units that are in; made by assignment_plan, which checks it."""

    salt: str
    arms: tuple[Arm, ...]
    range: Range | None = None
    traffic: Fraction = Fraction(1)
    holdout: Holdout | None = None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """In order: a unit belongs to the first step that it fits, and it fits the last."""
        steps = []
        if self.holdout:
            steps.append(Step(self.holdout.salt, 0, cut(self.holdout.share), why="holdout"))
        if self.range:
            steps.append(Step(self.range.layer, 0, cut(self.range.start), why="other experiment"))
            steps.append(Step(self.range.layer, cut(self.range.end), PLACES, why="other experiment"))
        steps.append(Step(f"{self.salt}/traffic", cut(self.traffic), PLACES, why="not in traffic"))
        ends = accumulate(arm.share for arm in self.arms)
        steps += [Step(self.salt, 0, cut(end), arm.name) for arm, end in zip(self.arms, ends, strict=True)]
        return tuple(step for step in steps if step.start < step.end)


def assignment_plan(
    salt: str,
    arms: Mapping[str, Share] | Sequence[tuple[str, Share]],
    *,
    layer: str | None = None,
    start: Share = 0,
    end: Share = 1,
    traffic: Share = 1,
    holdout_salt: str | None = None,
    holdout: Share = 0,
) -> AssignmentPlan:
    """arms: weight by name, in the order that counts; shares as numbers or as "0.2", "20%", "1/5". Raises Refusal.

    start, end: the range of the layer, places over 16^13; without a layer, all. holdout: share of all units.
    """
    plan = AssignmentPlan(
        plain_name("--salt", salt),
        _arms(arms.items() if isinstance(arms, Mapping) else arms),
        _range(layer, start, end),
        _traffic(traffic),
        _holdout(holdout_salt, holdout),
    )
    _refuse_one_salt_for_two(plan)
    return plan


def refuse_overlap(plans: Sequence[AssignmentPlan]) -> None:
    """Refuses two experiments with one salt, whose ranges of one layer cross, or one of which draws its units by what
    draws the arms of the other."""
    for at, plan in enumerate(plans):
        for other in plans[:at]:
            of_other = dict(_purposes(other))
            for salt, purpose in _purposes(plan):
                if of_other.get(salt, purpose) != purpose:
                    raise _two_at_once(salt)
            if plan.salt == other.salt:
                raise Refusal(
                    "--salt",
                    text('two experiments have the salt "{salt}": their arms would be the same units.', salt=plan.salt),
                    text("Give experiment, layer and holdout a salt of their own."),
                )
            if plan.range and other.range and plan.range.layer == other.range.layer:
                refuse_crossing(plan.range, other.range)


def refuse_crossing(wanted: Range, taken: Range) -> None:
    """Refuses a range that has units of another."""
    if cut(wanted.start) < cut(taken.end) and cut(taken.start) < cut(wanted.end):
        raise Refusal(
            "--from",
            text(
                'the range {wanted} of layer "{layer}" crosses {taken}, which another experiment has.',
                wanted=_shown(wanted),
                layer=wanted.layer,
                taken=_shown(taken),
            ),
            text("Choose a range that is free, or another layer."),
        )


def _shown(part: Range) -> str:
    return f"{float(part.start):g}-{float(part.end):g}"


def plain_name(option: str, given: str) -> str:
    """What stands in SQL: no sign in it may mean something else to an engine. Raises Refusal."""
    if not given.strip() or not given.isprintable() or "${" in given or len(given) > _LONGEST:
        raise Refusal(
            option,
            text('"{words}" cannot be a name here.', words="".join(s if s.isprintable() else "?" for s in given)),
            text(
                "Take up to 200 letters, digits and signs on one line, such as checkout-2026-11, and no {sign}.",
                sign="${",
            ),
        )
    return given


def _arms(given: Iterable[tuple[str, Share]]) -> tuple[Arm, ...]:
    weights = [(name.strip(), read_weight(name, weight)) for name, weight in given]
    names = [plain_name("--arm", name) for name, _ in weights]
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        raise Refusal(
            "--arm",
            text('two arms are called "{arm}".', arm=twice),
            WEIGHTS,
        )
    if len(weights) < 2:
        raise Refusal(
            "--arm",
            text("an experiment has two arms or more, the control among them."),
            WEIGHTS,
        )
    total = sum((weight for _, weight in weights), Fraction(0))
    arms = tuple(Arm(name, weight / total) for name, weight in weights)
    rare = next((arm.name for arm in arms if arm.share < _LEAST), None)
    if rare is not None:
        raise Refusal(
            "--arm",
            text('the weight of "{arm}" is too small: less than one unit in a billion would get it.', arm=rare),
            WEIGHTS,
        )
    return arms


def _range(layer: str | None, start: Share, end: Share) -> Range | None:
    if layer is not None:
        return layer_range(plain_name("--layer", layer), start, end, ("--from", "--to"))
    if read_share("--from", start) != 0 or read_share("--to", end) != 1:
        raise Refusal(
            "--layer",
            text("a range is a part of a layer, and no layer is named."),
            text("Name it: --layer checkout; for a part of all units give --traffic."),
        )
    return None


def layer_range(layer: str, start: Share, end: Share, options: tuple[str, str]) -> Range:
    """options: where start and end were said, for the Refusal of what is no range."""
    low, high = read_share(options[0], start), read_share(options[1], end)
    if cut(low) >= cut(high):
        raise Refusal(
            options[1],
            text("the range ends at {end} and begins at {start}.", end=str(end), start=str(start)),
            text("Let it end after its beginning: --from 0 --to 0.5"),
        )
    return Range(layer, low, high)


def _traffic(given: Share) -> Fraction:
    traffic = read_share("--traffic", given)
    if traffic == 0:
        raise _nobody("--traffic")
    return traffic


def _holdout(salt: str | None, given: Share) -> Holdout | None:
    share = read_share("--holdout", given)
    if salt is None and share == 0:
        return None
    if salt is None or share == 0:
        raise Refusal(
            "--holdout",
            text("a holdout has both a salt of its own and a share."),
            text("Give both: --holdout-salt holdout-2026 --holdout 5%"),
        )
    if share == 1:
        raise _nobody("--holdout")
    return Holdout(plain_name("--holdout-salt", salt), share)


def _nobody(option: str) -> Refusal:
    return Refusal(option, text("no unit would be in the experiment."), text("Write it as 0.2, 20% or 1/5."))


def _purposes(plan: AssignmentPlan) -> Iterator[tuple[str, str]]:
    """Every salt, with what it decides."""
    yield plan.salt, "arms"
    yield f"{plan.salt}/traffic", "traffic"
    if plan.range:
        yield plan.range.layer, "layer"
    if plan.holdout:
        yield plan.holdout.salt, "holdout"


def _refuse_one_salt_for_two(plan: AssignmentPlan) -> None:
    """Under one salt for two purposes, who is in would decide which arm it is."""
    salts = [salt for salt, _ in _purposes(plan)]
    if twice := next((salt for at, salt in enumerate(salts) if salt in salts[:at]), None):
        raise _two_at_once(twice)


def _two_at_once(salt: str) -> Refusal:
    return Refusal(
        "--salt",
        text('"{salt}" would decide two things at once, and the arms would not be alike.', salt=salt),
        text("Give experiment, layer and holdout a salt of their own."),
    )
