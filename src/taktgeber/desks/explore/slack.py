"""takt lab slack: give a sum without ranking and without a reason; or see what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Refusal, encode, text
from taktgeber.workspace import Workspace

from .options import As, actor, money

if TYPE_CHECKING:
    from taktgeber.core import Beat, Text


def lab_slack(
    workspace: Workspace,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="A short name for what is given.")] = "",
    amount: Annotated[str, typer.Argument(metavar="[AMOUNT]", help="In the currency of the workspace.")] = "",
    says: Annotated[str, typer.Option("--says", help="What for, if you like: nobody asks.")] = "",
    as_: As = "",
) -> Answer:
    from taktgeber.cycle import next_beat, open_house
    from taktgeber.explore.bets import give_slack
    from taktgeber.explore.bets.slack import SLACK
    from taktgeber.explore.bets.tables import slack_table

    with open_house(workspace) as house:
        beat = house.beat(next_beat(house))
        if amount and not name:
            raise Refusal("NAME", text("this field is empty."), text("Fill it in."))
        if name:
            sum_ = money(amount, house.settings.currency)
            if sum_ is None:
                raise Refusal("AMOUNT", text("this field is empty."), text("Fill it in."))
            give_slack(house.book, beat, name, sum_, actor(house, as_), says)
        given = slack_table(beat.book.state(SLACK).in_beat(beat.period))
        return Answer((slack_in_words(beat),), (given,) if given.rows else (), data=slack_data(beat))


def slack_in_words(beat: Beat) -> Text:
    from taktgeber.explore.bets.means import means_of

    means = means_of(beat)
    if means is None:
        return text("Nobody can tell how much slack there is: no reserve is set, or nothing was booked in the beat "
                    "before.")  # fmt: skip
    return text(
        "Of {slack} slack between {period}, {left} is left. The explore lead gives it without ranking; nobody asks "
        "what for.",
        slack=means.slack, period=beat.period, left=means.slack_left,
    )  # fmt: skip


def slack_data(beat: Beat) -> dict[str, Any]:
    from taktgeber.explore.bets.means import means_of
    from taktgeber.explore.bets.slack import SLACK

    means = means_of(beat)
    return {
        "beat": {"first": beat.period.first.isoformat(), "last": beat.period.last.isoformat()},
        "slack": encode(means.slack) if means else None,
        "left": encode(means.slack_left) if means else None,
        "given": [
            {"slack": one.slack, "amount": encode(one.amount), "says": one.says, "day": one.day.isoformat()}
            for one in beat.book.state(SLACK).in_beat(beat.period)
        ],
    }
