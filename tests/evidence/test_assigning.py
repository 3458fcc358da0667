"""The law of assignment: known places, exact shares, growth that moves nobody, layers and holdout, even spread."""

from __future__ import annotations

import hashlib
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktgeber.core import Refusal
from taktgeber.evidence import assign, assignment_plan, refuse_overlap
from taktgeber.evidence.assigning.law import PLACES, cut, place
from taktgeber.stats.tails import chi_square_quantile

TWO = {"control": 1, "blue": 1}
IDS = [str(n) for n in range(200_000)]

# First 13 digits of what md5sum (GNU coreutils) prints for "salt:unit" in UTF-8.
KNOWN = {
    ("checkout", "1001"): "2a7ab84da541b",
    ("checkout", "007"): "a4cc7c6000fa2",
    ("checkout", "7"): "60121c464bf88",
    ("checkout", "Zoë"): "1f6cab34f805c",
    ("checkout", "客户-9"): "40957013a2c2a",
    ("checkout", "a:b"): "f22b0a5d2a964",
    ("checkout/traffic", "1001"): "74e1096f0d9fe",
    ("price test", "🙂"): "15019e2f0dac4",
    ("checkout", "x" * 10_000): "47f6edbd22c10",
}


def arms(plan, ids):
    return {unit: assign(unit, plan).arm for unit in ids}


def test_the_digest_is_that_of_the_standard():
    """RFC 1321, appendix A.5."""
    assert hashlib.md5(b"message digest").hexdigest() == "f96b697d7cb7938d525a2f31aaf161d0"


@pytest.mark.parametrize(("salt", "unit"), KNOWN)
def test_known_places(salt: str, unit: str):
    assert place(salt, unit) == int(KNOWN[salt, unit], 16)
    assert 0 <= place(salt, unit) / PLACES < 1
    assert Fraction(place(salt, unit) / PLACES) == Fraction(place(salt, unit), PLACES)


@settings(max_examples=300)
@given(st.integers(0, PLACES - 1), st.fractions(0, 1))
def test_a_cut_is_exact(at: int, share: Fraction):
    assert (at < cut(share)) == (Fraction(at, PLACES) < share)


@pytest.mark.parametrize(
    "written",
    [1, "1", "1/3", 1 / 3, "33.3333", "33.333333333333333", 33.3333, Fraction(1, 3), "0.2", "7.", ".5", 1e-7],
)
def test_thirds_are_thirds_however_they_are_written(written):
    plan = assignment_plan("thirds", {"a": written, "b": written, "c": written})
    assert plan.steps == assignment_plan("thirds", {"a": 1, "b": 1, "c": 1}).steps


def test_a_third_and_two_thirds_survive_a_double():
    exact = assignment_plan("s", {"a": 1, "b": 2})
    for one, two in ((1 / 3, 2 / 3), ("0.3333333333333333", "0.6666666666666667"), ("1/3", "2/3"), (0.1, 0.2)):
        assert assignment_plan("s", {"a": one, "b": two}).steps == exact.steps


def test_shares_come_out_as_planned():
    plan = assignment_plan("three", {"a": 1, "b": 2, "c": 5}, traffic="40%")
    got = list(arms(plan, IDS[:50_000]).values())
    inside = sum(arm is not None for arm in got)
    assert inside == pytest.approx(20_000, abs=4 * (50_000 * 0.4 * 0.6) ** 0.5)
    for arm, share in (("a", 1 / 8), ("b", 2 / 8), ("c", 5 / 8)):
        assert got.count(arm) == pytest.approx(inside * share, abs=4 * (inside * share * (1 - share)) ** 0.5)


@settings(max_examples=40)
@given(
    st.text(st.characters(codec="utf-8"), min_size=1),
    st.lists(st.fractions("1/1000", 1, max_denominator=1000), min_size=2, max_size=2),
    st.sampled_from([None, "layer"]),
    st.sampled_from([0, "5%"]),
)
def test_more_traffic_lets_units_in_and_moves_none(unit, traffics, layer, held):
    small, large = (
        assign(unit, assignment_plan("s", {"a": 3, "b": 1, "c": 1}, layer=layer, traffic=traffic,
                                     holdout_salt="h" if held else None, holdout=held))
        for traffic in sorted(traffics)
    )  # fmt: skip
    assert small.arm in (None, large.arm)
    assert large.why in (None, small.why)


