"""takt premises board: what today's business rests on, in the order in which it should be attacked."""

from __future__ import annotations

from taktgeber.core import Answer
from taktgeber.workspace import Workspace


def premises_board(workspace: Workspace) -> Answer:
    from taktgeber.cycle import open_house
    from taktgeber.explore.premises import PREMISES, section, standing_of
    from taktgeber.explore.premises.told import attack_table, findings, headline

    from .now import beat_now
    from .premise_data import target_data

    with open_house(workspace) as house:
        beat = beat_now(house)
        if not beat.book.state(PREMISES).premises:
            empty = section(beat)
            return Answer((empty.headline, *empty.how), data=_data(beat.period.first.isoformat(), []))
        standing = standing_of(beat)
        data = _data(beat.period.first.isoformat(), [target_data(one) for one in standing.targets])
        return Answer((headline(standing),), (attack_table(standing),), findings(standing, beat), data)


def _data(day: str, premises: list[dict[str, object]]) -> dict[str, object]:
    return {"day": day, "premises": premises}
