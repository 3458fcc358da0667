"""Which questions are tested together: the most that can be learned under what may be lost and what the team can do.

What a set teaches is what its questions are about, each aspect counted once, by the question that weighs most on it.
Such a sum of largest parts is monotone and submodular: what a question adds only shrinks as others join. So a second
try of one approach adds little, and a crowd of copies makes nothing weightier. Where only the number of tests is
limited, and no initiative asks two questions, choosing greedily is within 1 - 1/e of the best set (Nemhauser, Wolsey &
Fisher 1978, Math. Program. 14); with one question of each initiative at a time, within 1/2 (the second part, Math.
Program. Study 8); under money it is done twice, by what a question adds and by what it adds per money (Leskovec et al.
2007, KDD), and the better set is bettered by exchanges. One question of an initiative is tested at a time: what the
first one answers decides whether the next is asked at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .question import Aspect, Question

_NONE = 1e-12
_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Limits:
    """means: what all bets of the beat may lose together; cap: what one may lose; both in minor units. tests: how many
    may begin. None: not limited."""

    means: int | None = None
    cap: int | None = None
    tests: int | None = None


Chosen = tuple[Question, ...]


def teaches(chosen: Iterable[Question]) -> float:
    """In weighted bits; of one question alone, its weight."""
    return sum(_covered(map(_parts, chosen)).values())


def choose(questions: Sequence[Question], limits: Limits) -> Chosen:
    """The chosen ones, in the order in which each adds most to those before it. Does not depend on the order given."""
    fitting = [q for q in questions if q.weight > _NONE and (limits.cap is None or q.stake <= limits.cap)]
    asked = [(q, _parts(q)) for q in sorted(fitting, key=_tie)]
    greedy = [_greedily(asked, limits, per) for per in (_added, _added_per_money)]
    best = max(greedy, key=_total)
    return tuple(q for q, _ in _greedily(_bettered(best, asked, limits), Limits(), _added))


def runners_up(questions: Sequence[Question], limits: Limits, chosen: Sequence[Question]) -> tuple[Chosen, ...]:
    """The two next best sets: of those that go without one of the chosen, the ones that teach most."""
    found = {frozenset(chosen): tuple(chosen)}
    for out in chosen:
        other = choose([q for q in questions if q != out], limits)
        if other:
            found.setdefault(frozenset(other), other)
    others = list(found.values())[1:]
    return tuple(sorted(others, key=lambda s: (-teaches(s), [_tie(q) for q in s]))[:2])


Parts = dict[Aspect, float]
Asked = tuple[Question, Parts]
Score = Callable[[float, Question], float]


def _parts(question: Question) -> Parts:
    weight = question.weight
    return {aspect: weight * share for aspect, share in question.aspects().items()}


def _covered(parts: Iterable[Parts]) -> Parts:
    covered: Parts = {}
    for one in parts:
        _cover(covered, one)
    return covered


def _cover(covered: Parts, parts: Parts) -> None:
    for aspect, part in parts.items():
        if part > covered.get(aspect, 0.0):
            covered[aspect] = part


def _adds(covered: Parts, parts: Parts) -> float:
    return sum(part - known for aspect, part in parts.items() if part > (known := covered.get(aspect, 0.0)))


def _added(adds: float, question: Question) -> float:
    return adds


def _added_per_money(adds: float, question: Question) -> float:
    return adds / question.stake


def _greedily(asked: Sequence[Asked], limits: Limits, score: Score) -> list[Asked]:
    """Until nothing fits or nothing adds; of what scores the same, the first in order."""
    left, spent = list(asked), 0
    chosen: list[Asked] = []
    covered: Parts = {}
    while left and (limits.tests is None or len(chosen) < limits.tests):
        taken = {q.initiative for q, _ in chosen}
        left = [
            (q, parts)
            for q, parts in left
            if q.initiative not in taken and (limits.means is None or spent + q.stake <= limits.means)
        ]
        scored = [(score(_adds(covered, parts), q), -place) for place, (q, parts) in enumerate(left)]
        if not scored or max(scored)[0] <= _NONE:
            break
        next_one = left.pop(-max(scored)[1])
        chosen.append(next_one)
        spent += next_one[0].stake
        _cover(covered, next_one[1])
    return chosen


def _bettered(chosen: list[Asked], asked: Sequence[Asked], limits: Limits) -> list[Asked]:
    """By exchanging one of the chosen for one that was not, or adding one, as long as that teaches more."""
    for _ in range(_ROUNDS):
        now = _total(chosen)
        best, better = max(_exchanges(chosen, asked, limits), key=lambda one: one[0], default=(0.0, chosen))
        if best <= now + 1e-9 * (1 + now):
            break
        chosen = better
    return chosen


def _exchanges(chosen: Sequence[Asked], asked: Sequence[Asked], limits: Limits) -> Iterator[tuple[float, list[Asked]]]:
    """What each would teach, and the set."""
    room = limits.tests is None or len(chosen) < limits.tests
    for out in range(len(chosen) + room):
        kept = [*chosen[:out], *chosen[out + 1 :]]
        covered = _covered(parts for _, parts in kept)
        taught, spent = sum(covered.values()), sum(q.stake for q, _ in kept)
        taken = {q.initiative for q, _ in kept}
        for other in asked:
            question = other[0]
            if question.initiative not in taken and (limits.means is None or spent + question.stake <= limits.means):
                yield taught + _adds(covered, other[1]), [*kept, other]


def _total(chosen: Iterable[Asked]) -> float:
    return sum(_covered(parts for _, parts in chosen).values())


def _tie(question: Question) -> tuple[date, int, str, str]:
    """What cannot wait first, then what may lose less, then by name."""
    return question.until or date.max, question.stake, question.initiative, question.assumption
