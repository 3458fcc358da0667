"""What a visitor does with the demo: reads the brief, decides one proposal of each hand, loads and closes the beat."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from taktgeber.core import Estimate
from taktgeber.cycle import close_beat, open_house
from taktgeber.data import LoadOptions, load_files
from taktgeber.demo.calendar import LAST_ORDER, quarter
from taktgeber.govern import PROPOSALS, decide_proposal
from taktgeber.workspace import Workspace, open_workspace
from tests.demo_company import Made


@pytest.fixture
def copy(made: Made, tmp_path: Path) -> Workspace:
    shutil.copytree(made.root, tmp_path / "copy")
    return open_workspace(tmp_path / "copy")


def test_the_largest_untested_claim_is_the_one_whose_test_the_next_exports_hold(made: Made) -> None:
    (exploit,) = (section for section in made.demo.planned.plan.sections if section.room == "exploit")
    proposals = {p.id for p in exploit.proposals}
    tested = [t for t in made.truth("media")["dark_days"] if t["days"][0] >= quarter(9).first.isoformat()]
    assert [f"exploit-pulse-{t['channel'].lower()}" for t in tested] == list(proposals)


def test_the_first_sentence_of_the_brief_holds_word_against_deed(made: Made) -> None:
    brief = json.loads(made.demo.planned.brief_json.read_text("utf-8"))
    assert brief["sentence"].startswith("45 % of our budget is called innovation. 11 % is; on another 5 % we disagree.")
    assert "The lab's reserve is intact and too small." in brief["sentence"]
    assert brief["sentence"].endswith("has begun to give way: Meta brings new shops at a price that we can pay.")
    assert made.demo.planned.brief_html.is_file()


def test_two_proposals_are_decided_and_the_next_beat_loads_and_closes(made: Made, copy: Workspace) -> None:
    cast, beat = made.demo.cast, quarter(9)
    with open_house(copy) as house:
        proposals = [p for s in made.demo.planned.plan.sections for p in s.proposals]
        for proposal in (
            next(p for p in proposals if p.mode == mode and p.forecasts) for mode in ("exploit", "explore")
        ):
            actor = cast.performance if proposal.decider == "exploit_lead" else cast.lab
            decide_proposal(house.book, f"{beat.first.isoformat()}/{proposal.id}", "approve", "", actor)
        files = sorted((copy.sources / "next").iterdir())
        reports = load_files(copy, house.book, files, options=LoadOptions(today=LAST_ORDER))
        assert {r.table for r in reports} == {"rates", "transactions", "customers", "media", "bookings"}
        closed = close_beat(house, beat)
        assert len(closed.scores) >= 5
        kept = house.book.state(PROPOSALS).all
        assert {s.state for k, s in kept.items() if k.startswith(beat.first.isoformat()) and s.decision} == {"closed"}
        reading = next(s.outcome for s in closed.scores if s.metric == "caused_new_customers")
        claimed = next(e for e in made.truth("effects") if e["quarter"] == 9 and e["channel"] == "TikTok")
        assert isinstance(reading, Estimate)
        assert reading.high < claimed["claimed_conversions"]
        assert house.book.verify() is None


def test_all_exports_together_give_the_real_orders_less_the_removed_ones(made: Made, copy: Workspace) -> None:
    """The days that stand in two files count once; money to the penny that rounding by line leaves."""
    import duckdb

    with open_house(copy) as house:
        load_files(copy, house.book, sorted((copy.sources / "next").iterdir()), options=LoadOptions(today=LAST_ORDER))
        lines, invoices, minor = house.engine.sql(
            house.snapshot(), "select count(*), count(distinct transaction), sum(revenue) from transactions"
        )[0]
        spend = dict(house.engine.sql(house.snapshot(), "select channel, sum(spend) from media group by 1"))
    once = duckdb.sql(
        f"""select count(*), count(distinct "Invoice"), sum("Quantity" * "Price")
        from read_parquet('{made.root}/sources/*/orders_*.parquet', filename = true)
        where not (filename like '%2024-12-12.parquet' and "InvoiceDate" >= timestamp '2024-12-04')"""
    ).fetchall()[0]
    assert (lines, invoices) == once[:2]
    assert minor / 100 == pytest.approx(float(once[2]), abs=0.05)
    for channel, loaded in spend.items():
        truth = sum(e["spend_minor"] for e in made.truth("effects") if e["channel"] == channel)
        assert loaded == pytest.approx(truth, rel=1e-4)