def test_a_larger_range_lets_units_in_and_moves_none():
    small, large = (arms(assignment_plan("s", TWO, layer="l", end=end), IDS[:3000]) for end in (".2", ".7"))
    assert all(small[unit] in (None, large[unit]) for unit in small)
    assert sum(arm is not None for arm in small.values()) < sum(arm is not None for arm in large.values())


def test_experiments_of_one_layer_share_no_unit_and_take_all():
    layer = [
        assignment_plan("first", TWO, layer="checkout", end="1/3"),
        assignment_plan("second", TWO, layer="checkout", start="1/3", end="1/2"),
        assignment_plan("third", TWO, layer="checkout", start=0.5),
    ]
    refuse_overlap(layer)
    for unit in IDS[:5000]:
        inside = [assign(unit, plan) for plan in layer]
        assert sum(one.arm is not None for one in inside) == 1
        assert sum(one.why == "other experiment" for one in inside) == 2


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ({"salt": "b", "layer": "l", "start": ".4"}, 'the range 0.4-1 of layer "l" crosses 0-0.5'),
        ({"salt": "a", "layer": "other"}, 'two experiments have the salt "a"'),
        ({"salt": "b", "layer": "a"}, '"a" would decide two things at once'),
        ({"salt": "l"}, '"l" would decide two things at once'),
        ({"salt": "a/traffic"}, '"a/traffic" would decide two things at once'),
        ({"salt": "b", "holdout_salt": "a", "holdout": ".1"}, '"a" would decide two things at once'),
    ],
)
def test_experiments_that_would_meet_are_refused(second, says):
    first = assignment_plan("a", TWO, layer="l", end=".5")
    with pytest.raises(Refusal, match=says):
        refuse_overlap([first, assignment_plan(arms=TWO, **second)])
    refuse_overlap([first, assignment_plan("b", TWO, layer="other"), assignment_plan("c", TWO)])


def test_the_holdout_is_in_no_experiment():
    held = {"holdout_salt": "holdout-2026", "holdout": ".05"}
    plans = [
        assignment_plan("a", TWO, **held),
        assignment_plan("b", TWO, layer="l", end=".5", **held),
        assignment_plan("c", TWO, traffic=".1", **held),
    ]
    whys = [[assign(unit, plan).why == "holdout" for plan in plans] for unit in IDS[:5000]]
    assert all(len(set(row)) == 1 for row in whys)
    assert sum(row[0] for row in whys) == pytest.approx(250, abs=4 * (5000 * 0.05 * 0.95) ** 0.5)


def test_the_first_reason_that_holds_is_told():
    plan = assignment_plan("s", TWO, layer="l", end=".5", traffic=".5", holdout_salt="h", holdout=".5")
    for unit in IDS[:2000]:
        got = assign(unit, plan)
        if place("h", unit) < PLACES / 2:
            assert got == (None, "holdout")
        elif place("l", unit) >= PLACES / 2:
            assert got == (None, "other experiment")
        elif place("s/traffic", unit) >= PLACES / 2:
            assert got == (None, "not in traffic")
        else:
            assert got == ("control" if place("s", unit) < PLACES / 2 else "blue", None)


def test_numbers_are_units_as_they_are_written():
    plan = assignment_plan("s", TWO)
    assert [assign(n, plan) for n in range(100)] == [assign(str(n), plan) for n in range(100)]
    assert place("s", "007") != place("s", "7")


@pytest.mark.parametrize("unit", ["", True, 1.5, None, b"a", "\ud800"])
def test_what_is_no_unit_is_refused(unit):
    with pytest.raises(ValueError, match="unit"):
        assign(unit, assignment_plan("s", TWO))


