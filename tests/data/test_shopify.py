"""Orders as a Shopify shop exports them: lines, shipping, discounts, refunds and customers, to the cent."""

import csv
import io

import pytest

from taktgeber.core import Refusal
from taktgeber.data.pseudonym import pseudonym

HEAD = [
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing",
    "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method",
    "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem compare at price", "Lineitem sku",
    "Lineitem requires shipping", "Lineitem taxable", "Lineitem fulfillment status", "Billing Name",
    "Billing Country", "Shipping Name", "Shipping Country", "Notes", "Note Attributes", "Cancelled at",
    "Payment Method", "Payment Reference", "Refunded Amount", "Vendor", "Id", "Tags", "Risk Level", "Source",
    "Lineitem discount",
]  # fmt: skip
RATES = "date,currency,rate\n2024-01-01,USD,0.5\n"


def order(name, mail, lines, at="2024-03-01 10:00:00 +0100", **first):
    """Rows of one order: what concerns the whole of it stands on the first."""
    rows = [
        {"Name": name, "Email": mail, "Created at": at, "Lineitem quantity": pieces, "Lineitem name": what,
         "Lineitem price": price, "Lineitem sku": sku, "Lineitem discount": "0.00"}
        for pieces, what, sku, price in lines
    ]  # fmt: skip
    usual = {"Financial Status": "paid", "Currency": "EUR", "Shipping": "0.00", "Taxes": "0.00", "Source": "web",
             "Refunded Amount": "0.00", "Shipping Country": "DE", "Billing Country": "AT"}  # fmt: skip
    rows[0] |= usual | {key.replace("_", " "): value for key, value in first.items()}
    return rows


def export(*orders):
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD)
    writer.writeheader()
    writer.writerows(row for rows in orders for row in rows)
    return out.getvalue()


# Prices hold the taxes: 2 x 10.00 + 5.00 less 3.00, shipping 4.90, of it 4.29 taxes.
GERMAN = order("#1001", "Anna@Example.org", [(2, "Mug", "M-1", "10.00"), (1, "Card", "", "5.00")], Subtotal="22.00",
               Shipping="4.90", Taxes="4.29", Total="26.90", Discount_Amount="3.00")  # fmt: skip
# Taxes come on top; half of the total was refunded; booked late in the evening, in universal time the day after.
AMERICAN = order("#1002", "bob@example.org", [(1, "Mug", "M-1", "20.00")], "2024-03-02 23:30:00 -0500", Currency="USD",
                 Subtotal="20.00", Taxes="2.00", Total="22.00", Refunded_Amount="11.00", Shipping_Country="US",
                 Financial_Status="partially_refunded")  # fmt: skip
AGAIN = order("#1003", "anna@example.org", [(1, "Mug", "M-1", "10.00")], "2024-04-01 09:00:00 +0200", Subtotal="10.00",
              Total="10.00", Source="pos")  # fmt: skip
AT_THE_TILL = order("#1004", "", [(3, "Card", "C-1", "5.00")], Subtotal="15.00", Total="15.00")
VOIDED = order("#1005", "eve@example.org", [(9, "Mug", "M-1", "10.00")], Subtotal="90.00", Total="90.00",
               Financial_Status="voided")  # fmt: skip
ALL = (GERMAN, AMERICAN, AGAIN, AT_THE_TILL, VOIDED)
LINES = 'SELECT "transaction", line, product, kind, quantity, revenue FROM transactions ORDER BY 1, 2'


@pytest.fixture
def shop(house):
    h = house("EUR")
    h.load(h.write("rates.csv", RATES), h.write("orders_export.csv", export(*ALL)))
    return h


def test_an_order_becomes_its_lines_to_the_cent(shop):
    assert shop.sql(LINES) == [
        ("#1001", 1, "M-1", "sale", 2.0, 2000),
        ("#1001", 2, "discount", "adjustment", 0.0, -300),
        ("#1001", 3, "shipping", "shipping", 0.0, 490),
        ("#1001", 4, "taxes", "adjustment", 0.0, -429),
        ("#1001", 5, "Card", "sale", 1.0, 500),
        ("#1002", 1, "M-1", "sale", 1.0, 1000),
        ("#1002", 2, "refund", "return", 0.0, -500),
        ("#1003", 1, "M-1", "sale", 1.0, 1000),
        ("#1004", 1, "C-1", "sale", 3.0, 1500),
    ]


