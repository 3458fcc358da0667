"""The real orders: two years of a UK gift retailer, moved in time, with teams and costs laid over them.

Source: UCI Online Retail II (see data/ATTRIBUTION.txt). Lines keep their dirt: cancellations, adjustments, write-offs,
postage, fees, missing customers. Laid over, and said so wherever it is shown: dates moved by whole weeks; `team`, the
desk that serves the account; `unit_cost`, seeded by stock code so that merchandise leaves a margin of about 40 %.

Large accounts are known on their first day: a UK customer whose first order is worth LARGE_FIRST_ORDER or more. A
rule that looked at later revenue would make the team's new customers look good by choosing them for it.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from .calendar import MOVED_DAYS, SEED

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LARGE_FIRST_ORDER = 500
UK_SMALL, UK_LARGE, UK_GUEST = "UK small shops", "UK large accounts", "UK counter and guest"
GERMANY, FRANCE, BENELUX, WORLD = "Germany", "France", "Ireland and Benelux", "Rest of world"
COUNTRIES = {
    "Germany": GERMANY,
    "France": FRANCE,
    "EIRE": BENELUX,
    "Netherlands": BENELUX,
    "Belgium": BENELUX,
}
# Share of a merchandise line's price that its goods cost: mean and spread over stock codes.
COST_SHARE, COST_SPREAD = 0.55, 0.06


def lay_orders(db: DuckDBPyConnection) -> None:
    """Tables in db: lines (n is the order of the file), invoices, first_orders."""
    with as_file(files("taktgeber.demo") / "data" / "online_retail.parquet") as path:
        db.execute("SET TimeZone = 'UTC'")
        db.execute(
            """create table moved as
            with packed as (select *, file_row_number as n from read_parquet(?, file_row_number = true))
            select n, invoice, stock_code, quantity, price_mills, customer, country,
                nullif(last_value(description ignore nulls) over codes, '') as description,
                epoch_ms((minute::bigint + ? * 1440) * 60000) as placed
            from packed window codes as (partition by stock_code order by n)""",
            [str(path), MOVED_DAYS],
        )
    _lay_invoices(db)
    _lay_costs(db)
    db.execute(
        """create table lines as
        select l.*, i.team, c.unit_cost_mills from moved l join invoices i using (invoice)
        left join costs c using (stock_code) order by n"""
    )
    db.execute("drop table moved")


def _lay_invoices(db: DuckDBPyConnection) -> None:
    db.execute(
        """create table first_orders as
        with bought as (
            select invoice, any_value(customer) as customer, any_value(country) as country, min(placed) as placed,
                sum(quantity * price_mills)::bigint as mills
            from moved where customer is not null and invoice not like 'C%' group by invoice)
        select customer, arg_min(invoice, (placed, invoice)) as invoice, min(placed) as placed,
            arg_min(country, (placed, invoice)) as country, arg_min(mills, (placed, invoice)) as mills
        from bought group by customer order by customer"""
    )
    cases = " ".join(f"when '{country}' then '{team}'" for country, team in COUNTRIES.items())
    db.execute(
        f"""create table invoices as
        with whole as (
            select invoice, any_value(customer) as customer, any_value(country) as country, min(placed) as placed
            from moved group by invoice)
        select w.*, case w.country {cases}
            when 'United Kingdom' then case
                when w.customer is null then '{UK_GUEST}'
                when coalesce(f.mills, 0) >= {LARGE_FIRST_ORDER * 1000} then '{UK_LARGE}'
                else '{UK_SMALL}' end
            else '{WORLD}' end as team
        from whole w left join first_orders f using (customer)"""
    )
    db.execute(
        """create or replace table first_orders as
        select f.customer, f.invoice, f.placed, f.mills, i.team from first_orders f
        join invoices i using (invoice) order by f.placed, f.invoice"""
    )


def _lay_costs(db: DuckDBPyConnection) -> None:
    """A stock code's unit cost: its usual price times a seeded share; services and adjustments cost nothing here."""
    import pyarrow as pa

    usual = db.execute(
        """select stock_code, median(price_mills) as mills from moved
        where price_mills > 0 and quantity > 0 and regexp_matches(stock_code, '^([0-9]{5}|DCGS|SP|gift)')
        group by stock_code order by stock_code"""
    ).to_arrow_table()
    rng = np.random.default_rng([SEED, 1])
    share = np.clip(rng.normal(COST_SHARE, COST_SPREAD, usual.num_rows), 0.4, 0.8)
    mills = np.round(usual["mills"].to_numpy() * share / 10).astype(np.int64) * 10
    db.register("cost_rows", pa.table({"stock_code": usual["stock_code"], "unit_cost_mills": mills}))
    db.execute("create table costs as select * from cost_rows")
    db.unregister("cost_rows")