# By the exact law of MD5 these are no estimates: the figures below never change. The bar is the value that an even
# spread exceeds once in 10,000.
@pytest.mark.parametrize(("salt", "known"), [("checkout", 99.674), ("checkout/traffic", 99.243)])
def test_a_hundred_parts_are_filled_evenly(salt: str, known: float):
    places = np.array([place(salt, unit) for unit in IDS])
    counts = np.bincount(places * 100 // PLACES, minlength=100)
    spread = float(((counts - 2000) ** 2 / 2000).sum())
    assert spread == pytest.approx(known, abs=1e-9)
    assert spread < chi_square_quantile(0.9999, 99)


def test_two_salts_tell_nothing_about_each_other():
    counts = np.zeros((10, 10))
    one, two = (np.array([place(salt, unit) for unit in IDS]) * 10 // PLACES for salt in ("checkout", "price"))
    np.add.at(counts, (one, two), 1)
    expected = np.outer(counts.sum(1), counts.sum(0)) / len(IDS)
    spread = float(((counts - expected) ** 2 / expected).sum())
    assert spread == pytest.approx(93.321913498, abs=1e-9)
    assert spread < chi_square_quantile(0.9999, 81)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"arms": {"a": 1}}, "--arm: an experiment has two arms or more"),
        ({"arms": {}}, "two arms or more"),
        ({"arms": {"a": 1, "b": 0}}, '"b=0" is not a name and a weight'),
        ({"arms": {"a": 1, "b": -1}}, '"b=-1" is not'),
        ({"arms": {"a": 1, "b": "half"}}, '"b=half" is not'),
        ({"arms": {"a": 1, "b": "50%"}}, '"b=50%" is not'),
        ({"arms": {"a": 1, "b": "1/0"}}, '"b=1/0" is not'),
        ({"arms": {"a": 1, "b": "nan"}}, '"b=nan" is not'),
        ({"arms": {"a": 1, "b": float("inf")}}, '"b=inf" is not'),
        ({"arms": {"a": 1, "b": float("nan")}}, '"b=nan" is not'),
        ({"arms": {"a": 1, "b": True}}, '"b=True" is not'),
        ({"arms": {"a": 1, "b": "1e999999999"}}, '"b=1e999999999" is not'),
        ({"arms": {"a": 1, " ": 1}}, "is not a name and a weight"),
        ({"arms": [("a", 1), ("b", 1), (" a ", 1)]}, 'two arms are called "a"'),
        ({"arms": {"a": 1, "b\n": 1, "c\x00": 1}}, "cannot be a name here"),
        ({"arms": {"a": 10**16, "b": ".000001", "c": 10**16}}, 'the weight of "b" is too small'),
        ({"salt": ""}, '--salt: "" cannot be a name here'),
        ({"salt": "a\nb"}, "cannot be a name here"),
        ({"salt": "${env:HOME}"}, "cannot be a name here"),
        ({"salt": "x" * 201}, "cannot be a name here"),
        ({"layer": "l", "start": ".5", "end": ".5"}, "--to: the range ends at .5 and begins at .5"),
        ({"layer": "l", "start": ".6", "end": ".5"}, "--to: the range ends at .5"),
        ({"layer": "l", "end": "1.2"}, '--to: "1.2" is no share between 0 and 1'),
        ({"layer": "l", "start": "-0.1"}, '--from: "-0.1" is no share'),
        ({"end": ".5"}, "--layer: a range is a part of a layer"),
        ({"layer": "s"}, '"s" would decide two things at once'),
        ({"layer": "s/traffic"}, '"s/traffic" would decide two things at once'),
        ({"layer": "h", "holdout_salt": "h", "holdout": ".1"}, '"h" would decide two things'),
        ({"traffic": 0}, "--traffic: no unit would be in"),
        ({"traffic": "150%"}, '--traffic: "150%" is no share'),
        ({"holdout": ".1"}, "--holdout: a holdout has both"),
        ({"holdout_salt": "h"}, "--holdout: a holdout has both"),
        ({"holdout_salt": "h", "holdout": 1}, "--holdout: no unit would be in"),
    ],
)
def test_a_plan_that_is_none_is_refused(given, says):
    with pytest.raises(Refusal) as refused:
        assignment_plan(**{"salt": "s", "arms": TWO, **given})
    assert says in str(refused.value)
    assert len(str(refused.value).splitlines()) == 2