def test_lines_add_up_to_the_totals_less_taxes_and_refunds(shop):
    known = (26.90 - 4.29) + 0.5 * (22.00 - 2.00) * (1 - 11 / 22) + 10.00 + 15.00
    assert shop.sql("SELECT sum(revenue) FROM transactions") == [(round(100 * known),)]


def test_times_are_universal_and_markets_are_where_it_was_sent(shop):
    found = shop.sql('SELECT DISTINCT "transaction", strftime("at", \'%d %H:%M\'), market FROM transactions ORDER BY 1')
    assert found[:2] == [("#1001", "01 09:00", "DE"), ("#1002", "03 04:30", "US")]


def test_customers_are_gathered_with_their_first_order(shop):
    key = shop.workspace.key()
    found = shop.sql("SELECT customer, market, CAST(acquired_at AS VARCHAR), acquired_via FROM customers ORDER BY 3")
    assert found[:2] == [
        (pseudonym("anna@example.org", key), "DE", "2024-03-01", "web"),
        (pseudonym("bob@example.org", key), "US", "2024-03-03", "web"),
    ]
    with_mail = shop.sql("SELECT count(*) FROM transactions WHERE customer IS NULL")
    assert with_mail == [(1,)]


def test_no_address_and_no_name_is_stored(shop):
    stored = b"".join(p.read_bytes() for p in shop.workspace.tables.rglob("*.parquet")).lower()
    stored += b"".join(entry.body for entry in shop.book.entries).lower()
    assert b"anna" not in stored
    assert b"example.org" not in stored


@pytest.mark.parametrize("order_of_files", [(GERMAN, AGAIN), (AGAIN, GERMAN)], ids=["older first", "newer first"])
def test_the_next_export_adds_its_customers_and_an_older_one_moves_the_first_order_back(house, order_of_files):
    h = house("EUR")
    eve = order("#9", "eve@example.org", [(1, "Mug", "M", "1.00")], "2024-05-01 10:00:00 +0000", Subtotal="1.00",
                Total="1.00")  # fmt: skip
    for n, rows in enumerate((*order_of_files, eve)):
        h.load(h.write(f"orders_{n}.csv", export(rows)))
    found = h.sql("SELECT CAST(acquired_at AS VARCHAR), acquired_via FROM customers ORDER BY 1")
    assert found == [("2024-03-01", "web"), ("2024-05-01", "web")]


def test_a_customer_whom_another_source_holds_stays_as_he_is(house):
    h = house("EUR")
    h.load(h.write("crm.csv", "customer,market,acquired_at,acquired_via\nanna@example.org,FR,2020-01-01,fair\n"))
    h.load(h.write("orders.csv", export(GERMAN)), h.write("more.csv", export(AT_THE_TILL, AGAIN)))
    assert h.sql("SELECT market, acquired_via FROM customers") == [("FR", "fair")]


def test_a_bad_order_refuses_both_tables_and_changes_nothing(house):
    h = house("EUR")
    bad = order("#1", "a@example.org", [(1, "Mug", "M", "ten")], Subtotal="1.00", Total="1.00")
    before = h.bytes_stored()
    with pytest.raises(Refusal, match='row 4, column "Lineitem price": "ten" is no number'):
        h.load(h.write("orders.csv", export(GERMAN, bad)))
    assert h.bytes_stored() == before


def test_in_quarantine_an_order_stays_whole(house):
    h = house("EUR")
    bad = order("#1", "a@example.org", [(1, "Mug", "M", "1.00"), ("x", "Card", "C", "1.00")], Subtotal="2.00",
                Total="2.00")  # fmt: skip
    reports = h.load(h.write("orders.csv", export(GERMAN, bad, AT_THE_TILL)), quarantine=True)
    assert [(r.table, r.quarantined) for r in reports] == [("transactions", 2), ("customers", 0)]
    assert h.sql('SELECT DISTINCT "transaction" FROM transactions ORDER BY 1') == [("#1001",), ("#1004",)]
