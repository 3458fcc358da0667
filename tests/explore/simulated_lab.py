"""Simulated labs of a known truth: what five ways of choosing tests learn, and whether forgetting helps.

The law. Eight premises of today's business, two of which carry much, three something, three little; a premise holds
with a chance drawn from Beta(4, 2), and flips with the chance of drift in each of twelve beats. Twenty initiatives run
at first and eight arrive in a beat, more than can be tested (of few ideas: ten and three, so that all ways run dry);
each attacks one premise by two of six approaches, a third of them copy an earlier one in both; each lives six beats and
is a chain of three assumptions, one about its premise and two of its own (chance uniform on .15 to .95). A test costs
20 in the median (log-normal, spread .6) of a reserve of 100, and its answer is right with chance .85; two tests of one
premise by the same approaches err together. An answer "no" stops the initiative. A quarter of all assumptions bear no
stated chance.

Stated chances are honest (true, rounded to a tenth), careless (uniform on .5 to .95, whatever is true) or gamed: half
of the initiators say .5 of everything, which looks least certain, the others are honest. Impact, for ICE, is guessed
within a factor of two of what rests on the premise.

All ways choose under the same limits: two thirds of the reserve by the way itself, the last third as slack, by lot;
"no slack" gives all of it to the proposed choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from taktgeber.explore.bets.choice import Limits, choose
from taktgeber.explore.bets.question import WEIGHT, Doubt, Load, Question

LOADS: tuple[Load, ...] = ("high", "high", "middle", "middle", "middle", "low", "low", "low")
BEATS, LIFE, APPROACHES, RIGHT = 12, 6, 6, 0.85
MANY, FEW = (20, 8), (10, 3)  # ideas at first, and that arrive in a beat
RESERVE, CAP, TESTS, SLACK_TESTS = 100, 25, 5, 2
ODDS = float(np.log(RIGHT / (1 - RIGHT)))
WAYS = ("proposed", "ice", "newest", "lot", "no slack")
PRIORS = ("honest", "careless", "gamed")


@dataclass(frozen=True)
class Assumption:
    """premise: its number where the assumption is that it does not last; true: its own truth. said: None where nobody
    stated a chance; impact, as ICE has it guessed."""

    premise: int | None
    true: bool
    chance: float
    said: float | None
    cost: int
    impact: float


@dataclass
class Venture:
    number: int
    first: int
    premise: int
    approach: frozenset[str]
    chain: list[Assumption]
    results: dict[int, bool] = field(default_factory=dict)

    def runs(self, beat: int) -> bool:
        fine = all(self.results.values()) and len(self.results) < len(self.chain)
        return fine and self.first <= beat < self.first + LIFE

    def open(self) -> list[int]:
        return [n for n in range(len(self.chain)) if n not in self.results]


@dataclass(frozen=True)
class World:
    """base: chance that a premise holds; truth: by beat and premise; flips: beats since the start in which it turned;
    luck: by premise, approaches and turn, whether a test of them is right."""

    base: np.ndarray
    truth: np.ndarray
    ventures: tuple[Venture, ...]
    seed: int

    def fresh(self) -> list[Venture]:
        return [replace(v, results={}) for v in self.ventures]


def world(seed: int, priors: str, drift: float = 0.0, ideas: tuple[int, int] = MANY) -> World:
    rng = np.random.default_rng([seed, PRIORS.index(priors)])
    base = rng.beta(4, 2, len(LOADS))
    flips = rng.random((BEATS, len(LOADS))) < drift
    truth = (rng.random(len(LOADS)) < base) ^ (np.cumsum(flips, axis=0) % 2 == 1)
    ventures: list[Venture] = []
    start, arrive = ideas
    for number in range(start + arrive * (BEATS - 1)):
        first = 0 if number < start else 1 + (number - start) // arrive
        ventures.append(_venture(rng, number, first, base, truth, priors, ventures))
    return World(base, truth, tuple(ventures), seed)


def _venture(
    rng: np.random.Generator, number: int, first: int, base: np.ndarray, truth: np.ndarray, priors: str,
    known: list[Venture],
) -> Venture:  # fmt: skip
    premise = int(rng.integers(len(LOADS)))
    approach = frozenset(f"approach {n}" for n in rng.choice(APPROACHES, 2, replace=False))
    if known and rng.random() < 1 / 3:
        copied = known[int(rng.integers(len(known)))]
        premise, approach = copied.premise, copied.approach
    gamed = priors == "gamed" and rng.random() < 0.5
    about = int(rng.integers(3))
    chain = []
    for place in range(3):
        chance = float(1 - base[premise]) if place == about else float(rng.uniform(0.15, 0.95))
        honest = float(np.clip(np.round(chance, 1), 0.05, 0.95))
        said = {"honest": honest, "careless": float(rng.uniform(0.5, 0.95)), "gamed": 0.5 if gamed else honest}[priors]
        chain.append(
            Assumption(
                premise if place == about else None,
                bool(rng.random() < chance),
                chance,
                said if rng.random() > 0.25 else None,
                int(np.clip(rng.lognormal(np.log(20), 0.6), 4, 60)),
                WEIGHT[LOADS[premise]] * float(np.exp(rng.uniform(-np.log(2), np.log(2)))),
            )
        )
    return Venture(number, first, premise, approach, chain)


# What the lab knows ------------------------------------------------------------------------------


@dataclass
class Known:
    """Log-odds of what was tested, by Bayes from the true chances: own, by assumption; about premises, the newest
    answer of each approach with its beat. half_life: in beats, None for what is kept for ever."""

    base: np.ndarray
    half_life: float | None = None
    own: dict[tuple[int, int], float] = field(default_factory=dict)
    seen: dict[tuple[int, frozenset[str]], tuple[float, int]] = field(default_factory=dict)

    def premises(self, beat: int) -> np.ndarray:
        """The chance that each holds, as known at the end of the beat."""
        odds = np.log(self.base / (1 - self.base))
        for (premise, _), (told, when) in self.seen.items():
            kept = 1.0 if self.half_life is None else 0.5 ** ((beat - when) / self.half_life)
            odds[premise] += told * kept
        return 1 / (1 + np.exp(-odds))

    def doubt(self, premise: int) -> Doubt:
        """As the house says it of a premise: by whether anything was seen for it or against it, and which is more."""
        told = sum(odds for (about, _), (odds, _) in self.seen.items() if about == premise)
        if not any(about == premise for about, _ in self.seen):
            return "untested"
        return "settled" if told < -1.5 * ODDS else "tested" if told > 0 else "shaken"


def entropies(chance: np.ndarray) -> np.ndarray:
    p = np.clip(chance, 1e-12, 1 - 1e-12)
    return -(p * np.log2(p) + (1 - p) * np.log2(1 - p))


# Ways of choosing --------------------------------------------------------------------------------

Test = tuple[Venture, int]


def chosen_by(way: str, running: list[Venture], rng: np.random.Generator, known: Known) -> list[Test]:
    share = 1.0 if way == "no slack" else 2 / 3
    tests = TESTS + (SLACK_TESTS if way == "no slack" else 0)
    means = round(RESERVE * share)
    if way in ("proposed", "no slack"):
        return _proposed(running, Limits(means, CAP, tests), known)
    return list(_within(_ranked(way, running, rng), means, tests))


def _proposed(running: list[Venture], limits: Limits, known: Known) -> list[Test]:
    """By the function that the house's own proposals come from."""
    asked, home = [], {}
    for venture in running:
        stated = [(n, venture.chain[n]) for n in venture.open() if venture.chain[n].said is not None]
        stated.sort(key=lambda one: ((one[1].said - 1) / one[1].cost, one[0]))  # type: ignore[operator]
        reached = 1.0
        for n, one in stated:
            assert one.said is not None
            about = (("approach", venture.approach), ("premise", _named(one.premise)))
            load = None if one.premise is None else LOADS[one.premise]
            doubt = None if one.premise is None else known.doubt(one.premise)
            asked.append(Question(str(venture.number), str(n), one.said, one.cost, load, reached, about, doubt=doubt))
            home[str(venture.number), str(n)] = (venture, n)
            reached *= one.said
    return [home[q.initiative, q.assumption] for q in choose(asked, limits)]


