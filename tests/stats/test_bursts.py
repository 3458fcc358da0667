"""Kleinberg's automaton against all state sequences, and evidence whose mean is at most one."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktgeber.stats.bursts import Burst, burst_evidence, bursts
from taktgeber.stats.log_odds import log_odds, pooled_prior


def cost_of(states, relevant, documents, times, step_up):
    """Of one sequence of states, as Kleinberg 2002 section 4 writes it, binomial coefficients and all."""
    usual = sum(relevant) / sum(documents)
    shares = (usual, min(times * usual, (1 + usual) / 2))
    cost, before = 0.0, 0
    for state, r, d in zip(states, relevant, documents, strict=True):
        if state > before:
            cost += step_up * math.log(len(relevant))
        p = shares[state]
        cost -= math.log(math.comb(d, r)) + r * math.log(p) + (d - r) * math.log(1 - p)
        before = state
    return cost


batch = st.integers(0, 12).flatmap(lambda d: st.tuples(st.just(d), st.integers(0, d)))


@settings(max_examples=150, deadline=None)
@given(st.lists(batch, min_size=2, max_size=9), st.sampled_from([1.5, 2.0, 3.0]), st.sampled_from([0.3, 1.0]))
def test_no_sequence_of_states_is_cheaper(stream, times, step_up):
    documents, relevant = [d for d, _ in stream], [r for _, r in stream]
    if not 0 < sum(relevant) < sum(documents):
        return
    states = [0] * len(stream)
    for one in bursts(np.array([relevant]), np.array(documents), times, step_up):
        states[one.first : one.last + 1] = [1] * (one.last + 1 - one.first)
    cheapest = min(
        cost_of(way, relevant, documents, times, step_up) for way in itertools.product((0, 1), repeat=len(stream))
    )
    assert cost_of(states, relevant, documents, times, step_up) == pytest.approx(cheapest, abs=1e-9)


def test_a_stream_that_triples_bursts_while_it_does():
    relevant = np.array([[2] * 10 + [9] * 4 + [2] * 6, [3] * 20])
    (one,) = bursts(relevant, np.full(20, 100))
    assert (one.stream, one.first, one.last) == (0, 10, 13)
    assert 10 <= one.noticed <= 11
    assert one.weight > math.log(20)


def test_a_burst_is_noticed_only_from_what_was_known_by_then():
    whole = np.array([[1] * 12 + [8, 8, 8]])
    (one,) = bursts(whole, np.full(15, 60))
    assert isinstance(one, Burst)
    assert one.last == 14
    cut = bursts(whole[:, : one.noticed + 1], np.full(one.noticed + 1, 60))
    assert cut
    assert cut[-1].last == one.noticed


@pytest.mark.parametrize("relevant", [np.zeros((2, 5)), np.full((1, 5), 3)])
def test_nothing_and_everything_are_no_bursts(relevant):
    assert bursts(relevant, np.full(5, 3)) == ()


def test_more_relevant_documents_than_documents_are_refused():
    with pytest.raises(ValueError, match="no more than there are documents"):
        bursts(np.array([[2.0]]), np.array([1.0]))


def test_the_mean_of_the_evidence_is_one_where_nothing_changes():
    """All ways in which three documents fall into four batches, weighed by their chance: exactly one."""
    documents = np.array([5.0, 1.0, 2.0, 4.0])
    ways, chances = [], []
    for places in itertools.product(range(4), repeat=3):
        ways.append(np.bincount(places, minlength=4))
        chances.append(np.prod(documents[list(places)] / documents.sum()))
    for since in (0, 2, 3):
        assert float(np.dot(burst_evidence(np.array(ways), documents, since), chances)) == pytest.approx(1, rel=1e-12)


def test_evidence_grows_with_a_burst_and_shrinks_with_dispersion():
    documents = np.full(52, 200)
    quiet, loud = np.full(52, 2), np.array([2] * 48 + [15] * 4)
    both = np.array([quiet, loud])
    still, grown = burst_evidence(both, documents)
    assert still < 1 < 1e9 < grown
    assert burst_evidence(both, documents, dispersion=3.0)[1] < grown


def test_log_odds_by_hand():
    """Counts 7 of 10 against 2 of 10, prior 1 for each of two words: odds 8/4 over 3/9, variance 1/8 + 1/3."""
    difference, error, z = log_odds(np.array([7, 3]), np.array([2, 8]), np.array([1.0, 1.0]))
    assert difference[0] == pytest.approx(math.log(8 / 4) - math.log(3 / 9))
    assert error[0] == pytest.approx(math.sqrt(1 / 8 + 1 / 3))
    assert z[0] == pytest.approx(difference[0] / error[0])
    assert difference[1] == pytest.approx(-difference[0])


def test_the_prior_holds_what_both_bodies_share():
    prior = pooled_prior(np.array([1, 3]), np.array([3, 1]), 10)
    assert prior.tolist() == [5.0, 5.0]
    with pytest.raises(ValueError, match="above nought"):
        log_odds(np.array([1]), np.array([1]), np.array([0.0]))
