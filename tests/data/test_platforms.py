"""Exports of the three platforms as they come: other languages, preambles, totals, marks, encodings."""

import pytest

from taktgeber.core import Refusal

TOTALS = "SELECT count(*), sum(spend), sum(impressions), sum(clicks), sum(claimed_conversions) FROM media"

GERMAN_META = (
    "\ufeffTag;Kampagnenname;Anzeigenname;Ausgegebener Betrag (EUR);Impressionen;Reichweite;Link-Klicks;"
    "CTR (Link-Klickrate);Website-Käufe\n"
    ";;;1.246,90;12.345;9.000;321;2,6;4\n"
    "01.03.2024;Frühling;Blau;1.234,50;12.000;8.000;300;2,5;4\n"
    "13.03.2024;Frühling;Rot;12,40;345;300;21;6,1;\n"
)
GERMAN_GOOGLE = (
    "Kampagnenbericht\n"
    '"1. März 2024 - 2. März 2024"\n'
    "Tag,Kampagne,Währungscode,Kosten,Impr.,Klicks,Conversions\n"
    '2024-03-01,Marke,EUR,"1.234,50","12.000",300,"4,42"\n'
    "2024-03-02,Marke,EUR,--,0,0, --\n"
    'Gesamt: Konto, --, --,"1.234,50","12.000",300,"4,42"\n'
)
TIKTOK = (
    "Campaign name,Ad group name,Ad name,By Day,Cost,Impressions,Clicks (destination),Conversions,Currency\n"
    "Unboxing,Teens,Clip 1,2024-03-01,50.25,9000,120,3,EUR\n"
    "Unboxing,Teens,Clip 2,2024-03-01,20.00,4000,40,-,EUR\n"
    "Total of 2 results,,,-,70.25,13000,160,3,-\n"
)


