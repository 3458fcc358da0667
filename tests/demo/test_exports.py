"""The demo's exports: the real orders, what the draw took out of them, and the same bytes every time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pytest

from taktgeber.demo import media
from taktgeber.demo.calendar import BURNT_IN, MOVED_DAYS
from taktgeber.demo.experiment_plans import EXPERIMENTS
from taktgeber.demo.experiment_units import write_laws
from taktgeber.demo.exports import write_exports
from taktgeber.demo.orders import lay_orders
from taktgeber.demo.quarters import pulses
from taktgeber.demo.signals_story import SCANNED
from taktgeber.demo.watched import write_laws_of_watched, write_watched
from tests.demo_company import Made


def digests(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def laid() -> duckdb.DuckDBPyConnection:
    db = duckdb.connect()
    lay_orders(db)
    return db


def orders(made: Made) -> str:
    return f"read_parquet('{made.root}/sources/*/orders_*.parquet')"


def test_the_shipped_orders_have_the_lines_invoices_and_sum_of_their_source(laid: duckdb.DuckDBPyConnection) -> None:
    lines, invoices, pounds = laid.execute(
        "select count(*), count(distinct invoice), sum(quantity * price_mills) / 1000 from lines"
    ).fetchall()[0]
    # As counted from both files of the source, the days that stand in both once.
    assert (lines, invoices) == (1_044_847, 53_628)
    assert pounds == pytest.approx(18_909_744.10, abs=0.02)


def test_the_shipped_orders_are_the_source_line_by_line(laid: duckdb.DuckDBPyConnection, samples: Path) -> None:
    folder = samples / "tx_online_retail"
    same = f"""select invoice, stock_code, quantity, round(price_mills / 1000, 3), customer,
            placed - interval {MOVED_DAYS} days, country, description from lines
        except all
        select InvoiceNo, StockCode, Quantity, round(UnitPrice, 3), CustomerID, InvoiceDate, Country,
            nullif(nullif(Description, 'nan'), 'NaN')
        from (from '{folder}/online_retail.parquet' union all
            from '{folder}/online_retail_2009_2010.parquet' where InvoiceDate < '2010-12-01')"""
    assert laid.execute(f"select count(*) from ({same})").fetchall() == [(0,)]


def test_weekdays_stay_and_the_overlap_of_the_two_real_files_is_kept(made: Made) -> None:
    assert MOVED_DAYS % 7 == 0
    first, second = sorted((made.root / "sources" / "found").glob("orders_*.parquet"))
    both = duckdb.sql(
        f"""select count(distinct "Invoice") from '{first}' where "Invoice" in (select "Invoice" from '{second}')"""
    ).fetchall()[0][0]
    gone = duckdb.sql(
        f"""select count(distinct invoice) from '{made.root}/truth/removed.parquet'
        where placed >= date '2010-12-01' + {MOVED_DAYS} and placed < date '2010-12-10' + {MOVED_DAYS}"""
    ).fetchall()[0][0]
    assert both + gone == 1_088


def test_what_is_exported_and_what_was_removed_are_the_real_invoices(
    made: Made, laid: duckdb.DuckDBPyConnection
) -> None:
    exported = duckdb.sql(f'select distinct "Invoice" as i from {orders(made)}').fetchall()
    removed = duckdb.sql(f"select invoice from '{made.root}/truth/removed.parquet'").fetchall()
    real = laid.execute("select distinct invoice from lines").fetchall()
    assert set(exported) | set(removed) == set(real)
    assert not set(exported) & set(removed)


def test_the_truth_is_a_set_of_exported_invoices_of_customers_after_the_burn_in(made: Made) -> None:
    truth = f"'{made.root}/truth/invoices.parquet'"
    outside = duckdb.sql(f'from {truth} where invoice not in (select "Invoice" from {orders(made)})').fetchall()
    assert outside == []
    firsts = duckdb.sql(f"select customer, min(placed), min(placed) filter (where first) from {truth} group by 1")
    rows = firsts.fetchall()
    assert len(rows) > 500
    assert all(earliest == first and first.date() >= BURNT_IN for _, earliest, first in rows)


def test_would_be_customers_are_the_stated_share_of_real_first_orders(
    made: Made, laid: duckdb.DuckDBPyConnection
) -> None:
    """Won and lost together, in the largest market: within four standard errors of the share laid down."""
    share = sum(media.REACHABLE[channel][0] for channel in media.CHANNELS)
    count = laid.execute(
        """select count(*) from first_orders f where team = ? and placed >= ? and placed < ? and not exists
        (from invoices i where i.customer = f.customer and i.placed < f.placed)""",
        [media.MARKETS[0], BURNT_IN, media.MEDIA.last],
    ).fetchall()[0][0]
    drawn = duckdb.sql(
        f"""select count(distinct customer) from (
            select customer, market from '{made.root}/truth/invoices.parquet'
            union all select customer, market from '{made.root}/truth/removed.parquet')
        where market = '{media.MARKETS[0]}'"""
    ).fetchall()[0][0]
    error = (share * (1 - share) / count) ** 0.5
    assert drawn / count == pytest.approx(share, abs=4 * error)


def test_platforms_claim_more_than_they_caused_and_ever_more_of_it(made: Made) -> None:
    effects = made.truth("effects")
    settled = [e for e in effects if e["quarter"] >= 5]
    assert all(e["claimed_conversions"] > 1.5 * e["new_customers_caused"] for e in settled)
    returns = []
    for quarter in range(2, 7):
        own = [e for e in effects if e["quarter"] == quarter]
        returns.append(sum(e["claimed_value_minor"] for e in own) / sum(e["spend_minor"] for e in own))
    assert returns == sorted(returns)
    assert returns[-1] > 1.5 * returns[0]


def test_dark_weeks_of_a_test_have_no_spend_and_win_fewer(made: Made) -> None:
    laid = media.draw_media(pulses())
    spend, reach = laid.spend[media.META, media.MARKETS[0]], laid.reach[media.META, media.MARKETS[0]]
    days = media.days()
    dark = {day for test in made.truth("media")["dark_days"] if not test["markets"] and test["channel"] == media.META
            for day in test["days"]}  # fmt: skip
    off = [n for n, day in enumerate(days) if day.isoformat() in dark]
    assert len(off) == 42
    assert all(spend[n] == 0 for n in off)
    on = [n for n in range(off[0], off[-1]) if n not in set(off)]
    assert reach[off].mean() < 0.5 * reach[on].mean()


def test_the_same_seed_gives_the_same_bytes(made: Made, tmp_path: Path) -> None:
    write_exports(tmp_path / "sources", tmp_path / "truth", pulses())
    write_laws((tested.drawn for tested in EXPERIMENTS.values()), tmp_path / "truth")
    write_laws_of_watched(tmp_path / "truth")
    for day in SCANNED:
        write_watched(tmp_path / "sources", day)
    assert digests(tmp_path / "sources") == digests(made.root / "sources")
    assert digests(tmp_path / "truth") == digests(made.root / "truth")
