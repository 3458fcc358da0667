"""Reductions: merged where their rows and groups agree, and equal to the query written by hand."""

from dataclasses import dataclass

import pytest

from taktgeber.core import Refusal
from taktgeber.data import CONTRACTS, EMPTY, DuckEngine, current_snapshot

HEAD = "Campaign name,Day,Amount spent (GBP),Impressions,Link clicks\n"


@dataclass(frozen=True)
class Total:
    """One sum by campaign, days only."""

    column: str
    by: tuple[str, ...] = ("campaign",)
    reads: tuple[str, ...] = ("media",)
    tolerance: float = 0.0

    def expression(self, tables):
        media = tables["media"]
        days = media.filter(media.first == media.last)
        return days.group_by(list(self.by)).aggregate(total=days[self.column].sum())

    def summary(self, columns):
        return dict(zip(columns[self.by[0]], columns["total"], strict=True))


@pytest.fixture
def loaded(house):
    h = house()
    lines = "".join(f"C{i % 3},2024-03-{1 + i % 9:02},{i}.25,{i * 10},{i}\n" for i in range(30))
    h.load(h.write("a.csv", HEAD + lines), account="a")
    return h


def by_hand(h, column):
    return dict(h.sql(f'SELECT campaign, sum({column}) FROM media WHERE "first" = "last" GROUP BY 1'))


def test_reductions_on_the_same_rows_and_groups_are_one_query(loaded):
    engine = DuckEngine(loaded.workspace.tables, loaded.book)
    batch = engine.batch(current_snapshot(loaded.book))
    wanted = ("spend", "clicks", "impressions", "spend")
    handles = [batch.add(Total(column)) for column in wanted]
    other = batch.add(Total("spend", by=("channel",)))
    batch.run()
    assert batch.queries == 2
    assert [h.get() for h in handles] == [by_hand(loaded, column) for column in wanted]
    assert other.get() == {"Meta": sum(by_hand(loaded, "spend").values())}


def test_a_summary_before_its_run_is_a_mistake(loaded):
    handle = DuckEngine(loaded.workspace.tables, loaded.book).batch(EMPTY).add(Total("spend"))
    with pytest.raises(RuntimeError, match="run the batch"):
        handle.get()


def test_a_table_that_nobody_loaded_is_there_and_empty(house):
    h = house()
    for name, contract in CONTRACTS.items():
        described = h.sql(f"DESCRIBE {name}")
        assert [(row[0], row[1]) for row in described] == [(c.name, c.duck) for c in contract.columns]
        assert h.sql(f"SELECT count(*) FROM {name}") == [(0,)]


def test_loaded_tables_have_the_types_of_their_contract(loaded):
    described = {row[0]: row[1] for row in loaded.sql("DESCRIBE media")}
    assert described == {c.name: c.duck for c in CONTRACTS["media"].columns}


def test_rows_that_the_ledger_does_not_name_are_not_seen(loaded):
    before = loaded.sql("SELECT count(*) FROM media")
    folder = loaded.workspace.tables / "media"
    (stored,) = folder.glob("*.parquet")
    (folder / ("0" * 64 + ".parquet")).write_bytes(stored.read_bytes())
    assert loaded.sql("SELECT count(*) FROM media") == before


def test_rows_that_are_named_and_gone_are_missed_in_words(loaded):
    (stored,) = (loaded.workspace.tables / "media").glob("*.parquet")
    stored.unlink()
    with pytest.raises(Refusal, match=r'stored rows of "a\.csv" are missing'):
        loaded.sql("SELECT 1")


def test_every_check_of_a_contract_runs_and_finds_its_rows(loaded):
    import duckdb

    from taktgeber.data.checks import checks_of, run_checks

    (stored,) = (loaded.workspace.tables / "media").glob("*.parquet")
    connection = duckdb.connect()
    checks = checks_of(CONTRACTS["media"])
    assert run_checks(connection, checks, f"read_parquet('{stored}')") == ()
    spoilt = "-spend AS spend, CAST(NULL AS VARCHAR) AS account"
    connection.execute(f"CREATE TABLE bad AS SELECT * REPLACE ({spoilt}) FROM read_parquet('{stored}')")
    broken = {b.check.column: b for b in run_checks(connection, checks, "bad")}
    assert set(broken) == {"spend", "account"}
    assert broken["account"].count == 30
    assert len(broken["account"].samples) == 5
