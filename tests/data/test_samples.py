"""Real files of known totals load with those totals."""

import pytest

RETAIL = ("tx_online_retail/online_retail_2009_2010.parquet", "tx_online_retail/online_retail.parquet")


def test_a_real_meta_export_keeps_its_totals(house, samples):
    h = house("USD")
    (report,) = h.load(samples / "ads_meta_export_real/meta_ads_manager_export.csv.gz", account="tests")
    assert (report.rows, report.table, report.source) == (637, "media", "meta")
    assert h.sql("SELECT sum(impressions), sum(clicks), sum(spend), min(first), max(last) FROM media") == [
        (23559, 949, 26815, *h.sql("SELECT DATE '2024-11-28', DATE '2024-12-04'")[0])
    ]


def test_cdnow_in_both_layouts(house, samples):
    h = house("USD")
    h.load(samples / "tx_cdnow/CDNOW_master.txt.gz", mapping="cdnow")
    (sample,) = h.load(samples / "tx_cdnow/CDNOW_sample.txt.gz", mapping="cdnow_sample")
    said = h.sql(
        "SELECT source, count(*), count(DISTINCT customer), sum(revenue), count(DISTINCT transaction) "
        "FROM transactions GROUP BY 1 ORDER BY 1"
    )
    assert said[0] == ("cdnow", 69659, 23570, 250031563, 67591)
    assert said[1][:3] == ("cdnow-sample", 6919, 2357)
    assert sample.rows == 6919
    assert h.book.entries[0].payload["findings"][0] == {"code": "equal-rows", "count": 255}


@pytest.mark.parametrize("order", [RETAIL, RETAIL[::-1]], ids=["older first", "newer first"])
def test_two_years_of_a_shop_count_once_in_either_order(house, samples, order):
    h = house("GBP")
    h.load(*(samples / name for name in order), mapping="online_retail")
    lines, invoices, revenue = h.sql("SELECT count(*), count(DISTINCT transaction), sum(revenue) FROM transactions")[0]
    assert (lines, invoices) == (1_044_847, 53_628)
    assert abs(revenue - 1_890_974_410) <= 2


def test_a_table_without_days_counts_as_one_period(house, samples):
    h = house("USD")
    h.load(samples / "ads_facebook_kag/KAG_conversion_data.csv", mapping="kag")
    assert h.sql("SELECT count(*), sum(impressions), sum(clicks), sum(spend), sum(claimed_conversions) FROM media") == [
        (1143, 213434828, 38165, 5870523, 1079.0)
    ]
    assert h.sql("SELECT count(*) FROM media WHERE first = last") == [(0,)]
