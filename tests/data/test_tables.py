# ruff: noqa: E501 (a table of cases reads best with a case a line)
"""The standard tables load by their own column names, and by a mapping; each is plausible or refused."""

import pytest

from taktgeber.core import Refusal
from taktgeber.data import CONTRACTS, DuckEngine, current_snapshot, health

PLAIN = {
    "controls": "date,market,name,value\n2024-03-01,DE,price,9.95\n2024-03-01,FR,price,10.50\n",
    "series": "name,date,value\nnewcomer,2024-03-01,12\nnewcomer,2024-04-01,15\n",
    "texts": "document,kind,language,title,body,at\nd1,job_ad,en,Lead,We explore.,2024-03-01 10:00:00 +0100\n",
    "tools": "tool,vendor,category,capabilities,owner,scope,seats,annual_cost,integrates_with\nMailer,Acme,mail,send; test,operations,everywhere,5,1200.50,Shop\n",
    "capacity": "date,market,product,stock,production,service\n2024-03-01,DE,mug,120,40,\n",
    "events": "event,at,market,kind,text\ne1,2024-03-01,DE,rival,A rival halves its prices.\n",
    "outcomes": "date,market,kpi,value\n2024-03-01,DE,orders,12\n",
    "customers": "customer,market,acquired_at,acquired_via\n17850,DE,2024-03-01,search\n",
}


@pytest.mark.parametrize("table", PLAIN)
def test_a_table_loads_by_its_own_column_names(house, table):
    h = house("EUR")
    (report,) = h.load(h.write("a.csv", PLAIN[table]))
    assert (report.table, report.rows) == (table, PLAIN[table].count("\n") - 1)
    stored = h.sql(f"SELECT * FROM {table}")
    assert len(stored) == report.rows
    assert len(stored[0]) == len(CONTRACTS[table].columns)


@pytest.mark.parametrize("table", ["controls", "series", "texts", "tools", "capacity", "events"])
def test_the_same_rows_load_by_a_mapping_of_other_names(house, table):
    head, rest = PLAIN[table].split("\n", 1)
    names = head.split(",")
    mapping = f'table = "{table}"\nsource = "mine"\n[columns]\n' + "".join(f'{n} = "My {n}"\n' for n in names)
    h, plain = house("EUR"), house("EUR")
    h.load(h.write("a.csv", ",".join(f"My {n}" for n in names) + "\n" + rest), mapping=h.write("m.toml", mapping))
    plain.load(plain.write("a.csv", PLAIN[table]))
    columns = ", ".join(f'"{n}"' for n in names)
    assert h.sql(f"SELECT {columns} FROM {table}") == plain.sql(f"SELECT {columns} FROM {table}")


def test_money_and_times_of_the_new_tables_are_in_the_houses_units(house):
    h = house("EUR")
    h.load(h.write("tools.csv", PLAIN["tools"]), h.write("texts.csv", PLAIN["texts"]))
    assert h.sql("SELECT annual_cost, seats FROM tools") == [(120050, 5)]
    assert h.sql("SELECT strftime(\"at\", '%H:%M') FROM texts") == [("09:00",)]


def test_what_is_named_stands_side_by_side_and_is_replaced_day_by_day(house):
    h = house("EUR")
    head = "date,market,name,value\n"
    h.load(h.write("a.csv", f"{head}2024-03-01,DE,price,1\n2024-03-02,DE,price,2\n"))
    h.load(h.write("b.csv", f"{head}2024-03-01,DE,rain,7\n2024-03-02,DE,rain,8\n"))
    h.load(h.write("c.csv", f"{head}2024-03-02,DE,price,9\n"))
    assert h.sql("SELECT name, sum(value) FROM controls GROUP BY 1 ORDER BY 1") == [("price", 10.0), ("rain", 15.0)]


def test_a_currency_beside_money_is_never_passed_over(house):
    h = house("EUR")
    rows = "tool,category,annual_cost,currency\nMailer,mail,100,USD\n"
    path = h.write("t.csv", rows)
    with pytest.raises(Refusal, match="no rate from USD to EUR"):
        h.load(path)
    h.load(h.write("rates.csv", "date,currency,rate\n2024-01-01,USD,0.8\n2024-06-01,USD,0.9\n"), path)
    assert h.sql("SELECT annual_cost FROM tools") == [(9000,)]


REFUSED = {
    "a row of capacity that says nothing": ("date,market,product,stock,production,service\n2024-03-01,DE,mug,,,\n", "fills none of"),
    "stock below nothing": ("date,market,product,stock,production,service\n2024-03-01,DE,mug,-1,,\n", "below 0"),
    "a language in words": ("document,kind,language,title,body,at\nd1,job_ad,English,,We explore.,2024-03-01\n", '"English": the value is no code of 2 small letters'),
    "a document without words": ("document,kind,language,title,body,at\nd1,job_ad,en,,,2024-03-01\n", 'column "body": the cell is empty'),
    "an event of another kind": ("event,at,market,kind,text\ne1,2024-03-01,DE,gossip,Somebody said something.\n", '"gossip": the value is none of'),
    "a tool twice": ("tool,category\nMailer,mail\nMailer,mail\n", "tool Mailer stands twice"),
    "a control that is a word": ("date,market,name,value\n2024-03-01,DE,rain,much\n", '"much" is no number'),
    "a series on a day that is none": ("name,date,value\nx,2024-02-30,1\n", '"2024-02-30" is no date'),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_an_implausible_row_is_refused_and_changes_nothing(house, case):
    rows, says = REFUSED[case]
    h = house("EUR")
    before = h.bytes_stored()
    with pytest.raises(Refusal) as refused:
        h.load(h.write("a.csv", rows))
    assert says in str(refused.value)
    assert h.bytes_stored() == before


def test_a_documents_words_are_never_shown_in_full(house):
    h = house("EUR")
    secret = "Our plan for the year is to leave the market of children's bicycles."
    for rows in (f"d1,job_ad,en,,x,{secret}\n", f"d1,job_ad,{secret},,x,2024-03-01\n"):
        with pytest.raises(Refusal) as refused:
            h.load(h.write("a.csv", "document,kind,language,title,body,at\n" + rows))
        assert "Our plan for the yea…" in str(refused.value)
        assert "children" not in str(refused.value)


def test_health_counts_the_new_tables_and_knows_how_far_they_reach(house):
    h = house("EUR")
    h.load(*(h.write(f"{name}.csv", rows) for name, rows in PLAIN.items()))
    engine = DuckEngine(h.workspace.tables, h.book)
    seen = health(engine, h.book, current_snapshot(h.book), h.workspace.settings)
    feeds = {feed.table: feed for feed in seen.feeds}
    assert set(feeds) == set(PLAIN)
    assert {t: f.rows for t, f in feeds.items()} == {t: r.count("\n") - 1 for t, r in PLAIN.items()}
    assert {t for t, f in feeds.items() if f.last is None} == {"tools", "customers"}
    assert str(feeds["series"].last) == "2024-04-01"
