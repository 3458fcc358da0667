"""takt experiment pool: the rule, what it says, what it warns of, and one schema for machines."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from taktgeber.core import Answer, Refusal
from taktgeber.core.format import show
from taktgeber.desks.experiments.pool import experiment_pool, pool_data
from taktgeber.evidence.pooling.findings import findings
from taktgeber.evidence.pooling.markets import Measured
from taktgeber.evidence.pooling.pool import PooledMarkets, TransferRule, pool_markets
from taktgeber.evidence.pooling.words import sentences

SCHEMA = Draft202012Validator(
    json.loads(files("taktgeber").joinpath("desks", "experiments", "schemas", "experiment_pool.json").read_text())
)
ALIKE = tuple(Measured(f"m{n}", 0.04 + 0.002 * (-1) ** n, 0.008) for n in range(8))


def made(*pairs: tuple[float, float], **given: Any) -> PooledMarkets:
    rule = TransferRule(**{k: given.pop(k) for k in ("level", "margin", "threshold", "less") if k in given})
    return pool_markets([Measured(f"m{n}", y, s) for n, (y, s) in enumerate(pairs)], rule, **given)


def codes(pooled: PooledMarkets) -> list[str]:
    return [finding.code for finding in findings(pooled, "times")]


def answer(folder: Path, markets: tuple[Measured, ...], **options: Any) -> Answer:
    path = folder / "pool.csv"
    rows = (f"{m.name},{m.estimate!r},{m.error!r}" for m in markets)
    path.write_text("\n".join(("market,estimate,se", *rows)) + "\n", "utf-8")
    told = experiment_pool(path, **options)
    SCHEMA.validate(json.loads(json.dumps(told.plain(), allow_nan=False)))
    return told


def said(told: Answer) -> str:
    return " ".join(show(sentence) for sentence in told.says)


def test_a_practice_that_works_alike_everywhere_may_become_a_standard(tmp_path: Path):
    told = answer(tmp_path, ALIKE, unit="share")
    assert told.data["verdict"] == "standard"
    first = show(told.says[0])
    for words in ("In 8 markets", "4 %", "not tried yet", "the chance that it helps there is"):
        assert words in first
    assert "It may become a standard" in show(told.says[1])


def test_what_differs_much_stays_local_and_says_where_to_test(tmp_path: Path):
    markets = tuple(Measured(f"m{n}", y, 0.01) for n, y in enumerate((0.2, 0.02, -0.05, 0.1, 0.15)))
    told = answer(tmp_path, markets)
    assert told.data["verdict"] == "local"
    assert "It stays local" in said(told)
    assert "market not tried yet would tell most" in said(told)
    assert "few-markets-differ" in [finding.code for finding in told.findings]


def test_both_conditions_must_hold():
    wide = made(*[(0.01, 0.02)] * 8, margin=0.1)
    assert wide.elsewhere is not None
    assert wide.elsewhere.expected.low > -0.1
    assert made(*[(0.01, 0.02)] * 8, margin=0.1, threshold=0.7).verdict == "standard"
    assert made(*[(0.01, 0.02)] * 8, margin=0.1, threshold=0.99).verdict == "local"
    assert made(*[(0.01, 0.02)] * 8, margin=0.0).verdict == "local"


MARKETS = st.lists(st.tuples(st.floats(-1, 1), st.floats(0.05, 0.5)), min_size=3, max_size=7)


@settings(max_examples=15, deadline=None)
@given(MARKETS, st.floats(0, 1), st.floats(0.5, 0.99))
def test_the_verdict_is_the_rule(markets, margin: float, threshold: float):
    pooled = made(*markets, margin=margin, threshold=threshold)
    told = pooled.elsewhere
    assert told is not None
    if abs(told.expected.low + margin) > 1e-9:
        assert (pooled.verdict == "standard") == (told.expected.low > -margin and told.chance >= threshold)


@settings(max_examples=15, deadline=None)
@given(MARKETS, st.floats(0, 1))
def test_less_is_better_mirrors_more_is_better(markets, margin: float):
    more = made(*markets, margin=margin)
    less = made(*((-y, s) for y, s in markets), margin=margin, less=True)
    assert more.elsewhere is not None
    assert less.elsewhere is not None
    assert less.elsewhere.chance == pytest.approx(more.elsewhere.chance, abs=1e-9)
    assert less.elsewhere.harm == pytest.approx(more.elsewhere.harm, abs=1e-9)


def test_two_markets_cannot_tell_and_say_what_would_be_enough(tmp_path: Path):
    told = answer(tmp_path, ALIKE[:2])
    assert told.data["verdict"] == "cannot tell"
    assert told.data["new_market"] is None
    assert "cannot be told from two" in show(told.says[0])
    assert "a third market, or a prior on record" in said(told)
    (table,) = told.tables
    assert {show(row[3]) for row in table.rows} == {"cannot tell"}


def test_a_stated_prior_lets_two_markets_tell_and_is_named(tmp_path: Path):
    told = answer(tmp_path, ALIKE[:2], tau_prior=0.005)
    assert told.data["verdict"] == "standard"
    assert told.data["verdict_without_prior"] == "cannot tell"
    assert "under the stated prior" in said(told)
    assert "prior-decides" in [finding.code for finding in told.findings]
    wide = answer(tmp_path, ALIKE[:2], tau_prior=1.0)
    assert wide.data["verdict"] == "local"
    assert wide.data["new_market"]["high"] > told.data["new_market"]["high"]


def test_one_market_that_decides_is_named():
    pooled = made((0.30, 0.02), (0.01, 0.03), (0.0, 0.03), (0.02, 0.03), (-0.01, 0.03), (0.01, 0.03))
    (found,) = [f for f in findings(pooled, "times") if f.code == "one-market-decides"]
    assert "without m0" in show(found)
    assert "one-market-decides" not in codes(pool_markets(ALIKE))


CHECKOUT = ((0.042, 0.012), (0.031, 0.015), (0.055, 0.018), (-0.012, 0.016), (0.038, 0.025), (0.047, 0.021))


def test_the_only_market_that_turns_the_verdict_is_named():
    pooled = made(*CHECKOUT)
    assert pooled.verdict == "local"
    assert [part.measured.name for part in pooled.parts if part.turned] == ["m3"]
    (found,) = [f for f in findings(pooled, "times") if f.code == "one-market-decides"]
    assert "without m3" in show(found)
    assert "it may become a standard" in show(found)


def test_a_verdict_that_many_markets_hold_up_together_is_close_not_decided_by_each():
    pooled = made(*((0.012, s) if y < 0 else (y, s) for y, s in CHECKOUT))
    assert pooled.verdict == "standard"
    assert "close-verdict" in codes(pooled)
    assert "one-market-decides" not in codes(pooled)


def test_estimates_of_one_sign_ask_whether_failures_were_left_out():
    assert "all-one-way" in codes(pool_markets(ALIKE))
    assert "all-one-way" not in codes(made((0.1, 0.1), (-0.1, 0.1), (0.1, 0.1), (0.1, 0.1)))
    assert "all-one-way" not in codes(made((0.1, 0.1), (0.1, 0.1), (0.1, 0.1)))


def test_estimates_closer_than_their_errors_allow_are_doubted():
    assert "closer-than-errors-allow" in codes(made(*[(0.1, 0.1)] * 6))
    assert "closer-than-errors-allow" not in codes(made((0.1, 0.1), (0.2, 0.1), (0.0, 0.1), (0.15, 0.1)))


def test_effects_too_small_for_three_decimals_are_said_to_be_so():
    small = made((0.0004, 0.0001), (0.0005, 0.0001), (0.0003, 0.0001), (0.0004, 0.0002))
    assert "too-small-to-show" in codes(small)
    assert "too-small-to-show" not in [finding.code for finding in findings(small, "share")]
    assert "too-small-to-show" not in codes(pool_markets(ALIKE))


def test_every_finding_is_documented_and_in_the_schema():
    source = Path(findings.__code__.co_filename).read_text("utf-8")
    page = (Path(__file__).parents[2] / "docs" / "experiment-pool.md").read_text("utf-8")
    known = SCHEMA.schema["properties"]["findings"]["items"]["properties"]["code"]["enum"]
    written = re.findall(r'Finding\(\s*"([a-z-]+)"', source)
    assert sorted(written) == sorted(known)
    assert [code for code in known if f"`{code}`" not in page] == []


def test_the_table_shows_each_market_alone_in_the_pool_and_the_pool_without_it(tmp_path: Path):
    told = answer(tmp_path, ALIKE)
    (table,) = told.tables
    assert [show(head) for head in table.columns] == [
        "Market", "Estimate", "Weight", "With luck taken out", "Mean without it"
    ]  # fmt: skip
    assert [row[0] for row in table.rows] == [m.name for m in ALIKE]
    assert sum(part["weight"] for part in told.data["by_market"]) == pytest.approx(1)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"level": 0.3}, "a level lies from 0.5 to 0.999"),
        ({"level": 1.0}, "a level lies from 0.5 to 0.999"),
        ({"level": float("nan")}, "a level lies from 0.5 to 0.999"),
        ({"margin": -0.1}, "a margin is zero or more"),
        ({"margin": float("nan")}, "a margin is zero or more"),
        ({"margin": 1e40}, "no larger than can be computed with"),
        ({"tau_prior": 1e40}, "no larger than can be computed with"),
        ({"threshold": 1.2}, "a threshold lies from 0.5 to 0.999"),
        ({"tau_prior": 0.0}, "above zero"),
        ({"tau_prior": -1.0}, "above zero"),
        ({"tau_prior": float("inf")}, "above zero"),
        ({"unit": "x" * 60}, "one word or a few"),
    ],
)
def test_options_that_make_no_sense_are_refused(tmp_path: Path, options: dict[str, Any], says: str):
    with pytest.raises(Refusal) as refused:
        answer(tmp_path, ALIKE, **options)
    assert says in str(refused.value)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-1e15, 1e15), st.floats(1, 9e5)), min_size=2, max_size=6),
    st.sampled_from([1e-15, 1.0, 1e9]),
    st.sampled_from([None, 1e-9, 1.0, 1e15]),
)
def test_nothing_that_is_read_breaks_the_answer(markets, factor: float, prior: float | None):
    pooled = pool_markets([Measured(f"m{n}", y, s * factor) for n, (y, s) in enumerate(markets)], prior=prior)
    for words in (*sentences(pooled, "share"), *findings(pooled, "share")):
        assert "nan" not in show(words).split()
    SCHEMA.validate(json.loads(json.dumps({**pool_data(pooled), "findings": []}, allow_nan=False)))


def test_the_shell_answers_and_refuses(tmp_path: Path):
    path = tmp_path / "pool.csv"
    path.write_text("market,lift,se\nDE,0.04,0.01\nIT,0.03,0.01\nES,0.05,0.01\n")
    command = [sys.executable, "-X", "importtime", "-m", "taktgeber", "experiment", "pool", str(path)]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    SCHEMA.validate(json.loads(done.stdout))
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert not loaded & {"scipy", "pandas", "duckdb", "ibis", "sqlalchemy"}
    path.write_text("market,lift,se\nDE,0.04,0.01\nIT,0.03,-0.01\n")
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert 'refused: pool.csv, row 3, column "se"' in done.stderr
