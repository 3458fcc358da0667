"""Which words are used more in one body of texts than in another, with the noise of small counts taken into account.

Monroe, Colaresi & Quinn 2008 (Political Analysis 16(4), "Fightin' Words"): the difference of the log odds of a word
in two bodies under an informative Dirichlet prior, over its standard error (equations 15 to 22). A rare word needs
more to stand out than a common one, and no list of stop words is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


def log_odds(
    one: NDArray[Any], other: NDArray[Any], prior: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """By word: the difference of log odds (above 0: more in `one`), its standard error, and their ratio z.

    one, other: counts by word; prior: pseudo-counts by word, all above 0.

    Raises:
        ValueError: A prior of nought or less, or counts of different words.
    """
    import numpy as np

    y, x, a = (np.asarray(counts, float) for counts in (one, other, prior))
    if not y.shape == x.shape == a.shape or (a <= 0).any() or (y < 0).any() or (x < 0).any():
        raise ValueError("counts and prior are of the same words, and every prior is above nought")
    odds = [np.log(c + a) - np.log(c.sum() + a.sum() - c - a) for c in (y, x)]
    difference = odds[0] - odds[1]
    error = np.sqrt(1 / (y + a) + 1 / (x + a))
    return difference, error, difference / error


def pooled_prior(one: NDArray[Any], other: NDArray[Any], weight: float) -> NDArray[Any]:
    """The two bodies' common use of each word, with the weight of so many counts: what both are shrunk towards."""
    import numpy as np

    both = np.asarray(one, float) + np.asarray(other, float)
    prior: NDArray[Any] = weight * both / max(both.sum(), 1.0)
    return prior
