"""What became of a bet's two forecasts: was there an answer in time, and did it hold."""

from __future__ import annotations

from taktgeber.core import Beat, Exact, Figure, Forecast, Ratio, Unknown, text
from taktgeber.explore.memory import LAB

SETTLES, HOLDS = "chance_of_an_answer_in_time", "chance_that_it_holds"


def outcome(beat: Beat, forecast: Forecast) -> Figure | None:
    """1 where the question was answered by the forecast's date (or the assumption held), else 0."""
    if forecast.metric not in (SETTLES, HOLDS):
        return None
    lab = beat.book.state(LAB)
    asked = lab.assumptions.get((forecast.scope["initiative"], forecast.scope["assumption"]))
    settled = asked is not None and asked.settled is not None and asked.settled <= forecast.period.last
    if forecast.metric == SETTLES:
        return Exact(Ratio(int(settled), 1), "share", forecast.period)
    if asked is None or not settled:
        return Unknown(text("the assumption was not settled in time."), text("An entry that says held or refuted."))
    return Exact(Ratio(int(asked.state == "held"), 1), "share", forecast.period)