def _named(premise: int | None) -> frozenset[str]:
    return frozenset() if premise is None else frozenset({f"premise {premise}"})


def _ranked(way: str, running: list[Venture], rng: np.random.Generator) -> list[Test]:
    every = [(venture, n) for venture in running for n in venture.open()]
    if way == "ice":
        return sorted(every, key=lambda one: -_ice(one[0].chain[one[1]]))
    if way == "newest":
        return sorted(every, key=lambda one: (-one[0].first, -one[0].number, one[1]))
    return [every[n] for n in rng.permutation(len(every))]


def _ice(one: Assumption) -> float:
    """Impact, confidence, ease."""
    return one.impact * (0.5 if one.said is None else one.said) / one.cost


def _within(ranked: list[Test], means: int, tests: int) -> Iterator[Test]:
    taken: set[int] = set()
    for venture, n in ranked:
        cost = venture.chain[n].cost
        if len(taken) < tests and venture.number not in taken and cost <= min(CAP, means):
            taken.add(venture.number)
            means -= cost
            yield venture, n


# A lab's twelve beats ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Learned:
    """All but brier a beat. tests: run. bits: uncertainty removed, by Bayes from the true chances; loaded: the same,
    three times where much of the business rests on the premise, twice where something does. settled: premises of
    which the lab is right and nine to one sure at the end. brier: of what is known of premises as each beat ends,
    mean."""

    tests: float
    bits: float
    loaded: float
    settled: float
    brier: float