def test_a_german_meta_file_saved_again_by_a_spreadsheet(house):
    h = house("EUR")
    (report,) = h.load(h.write("m.csv", GERMAN_META), account="DE")
    assert report.source == "meta"
    assert h.sql(TOTALS) == [(2, 124690, 12345, 321, 4.0)]
    assert h.sql("SELECT campaign, ad FROM media ORDER BY first") == [("Frühling", "Blau"), ("Frühling", "Rot")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_same_export_in_any_encoding_gives_the_same_rows(house, encoding):
    h = house("EUR")
    h.load(h.write("m.csv", GERMAN_META.lstrip("\ufeff").encode(encoding)), account="DE")
    assert h.sql(TOTALS) == [(2, 124690, 12345, 321, 4.0)]
    assert h.sql("SELECT DISTINCT campaign FROM media") == [("Frühling",)]


def test_google_with_its_preamble_and_without_its_totals(house):
    h = house("EUR")
    (report,) = h.load(h.write("g.csv", GERMAN_GOOGLE), account="DE")
    assert (report.source, report.rows) == ("google", 2)
    assert h.sql(TOTALS) == [(2, 123450, 12000, 300, 4.42)]
    assert h.sql("SELECT channel, claimed_conversions FROM media ORDER BY first") == [
        ("Google Ads", 4.42),
        ("Google Ads", None),
    ]


def test_tiktok_with_a_dash_for_what_is_not_reported(house):
    h = house("EUR")
    (report,) = h.load(h.write("t.csv", TIKTOK), account="DE")
    assert (report.source, report.rows) == ("tiktok", 2)
    assert h.sql(TOTALS) == [(2, 7025, 13000, 160, 3.0)]
    assert h.sql("SELECT DISTINCT breakdown FROM media") == [("ad_group=Teens",)]


def test_rows_of_connectors_load_too(house, samples):
    h = house("USD")
    seeds = samples / "ads_api_seeds"
    h.load(seeds / "google_campaign_stats_data.csv", currency="USD")
    h.load(seeds / "facebook_ads_basic_ad_data.csv", currency="USD")
    h.load(seeds / "tiktok_campaign_country_report_data.csv", currency="USD", account="t")
    found = dict(h.sql("SELECT source, sum(spend) FROM media GROUP BY 1"))
    import csv

    micros = sum(int(r["cost_micros"]) for r in csv.DictReader((seeds / "google_campaign_stats_data.csv").open()))
    assert abs(found["google"] - micros / 10_000) <= 8
    for source, name in (
        ("meta", "facebook_ads_basic_ad_data.csv"),
        ("tiktok", "tiktok_campaign_country_report_data.csv"),
    ):
        spend = sum(round(100 * float(r["spend"])) for r in csv.DictReader((seeds / name).open()))
        assert found[source] == spend


def test_every_known_header_row_is_taken_for_its_platform(samples):
    import json

    from taktgeber.data.platforms import PLATFORMS, likeness

    known = json.loads((samples / "ads_export_headers/headers.json").read_text())
    rows = [
        ("meta", known["meta_ads_manager"][k]) for k in ("en_campaign_level", "en_ad_level_breakdown_real_2024", "de")
    ]
    rows += [("google", known["google_ads"][k]) for k in ("en_daily", "en_range", "de_daily", "fr_daily")]
    for platform, headers in rows:
        headers = [h.replace("(CUR)", "(EUR)") for h in headers]
        scores = {key: likeness(p, headers) for key, p in PLATFORMS.items()}
        assert max(scores, key=scores.get) == platform, (platform, scores)


def test_the_market_comes_from_the_country_of_the_row(house):
    h = house("EUR", '[[markets]]\nname = "Germany"\nmatches = ["DE"]\n[[markets]]\nname = "Others"\nmatches = ["*"]\n')
    rows = "Campaign name,Day,Country,Amount spent (EUR),Impressions\nS,2024-03-01,de,1.5,5\nS,2024-03-01,FR,2.5,5\n"
    h.load(h.write("m.csv", rows), account="a")
    assert h.sql("SELECT market, spend FROM media ORDER BY 1") == [("Germany", 150), ("Others", 250)]


def test_what_the_workspace_says_of_a_source_fills_what_the_file_leaves_open(house):
    more = (
        '[[markets]]\nname = "Germany"\nmatches = ["DE"]\n'
        '[[sources]]\nfiles = "g_de_*.csv"\nimporter = "google"\naccount = "Shop DE"\nmarket = "DE"\ncurrency = "EUR"\n'
    )
    h = house("EUR", more)
    h.load(h.write("g_de_1.csv", "Day,Campaign,Cost,Impr.,Clicks\n2024-03-01,S,1.50,5,1\n"))
    assert h.sql("SELECT account, market, spend FROM media") == [("Shop DE", "Germany", 150)]


def test_a_range_counts_as_a_range(house):
    h = house("EUR")
    rows = (
        "Campaign name,Reporting starts,Reporting ends,Amount spent (EUR),Impressions\nS,2024-03-01,2024-03-31,1.5,5\n"
    )
    h.load(h.write("m.csv", rows + ",2024-03-01,2024-03-31,1.5,5\n"), account="a")
    assert h.sql("SELECT count(*), sum(last - first) FROM media") == [(1, 30)]


def test_ratios_and_reach_are_not_read(house):
    h = house("EUR")
    rows = (
        "Campaign name,Day,Amount spent (EUR),Impressions,Reach,CTR (all),Frequency\nS,2024-03-01,1.5,5,< 10,n. v.,~2\n"
    )
    h.load(h.write("m.csv", rows), account="a")
    assert h.sql(TOTALS) == [(1, 150, 5, 0, None)]


def test_a_header_that_fits_two_platforms_is_asked_for(house):
    h = house("EUR")
    rows = "Campaign name,Day,Cost,Impressions,Clicks\nS,2024-03-01,1.5,5,1\n"
    path = h.write("x.csv", rows)
    with pytest.raises(Refusal, match="--as-importer"):
        h.load(path, account="a", currency="EUR")
    h.load(path, account="a", currency="EUR", importer="tiktok")
    assert h.sql("SELECT channel FROM media") == [("TikTok",)]


@pytest.mark.parametrize(
    "stated",
    ["November 1, 2024 - November 30, 2024", "1 November 2024 – 30 November 2024", "1. Nov. 2024 - 30. Nov. 2024",
     "01.11.2024 - 30.11.2024", "2024-11-01 - 2024-11-30", "1 nov 2024 - 30 nov 2024"],
)  # fmt: skip
def test_a_report_without_days_takes_the_period_above_its_header(house, stated):
    h = house("EUR")
    rows = "Campaign status,Campaign,Currency code,Impr.,Cost\nEnabled,S,EUR,5,1.50\nTotal: Account, --, --,5,1.50\n"
    h.load(h.write("g.csv", f'Campaign report\n"{stated}"\n{rows}'), account="a")
    found = h.sql('SELECT CAST("first" AS VARCHAR), CAST("last" AS VARCHAR), spend FROM media')
    assert found == [("2024-11-01", "2024-11-30", 150)]


def test_a_market_that_nobody_has_is_refused(house):
    h = house("EUR", '[[markets]]\nname = "Germany"\nmatches = ["DE*"]\n')
    path = h.write("m.csv", "Campaign name,Day,Amount spent (EUR),Impressions\nS,2024-03-01,1.5,5\n")
    with pytest.raises(Refusal, match="no market of this workspace"):
        h.load(path, account="a", market="Frankreich")
    h.load(path, account="a", market="de-1")
    assert h.sql("SELECT market FROM media") == [("Germany",)]


def test_a_file_can_be_loaded_again_once_the_markets_are_mended(house):
    from taktgeber.workspace import open_workspace

    h = house("EUR", '[[markets]]\nname = "Germany"\nmatches = ["DE"]\n')
    path = h.write("m.csv", "Campaign name,Day,Country,Amount spent (EUR),Impressions\nS,2024-03-01,AT,1.5,5\n")
    h.load(path, account="a")
    settings = h.workspace.root / "taktgeber.toml"
    settings.write_text(settings.read_text().replace('["DE"]', '["DE", "AT"]'))
    h.workspace = open_workspace(h.workspace.root)
    (report,) = h.load(path, account="a")
    assert not report.again
    assert h.sql("SELECT market, spend FROM media") == [("Germany", 150)]
