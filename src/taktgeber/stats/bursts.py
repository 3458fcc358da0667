"""Bursts of many streams at once: Kleinberg's two-state automaton, and how surely a burst is none of chance.

Kleinberg 2002 (KDD 2002, "Bursty and hierarchical structure in streams", section 4, "enumerating bursts"): of d_t
documents of a batch r_t are relevant. State 0 expects the share p0 = R / D, state 1 the share s * p0; a batch in state
i costs -ln Binomial(r_t; d_t, p_i), to go up costs gamma * ln T, to go down nothing. The cheapest way through the
states is found exactly (Viterbi). The automaton always finds the best way and says nothing of chance; that does
`burst_evidence`, an e-value: its mean is at most 1 for a stream whose share never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

TIMES = 2.0  # s: a burst is at least twice the usual share
STEP_UP = 1.0  # gamma
_HEIGHTS = (2.0, 4.0, 8.0, 16.0)  # how many times the usual share a burst may be, each as likely


@dataclass(frozen=True, slots=True)
class Burst:
    """Of one stream. first, last: batches it spans; noticed: the first batch by whose end the cheapest way stood in
    state 1; weight: by how much cheaper state 1 was (nats)."""

    stream: int
    first: int
    last: int
    noticed: int
    weight: float


def bursts(relevant: NDArray[Any], documents: NDArray[Any], times: float = TIMES, step_up: float = STEP_UP,
           ) -> tuple[Burst, ...]:  # fmt: skip
    """relevant: streams x batches, counts; documents: by batch. In the order of streams, then of time.

    Raises:
        ValueError: More relevant documents than documents.
    """
    import numpy as np

    r, d = np.asarray(relevant, float), np.asarray(documents, float)
    if r.ndim != 2 or r.shape[1] != d.shape[0] or (r < 0).any() or (r > d).any():
        raise ValueError("relevant documents are streams x batches, and no more than there are documents")
    if r.size == 0:
        return ()
    high, noticed = _cheapest(_gain(r, d, times), step_up * np.log(max(r.shape[1], 1)))
    return tuple(_found(high, noticed, _gain(r, d, times)))


def _gain(r: NDArray[Any], d: NDArray[Any], times: float) -> NDArray[Any]:
    """By how much state 1 is cheaper than state 0, by stream and batch (nats)."""
    import numpy as np

    usual = np.clip(r.sum(1) / max(d.sum(), 1.0), 1e-12, 1 - 1e-9)[:, None]
    raised = np.minimum(times * usual, (1 + usual) / 2)  # a share stays below 1
    gain: NDArray[Any] = r * np.log(raised / usual) + (d - r) * (np.log1p(-raised) - np.log1p(-usual))
    return gain


def _cheapest(gain: NDArray[Any], up: float) -> tuple[NDArray[Any], NDArray[Any]]:
    """State by stream and batch, and whether the way so far would end in state 1 there. Costs are over state 0's."""
    import numpy as np

    streams, batches = gain.shape
    low, high = np.zeros(streams), np.full(streams, np.inf)
    from_high = np.zeros((batches, 2, streams), bool)  # whether the best way to this state comes from state 1
    ahead = np.zeros((streams, batches), bool)
    for t in range(batches):
        from_high[t, 0], from_high[t, 1] = high < low, high <= low + up
        low, high = np.minimum(low, high), np.minimum(high, low + up) - gain[:, t]
        ahead[:, t] = high < low
    state = np.zeros((streams, batches), bool)
    state[:, -1] = high < low
    for t in range(batches - 1, 0, -1):
        state[:, t - 1] = np.where(state[:, t], from_high[t, 1], from_high[t, 0])
    return state, ahead


def _found(state: NDArray[Any], ahead: NDArray[Any], gain: NDArray[Any]) -> list[Burst]:
    import numpy as np

    edges = np.diff(np.pad(state.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    firsts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    found = []
    for (stream, first), (_, end) in zip(firsts.tolist(), ends.tolist(), strict=True):
        noticed = first + int(ahead[stream, first:end].argmax())
        found.append(Burst(stream, first, end - 1, noticed, float(gain[stream, first:end].sum())))
    return found


def burst_evidence(
    relevant: NDArray[Any], documents: NDArray[Any], since: int = 0, dispersion: float = 1.0
) -> NDArray[Any]:
    """An e-value by stream, for a burst that begins at batch `since` or later, against a share that never changes.

    Given the R relevant documents of a stream, each lies in batch t with chance d_t / D if the share never changes; if
    it is h times as high in a span S, the likelihood ratio is h**r_S / (1 + (h - 1) d_S / D)**R, whatever the share
    itself. The mean of such ratios over spans and heights is an e-value (Vovk & Wang 2021, Annals of Statistics 49(3)):
    half of the weight is on spans that still go on. dispersion: by which factor counts vary more than chance has it;
    counts are divided by it (quasi-likelihood; McCullagh & Nelder 1989, section 9.2).
    """
    import numpy as np

    r, d = np.asarray(relevant, float) / dispersion, np.asarray(documents, float)
    batches, whole = r.shape[1], r.sum(1)
    share = np.concatenate(([0.0], np.cumsum(d))) / max(d.sum(), 1.0)
    counted = np.concatenate((np.zeros((len(r), 1)), np.cumsum(r, 1)), axis=1)
    begins = range(min(since, batches - 1), batches)
    ended = sum(batches - 1 - first for first in begins)
    total = np.full(len(r), -np.inf)
    for first in begins:
        inside = counted[:, first + 1 :] - counted[:, [first]]
        spanned = share[first + 1 :] - share[first]
        prior = np.full(batches - first, 0.5 / ended if ended else 0.0)
        prior[-1] = (0.5 if ended else 1.0) / len(begins)
        with np.errstate(divide="ignore"):
            log_prior = np.log(prior / len(_HEIGHTS))
        for height in _HEIGHTS:
            ratio = inside * np.log(height) - whole[:, None] * np.log1p((height - 1) * spanned) + log_prior
            total = np.logaddexp(total, np.logaddexp.reduce(ratio, axis=1))
    evidence: NDArray[Any] = np.exp(np.minimum(total, 700.0))
    return evidence
