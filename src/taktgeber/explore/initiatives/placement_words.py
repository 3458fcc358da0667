"""Where initiatives stand between incremental and radical, as words, a table and a picture (L6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from taktgeber.core import Exact, Period, Picture, Table, Text, text
from taktgeber.explore.once import once
from taktgeber.govern import Initiative, InitiativesState

from .place import Step, placed, step_of

_FAR = (text("today's"), text("adjacent"), text("new"))
_STEPS: dict[Step | None, Text] = {
    "incremental": text("incremental"),
    "between": text("between"),
    "radical": text("radical"),
    None: text("not said"),
}


def far_words(step: int) -> Text:
    return _FAR[step]


def step_word(step: Step) -> Text:
    return _STEPS[step]


def step_words(one: Initiative | None) -> Text:
    return _STEPS[None if one is None else step_of(one.distance)]


def placement_table(initiatives: InitiativesState, running: Sequence[Initiative]) -> Table:
    """The farthest first; those of whom nobody has said it last."""
    near = {one.initiative: placed(initiatives, one.initiative) for one in running}

    def farthest(one: Initiative) -> tuple[int, str]:
        known = near[one.initiative]
        return (1 if known is None else -sum(known.distance.values()), one.initiative)

    rows = [_row(one, near[one.initiative]) for one in sorted(running, key=farthest)]
    head = (text("Initiative"), text("Technology"), text("Market"), text("Value proposition"), text("Place"),
            text("Why"))  # fmt: skip
    return Table(head, tuple(rows), text("How far from today's business"))


def placement_picture(initiatives: InitiativesState, running: Sequence[Initiative], period: Period) -> Picture:
    """How many stand where."""
    counted = _counted(initiatives, running)
    caption = text("The lab between incremental and radical, on {day}", day=period.last)
    rows = tuple((words, Exact(counted[step], "initiatives", period)) for step, words in _STEPS.items())
    labels = list(_STEPS.values())
    counts = [counted[step] for step in _STEPS]
    return Picture("stages", {"label": labels, "stage": labels, "count": counts}, caption, "initiatives",
                   Table((text("Place"), text("Initiatives")), rows, caption))  # fmt: skip


@once
def _counted(initiatives: InitiativesState, running: Sequence[Initiative]) -> Counter[Step | None]:
    places = (placed(initiatives, one.initiative) for one in running)
    return Counter(None if known is None else step_of(known.distance) for known in places)


def _row(one: Initiative, known: Initiative | None) -> tuple[Text | str, ...]:
    if known is None:
        return (one.name, *(text("not said"),) * 4, "")
    far = (far_words(known.distance[part]) for part in ("technology", "market", "proposition"))
    return (one.name, *far, step_words(known), known.why)
