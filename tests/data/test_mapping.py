# ruff: noqa: E501 (tables of cases read best with a case a line)
"""Any table by a mapping file: columns, constants, values, derived columns and kinds, and nothing beyond."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import Refusal
from taktgeber.data.cells import Cells
from taktgeber.data.content import Content
from taktgeber.data.expression import Expression
from taktgeber.data.mapping import read_mapping, ready_mappings
from taktgeber.data.sheet import Cell, Sheet

ORDERS = """\
table = "transactions"
source = "shop"
account = "web"
[columns]
transaction = "Order"
customer = "Client"
at = "When"
product = "Item"
quantity = "Pieces"
market = "Team"
[derive]
revenue = "Pieces * Price"
margin = "Pieces * (Price - Cost)"
[values.market]
"D" = "Germany"
[[kind]]
when = "Item LIKE 'SHIP%'"
is = "shipping"
[[kind]]
when = "Order LIKE 'C%' OR Pieces < 0"
is = "return"
[[kind]]
when = "else"
is = "sale"
"""
LINES = """\
Order;Client;When;Item;Pieces;Price;Cost;Team
1;anna@example.org;2024-03-01 10:15;mug;2;7,50;3,00;D
1;anna@example.org;2024-03-01 10:15;SHIP;1;4,90;5,10;D
2;;2024-03-02;mug;1;7,50;3,00;UK
C3;anna@example.org;2024-03-03;mug;-1;7,50;3,00;D
"""


@pytest.fixture
def shop(house):
    h = house("EUR")
    h.load(h.write("orders.csv", LINES), mapping=h.write("orders.toml", ORDERS))
    return h


def test_lines_keep_their_order_kind_margin_and_market(shop):
    found = shop.sql("SELECT transaction, line, product, quantity, revenue, margin, market, kind FROM transactions")
    assert sorted(found) == [
        ("1", 1, "mug", 2.0, 1500, 900, "Germany", "sale"),
        ("1", 2, "SHIP", 1.0, 490, -20, "Germany", "shipping"),
        ("2", 1, "mug", 1.0, 750, 450, "UK", "sale"),
        ("C3", 1, "mug", -1.0, -750, -450, "Germany", "return"),
    ]


def test_customers_are_pseudonyms_under_the_workspaces_key(shop, house):
    from taktgeber.data.pseudonym import pseudonym

    mine = {c for (c,) in shop.sql("SELECT DISTINCT customer FROM transactions")}
    assert mine == {None, pseudonym("anna@example.org", shop.workspace.key())}
    other = house("EUR")
    assert pseudonym("anna@example.org", other.workspace.key()) not in mine
    stored = b"".join(p.read_bytes() for p in shop.workspace.tables.rglob("*.parquet"))
    assert b"anna" not in stored
    assert all(b"anna" not in entry.body for entry in shop.book.entries)


def test_a_customers_table_meets_the_orders(shop):
    shop.load(
        shop.write("people.csv", "customer,market,acquired_at,acquired_via\nanna@example.org,Germany,2024-02-01,fair\n")
    )
    found = shop.sql("SELECT acquired_via, count(*) FROM customers JOIN transactions USING (customer) GROUP BY 1")
    assert found == [("fair", 3)]


def test_bookings_and_outcomes_load_under_their_own_names(house):
    h = house("EUR")
    h.load(
        h.write("books.csv", "booking,date,unit,account,amount,initiative\nb1,2024-03-01,lab,rent,100.50,party\n"),
        h.write("kpis.csv", "date,market,kpi,value\n2024-03-01,UK,orders,12\n"),
    )
    assert h.sql("SELECT unit, initiative, channel, amount, source FROM bookings") == [
        ("lab", "party", None, 10050, "bookings")
    ]
    assert h.sql("SELECT kpi, value FROM outcomes") == [("orders", 12.0)]


def test_money_of_another_currency_takes_the_last_rate_on_or_before_its_day(house):
    h = house("EUR")
    rates = h.write("rates.csv", "date,currency,rate\n2024-03-01,USD,0.90\n2024-03-03,USD,0.80\n2024-03-01,JPY,0.006\n")
    media = h.write(
        "g.csv",
        "Day,Campaign,Currency code,Cost,Impr.,Conv. value\n2024-03-02,S,USD,10.00,1,100.00\n"
        "2024-03-03,S,USD,10.00,1,\n2024-03-05,S,JPY,1000,1,\n2024-03-05,S,EUR,1.00,1,\n",
    )
    reports = h.load(media, rates, account="a")
    assert [r.table for r in reports] == ["rates", "media"]
    assert h.sql("SELECT spend, spend_original, currency, claimed_revenue FROM media ORDER BY spend") == [
        (100, 100, "EUR", None),
        (600, 1000, "JPY", None),
        (800, 1000, "USD", None),
        (900, 1000, "USD", 9000),
    ]


def test_ready_mappings_are_sound():
    assert set(ready_mappings()) >= {"cdnow", "cdnow_sample", "kag", "online_retail"}
    for name in ready_mappings():
        assert read_mapping(name).source


MAPPINGS = {
    "no table": ('table = "orders"\nsource = "s"\n', '"orders" is no standard table'),
    "no column": ('table = "rates"\nsource = "s"\n[columns]\nprice = "x"\n', 'no column "price" that a mapping fills'),
    "a typo": ('table = "rates"\nsource = "s"\ncolums = 1\n', "colums"),
    "filled twice": ('table = "rates"\nsource = "s"\n[columns]\nrate = "x"\n[constants]\nrate = 1\n', "filled twice"),
    "a gap": ('table = "rates"\nsource = "s"\n[columns]\nrate = "rate"\ndate = "date"\n', "needs this column"),
    "not in the file": ('table = "rates"\nsource = "s"\n[columns]\nrate = "value"\ndate = "date"\ncurrency = "c"\n', 'no column "value"'),
    "no TOML": ("table =", "not readable as TOML"),
    "kinds without an end": ('table = "transactions"\nsource = "s"\n[[kind]]\nwhen = "a = 1"\nis = "sale"\n', "the last rule"),
}  # fmt: skip


@pytest.mark.parametrize("case", MAPPINGS)
def test_a_wrong_mapping_is_refused(case, house):
    h = house("EUR")
    mapping, says = MAPPINGS[case]
    data, path = h.write("rates.csv", "date,c,rate\n2024-03-01,USD,1\n"), h.write("m.toml", mapping)
    before = h.bytes_stored()
    with pytest.raises(Refusal, match=says):
        h.load(data, mapping=path)
    assert h.bytes_stored() == before


SHEET = Sheet(
    Content(Path("rows.csv"), "", "utf-8", False, False, "", True), (Cell("a", "c0"), Cell("b", "c1")), 1, ",", "t"
)


def sql(written, want="number"):
    return Expression(written, "here").sql(SHEET, Cells(searching=True), want)


def value(written, want="number", **row):
    import duckdb

    given = ", ".join(f"'{row[name]}' AS {cell}" for name, cell in (("a", "c0"), ("b", "c1")) if name in row)
    return duckdb.execute(f"SELECT {sql(written, want)} FROM (SELECT {given})").fetchone()[0]


@pytest.mark.parametrize(
    ("written", "want", "answer"),
    [
        ("a * b", "number", 12.0),
        ("-(a + b) / 2", "number", -3.5),
        ("a / (b - 4)", "number", None),
        ("CASE WHEN a > 2 AND NOT b BETWEEN 5 AND 9 THEN 'x' ELSE 'y' END", "text", "x"),
        ("a IN ('3', '5')", "bool", True),
        ("upper(trim(a)) || '-' || substr(b, 1, 1)", "text", "3-4"),
        ("round(a * 1.234, 1)", "number", 3.7),
        ("coalesce(nullif(a, 3), b)", "number", 4.0),
        ("length(a) = 1 OR a IS NULL", "bool", True),
        ("a LIKE '_'", "bool", True),
    ],
)
def test_expressions_calculate(written, want, answer):
    assert value(written, want, a=3, b=4) == answer


ATTACKS = (
    "1; DROP TABLE media", "a FROM read_csv('/etc/passwd')", "(SELECT 1)", "read_text('/etc/passwd')", "getenv('HOME')",
    "a UNION SELECT 1", "a -- comment\n; ATTACH 'x'", "version()", "current_setting('memory_limit')", "EXISTS (SELECT 1)",
    "a IN (SELECT 1)", "count(*) OVER ()", "sum(a)", "pg_sleep(9)", "t.a", "*", "a::JSON", "CAST(a AS BLOB)", "$1", "?",
    "a AS b, 1", "COPY t TO 'x'", "[1,2,3]", "{'a': 1}", "a COLLATE nocase", "x -> x + 1", "error('x')", "random()",
    "a LIKE b", "substr(a, b)", "c", "", "a; ", "list_transform([1], x -> x)", "CASE a WHEN 1 THEN 2 END",
    "a WHERE 1=1", "a LIMIT 1", "DISTINCT a", "INTERVAL 1 DAY", "strptime(a, '%Y')", "nextval('s')", "a ~ 'x'",
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_no_calculation_is_refused(attack):
    if attack == "a; ":
        assert sql(attack) == sql("a")
        return
    with pytest.raises(Refusal):
        sql(attack)


@given(st.text(min_size=0, max_size=30))
def test_a_text_stays_a_text_whatever_it_holds(content):
    import duckdb

    if "\x00" in content or "\\" in content:
        return
    try:
        made = sql("'" + content.replace("'", "''") + "'", "text")
    except Refusal:
        return
    assert duckdb.execute(f"SELECT {made}").fetchone()[0] == content


@given(st.text("ab12'\"();-+*/ ,.%_SELCTFROMcase", max_size=25))
def test_whatever_is_written_the_engine_gets_one_expression_over_two_columns(written):
    import duckdb

    try:
        made = sql(written)
    except Refusal:
        return
    statements = duckdb.extract_statements(f"SELECT {made} FROM (SELECT '1' AS c0, '2' AS c1)")
    assert len(statements) == 1
    assert statements[0].type == duckdb.StatementType.SELECT


def test_a_bad_cell_in_a_derived_column_is_named(house):
    h = house("EUR")
    bad = LINES.replace("2;;2024-03-02;mug;1;7,50", "2;;2024-03-02;mug;one;7,50")
    with pytest.raises(Refusal, match='row 4, column "Pieces": "one" is no number with a decimal comma'):
        h.load(h.write("orders.csv", bad), mapping=h.write("orders.toml", ORDERS))