def live(of: World, way: str, half_life: float | None = None) -> Learned:
    rng, luck = np.random.default_rng([of.seed, 7]), np.random.default_rng([of.seed, 8])
    answers = luck.random((BEATS, len(of.ventures), 3)) < RIGHT
    shared = _Shared(of)
    known, ventures = Known(of.base, half_life), of.fresh()
    brier = np.empty(BEATS)
    for beat in range(BEATS):
        running = [v for v in ventures if v.runs(beat)]
        tests = chosen_by(way, running, rng, known)
        if way != "no slack":
            tests += _slack(tests, running, rng)
        for venture, n in tests:
            own = venture.chain[n].premise is None
            right = bool(answers[beat, venture.number, n]) if own else shared.right(venture, beat)
            _test(of, venture, n, beat, right, known)
        brier[beat] = float(np.mean((known.premises(beat) - of.truth[beat]) ** 2))
    return _learned(of, known, ventures, brier)


def _slack(tests: list[Test], running: list[Venture], rng: np.random.Generator) -> list[Test]:
    """A third of the reserve, given by lot to what was not chosen, stated or not."""
    chosen = {venture.number for venture, _ in tests}
    others = [venture for venture in running if venture.number not in chosen]
    return list(_within(_ranked("lot", others, rng), round(RESERVE / 3), SLACK_TESTS))


@dataclass
class _Shared:
    """Tests of one premise by the same approaches err together, until the premise turns."""

    of: World
    drawn: dict[tuple[int, frozenset[str], int], bool] = field(default_factory=dict)

    def right(self, venture: Venture, beat: int) -> bool:
        turns = int(np.sum(self.of.truth[1 : beat + 1, venture.premise] != self.of.truth[:beat, venture.premise]))
        approaches = [int(tag.split()[1]) for tag in sorted(venture.approach)]
        law = np.random.default_rng([self.of.seed, 9, venture.premise, *approaches, turns])
        return self.drawn.setdefault((venture.premise, venture.approach, turns), bool(law.random() < RIGHT))


def _test(of: World, venture: Venture, n: int, beat: int, right: bool, known: Known) -> None:
    one = venture.chain[n]
    if one.premise is None:
        held = one.true == right
        known.own[venture.number, n] = ODDS if held else -ODDS
    else:  # the assumption is that the premise does not last
        held = (not of.truth[beat, one.premise]) == right
        known.seen[one.premise, venture.approach] = (-ODDS if held else ODDS, beat)
    venture.results[n] = held


def _learned(of: World, known: Known, ventures: list[Venture], brier: np.ndarray) -> Learned:
    now = known.premises(BEATS - 1)
    removed = entropies(of.base) - entropies(now)
    own = 0.0
    if known.own:
        before = np.array([ventures[v].chain[n].chance for v, n in known.own])
        after = 1 / (1 + np.exp(-(np.log(before / (1 - before)) + np.array(list(known.own.values())))))
        own = float(np.sum(entropies(before) - entropies(after)))
    weights = np.array([WEIGHT[load] for load in LOADS])
    sure = np.where(of.truth[-1], now, 1 - now) >= 0.9
    a_beat = (sum(len(v.results) for v in ventures), own + removed.sum(), own + weights @ removed, sure.sum())
    return Learned(*(float(total) / BEATS for total in a_beat), float(brier.mean()))


# What is compared --------------------------------------------------------------------------------

MEASURES = ("tests", "bits", "loaded", "settled")


def compare_ways(labs: int, first: int, priors: str, ideas: tuple[int, int] = MANY) -> dict[str, np.ndarray]:
    """Each measure by lab, of each way; and what the proposed way has more than each other in the same lab."""
    worlds = [world(seed, priors, ideas=ideas) for seed in range(first, first + labs)]
    lived = {way: [live(one, way) for one in worlds] for way in WAYS}
    found = {f"{way}: {m}": np.array([getattr(one, m) for one in lived[way]]) for way in WAYS for m in MEASURES}
    more = {f"proposed - {way}: {m}": found[f"proposed: {m}"] - found[f"{way}: {m}"] for way in WAYS[1:]
            for m in MEASURES}  # fmt: skip
    return found | more


DRIFTS = {"calm": 0.0, "drifting": 0.05, "stormy": 0.15}
HALF_LIVES = (8, 4, 2)


def compare_memories(labs: int, first: int) -> dict[str, np.ndarray]:
    """Brier score of what is known about premises, lower is better: all kept, and with half-lives in beats; and what
    each half-life has more than keeping all, in the same lab. Premises turn with .00, .05 and .15 a beat."""
    found = {}
    for name, drift in DRIFTS.items():
        worlds = [world(seed, "honest", drift, FEW) for seed in range(first, first + labs)]
        found[f"{name}: kept"] = np.array([live(one, "proposed").brier for one in worlds])
        for half_life in HALF_LIVES:
            halved = np.array([live(one, "proposed", half_life).brier for one in worlds])
            found[f"{name}: {half_life} beats"] = halved
            found[f"{name}: {half_life} beats - kept"] = halved - found[f"{name}: kept"]
    return found
