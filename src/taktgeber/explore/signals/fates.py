"""What may become of a signal, in one table: from where it stands to where it may go.

A signal that was put aside can still turn out to be true; that is how we learn what we overlooked. What proved true
or was a false alarm is settled.
"""

from __future__ import annotations

from collections.abc import Mapping

from taktgeber.core import Text, text

RAISED = "raised"
_SETTLED = ("proved", "false_alarm")
EDGES: Mapping[str, tuple[str, ...]] = {
    "raised": ("shakes", "hypothesis", "watched", "dismissed", "faded", *_SETTLED),
    "watched": ("shakes", "hypothesis", "dismissed", "faded", *_SETTLED),
    "shakes": ("hypothesis", "faded", *_SETTLED),
    "hypothesis": ("shakes", "faded", *_SETTLED),
    "dismissed": ("watched", "proved"),
    "faded": ("watched", "proved"),
    "proved": (),
    "false_alarm": (),
}
# Those for which nothing was decided yet, those that are followed, and those that came to an end.
WAITS, FOLLOWED, ENDED = ("raised",), ("watched", "shakes", "hypothesis"), ("dismissed", "faded", *_SETTLED)
WITH_REASON = ("dismissed", "faded", "false_alarm")

SAID: Mapping[str, Text] = {
    "shakes": text("It shakes a premise"),
    "hypothesis": text("It becomes a hypothesis"),
    "watched": text("Watch it"),
    "dismissed": text("Dismiss it"),
    "faded": text("It faded"),
    "proved": text("It came true"),
    "false_alarm": text("It was a false alarm"),
}


def may_become(state: str) -> tuple[str, ...]:
    return EDGES[state]
