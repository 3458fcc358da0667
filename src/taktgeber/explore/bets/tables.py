"""The bets as tables and sentences: bands and an order, never a number by which people could be ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from taktgeber.core import Beat, Exact, Table, Text, Tile, text, text_n

from .capacity import Capacity
from .gathered import Candidate
from .means import Means
from .portfolio import Newness, Pick, Portfolio
from .slack import Given
from .tranche import because, gate, until_of

_NEW: Mapping[Newness, Text] = {
    "new": text("new"),
    "partly": text("partly new"),
    "hardly": text("hardly new"),
}
ROWS = 20


def headline(found: Portfolio) -> Text:
    """What is bet on next, and the most that may be lost on it."""
    if not found.picks:
        return text("No question is ready to be bet on; below stands what each waits for.")
    first = found.picks[0].candidate
    lose = replace(first.stake, minor=sum(pick.candidate.stake.minor for pick in found.picks))
    return text_n(
        "One question is tested next: whether {question}. At most {lose} may be lost on it.",
        "{n} questions are tested next, first whether {question}. At most {lose} may be lost on all of them.",
        len(found.picks),
        question=first.assumption.assumption.rstrip(". "),
        lose=lose,
    )


def bets_table(beat: Beat, picks: Sequence[Pick]) -> Table:
    head = (text("Initiative"), text("What we do not know"), text("What we may lose"), text("Until"), text("Why it"),
            text("Approach"), text("Gate"))  # fmt: skip
    return Table(head, tuple(_bet(beat, pick) for pick in picks), text("The next bets, in the order of what they add"))


def _bet(beat: Beat, pick: Pick) -> tuple[Text | str, ...]:
    one = pick.candidate
    return (
        one.initiative.name, one.assumption.assumption, text("{lose}", lose=one.stake),
        text("{day}", day=until_of(beat, one)), because(pick), _NEW[pick.newness], gate(one),
    )  # fmt: skip


def runner_up_table(found: Portfolio) -> Table:
    """What each of the next best sets takes out and puts in."""
    chosen = [pick.candidate for pick in found.picks]
    rows = [
        (text("Without {names}", names=_named(chosen, other)), _instead(other, chosen)) for other in found.runners_up
    ]
    return Table((text("Next best"), text("Instead")), tuple(rows), text("The two next best sets, and what differs"))


def _named(some: Sequence[Candidate], but: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(one.initiative.name for one in some if one not in but)


def _instead(other: Sequence[Candidate], chosen: Sequence[Candidate]) -> Text:
    new = [one for one in other if one not in chosen]
    if not new:
        return text("nothing")
    return text("{asked}", asked=tuple(f"{one.initiative.name}: {one.assumption.assumption}" for one in new))


def left_out_table(found: Portfolio) -> Table:
    head = (text("Initiative"), text("What must be true"), text("Why not now"))
    rows = [(one.initiative.name, one.assumption or text("all of it"), one.why) for one in found.left_out[:ROWS]]
    return Table(head, tuple(rows), text_n("Left out: one", "Left out: {n}", len(found.left_out)))


def slack_table(given: Sequence[Given]) -> Table:
    head = (text("Slack"), text("Sum"), text("Day"), text("What for, where somebody said so"))
    rows = [(one.slack, text("{sum}", sum=one.amount), text("{day}", day=one.day), one.says) for one in given]
    return Table(head, tuple(rows), text("Slack given in this beat"))


def tiles(beat: Beat, means: Means | None) -> tuple[Tile, ...]:
    """What may be lost and what is slack: sums that were set, no result."""
    if means is None:
        return ()
    named = ((text("Bets may lose"), means.for_bets), (text("One bet may lose"), means.stake),
             (text("Slack left"), means.slack_left))  # fmt: skip
    return tuple(Tile(label, Exact(sum_, sum_.currency, beat.period)) for label, sum_ in named)


def limits_in_words(means: Means | None, capacity: Capacity) -> tuple[Text, ...]:
    if means is None:
        of_means = text("Nobody can tell what the lab may lose in this beat: no reserve is set, or nothing was booked "
                        "in the beat before. So one bet at most is proposed.")  # fmt: skip
    else:
        of_means = text(
            "The reserve of this beat is {reserve}. Of it {slack} is slack, which no bet touches, and {committed} is "
            "committed; one bet may lose {stake} at most.",
            reserve=means.reserve, slack=means.slack, committed=means.committed, stake=means.stake,
        )  # fmt: skip
    return (of_means, _of_capacity(capacity))


def _of_capacity(capacity: Capacity) -> Text:
    if capacity.tests is None:
        return text("Nobody can tell how many tests the lab can run at once; no limit is set.")
    said = {"tests": str(capacity.tests), "running": str(capacity.running)}
    if capacity.by == "set":
        return text("The lab can run {tests} tests at once, as the house set it; {running} are running.", **said)
    return text("The lab can run {tests} tests at once, one more than it answered in any beat of late; {running} are "
                "running.", **said)  # fmt: skip


def how() -> tuple[Text, ...]:
    return (
        text("A bet is worth what it may settle: the doubt in its stated chance, more where much of today's business "
             "rests on the premise it is about, less where an earlier question of its initiative may end it first. "
             "What two bets are both about counts once."),
        text("Chances are stated by people and can be stated to please: so words and an order are shown, no number, "
             "and beside them how far the lab's stated chances were from what happened."),
        text("No expected income enters. What may be lost is the only sum of money named here."),
    )  # fmt: skip
