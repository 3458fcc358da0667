"""What a planned experiment shall show: from the options as they are typed to a wish that can be planned for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from taktgeber.core import Refusal, text
from taktgeber.evidence.planning.amount import parse_amount, parse_share
from taktgeber.evidence.planning.plan import detectable_lift
from taktgeber.evidence.planning.wish import Measure, Wish, spending_of
from taktgeber.stats.spending import Family


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """As typed. lift, margin: "5%" or in the metric's unit; power, alpha, control_share: "80%" or "0.8"; per_day: units
    of all arms; family, rho: how the chance of a false alarm is spent."""

    lift: str | None
    units: int | None
    weeks: int | None
    per_day: float | None
    margin: str | None
    power: str
    alpha: str
    looks: int
    family: Family
    rho: float
    arms: int
    control_share: str | None
    give_up: bool

    def wish(self, measure: Measure) -> Wish:
        """measure: what the lift and the margin are shares of. Raises Refusal."""
        margin = parse_amount("--margin", self.margin, measure.baseline) if self.margin is not None else None
        wish = Wish(
            self._lift(measure),
            parse_share("--power", self.power),
            parse_share("--alpha", self.alpha),
            self.looks,
            spending_of(self.family, self.rho),
            self.arms,
            parse_share("--control-share", self.control_share) if self.control_share is not None else None,
            margin,
            self.margin is not None and self.margin.strip().endswith("%"),
            self.give_up,
        )
        return wish if self.lift is not None or margin is not None else self._reached(measure, wish)

    def _lift(self, measure: Measure) -> float:
        """In the metric's unit. Exactly one of lift, units and weeks says how large the experiment is; under a margin
        nothing is expected to change unless said so."""
        sizes = (("--lift", self.lift), ("--units", self.units), ("--weeks", self.weeks))
        given = [option for option, size in sizes if size is not None]
        if len(given) > 1:
            raise Refusal(given[1], text("either a lift or a size is planned for, not both."),
                          text("Leave out {option}.", option=given[1]))  # fmt: skip
        if self.lift is not None:
            return parse_amount("--lift", self.lift, measure.baseline)
        if not given and self.margin is None:
            raise Refusal("--lift", text("what shall be shown?"),
                          text("Say the smallest lift worth knowing, --lift 5%, or the size: --units 50000 or --weeks "
                               "2."))  # fmt: skip
        if given and self.margin is not None:
            raise Refusal(given[0], text("under a margin the size follows from the margin."),
                          text("Leave out {option}.", option=given[0]))  # fmt: skip
        return 0.0 if self.margin is not None else max(abs(measure.baseline), measure.sd or 0.0) * 1e-6

    def _reached(self, measure: Measure, wish: Wish) -> Wish:
        """The wish for the smallest lift that the given size shows."""
        if self.weeks is None:
            return replace(wish, lift=detectable_lift(measure, wish, self.units or 0))
        if self.per_day is None:
            raise Refusal("--weeks", text("how many units come in a week is not known."),
                          text("Say how many come on a day: --per-day 2000"))  # fmt: skip
        if self.weeks < 1:
            raise Refusal("--weeks", text("an experiment runs for a week at least, not {given}.",
                                          given=str(self.weeks)),
                          text("Give whole weeks: --weeks 2"))  # fmt: skip
        return replace(wish, lift=detectable_lift(measure, wish, 7 * self.weeks * self.per_day, self.weeks))
