"""Exports that overlap: a day is replaced whole by the later export of equal or finer breakdown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import Refusal
from taktgeber.data import EMPTY, DuckEngine, current_snapshot
from taktgeber.data.coverage import Coverage
from taktgeber.data.loads import LOADS, Loads
from taktgeber.data.overlap import replaced

HEAD = "Campaign name,Day,Amount spent (GBP),Impressions\n"
RANGE = "Campaign name,Reporting starts,Reporting ends,Amount spent (GBP),Impressions\n"
SPEND = 'SELECT "first", sum(spend) FROM media GROUP BY 1 ORDER BY 1'


def rows(*days, spend=1.0):
    return HEAD + "".join(f"S,2024-03-{day:02},{spend:.2f},5\n" for day in days)


def spend_by_day(h):
    return {day.day: spend for day, spend in h.sql(SPEND)}


def test_a_file_loaded_again_changes_nothing(house):
    h = house()
    path = h.write("a.csv", rows(1, 2))
    first = h.load(path, account="a")
    before = h.bytes_stored()
    (again,) = h.load(path, account="a")
    assert again.again
    assert h.bytes_stored() == before
    assert again.snapshot == first[0].snapshot


def test_the_zipped_copy_of_a_file_is_the_same_file(house):
    import gzip

    h = house()
    h.load(h.write("a.csv", rows(1, 2)), account="a")
    (again,) = h.load(h.write("a.csv.gz", gzip.compress(rows(1, 2).encode())), account="a")
    assert again.again


def test_a_later_export_replaces_the_days_it_holds_and_no_others(house):
    h = house()
    h.load(h.write("a.csv", rows(1, 2, 3)), account="a")
    (report,) = h.load(h.write("b.csv", rows(2, 4, spend=9)), account="a")
    assert spend_by_day(h) == {1: 100, 2: 900, 3: 100, 4: 900}
    assert [f.code for f in report.findings if f.code == "replaced"] == ["replaced"]


def test_a_replaced_file_loaded_again_does_not_come_back(house):
    h = house()
    old = h.write("a.csv", rows(1))
    h.load(old, account="a")
    h.load(h.write("b.csv", rows(1, spend=9)), account="a")
    assert h.load(old, account="a")[0].again
    assert spend_by_day(h) == {1: 900}


def test_other_accounts_and_sources_are_left_alone(house):
    h = house()
    h.load(h.write("a.csv", rows(1)), account="a")
    h.load(h.write("b.csv", rows(1, spend=2)), account="b")
    h.load(h.write("g.csv", "Day,Campaign,Currency code,Cost,Impr.\n2024-03-01,S,GBP,4.00,1\n"), account="a")
    assert spend_by_day(h) == {1: 700}


def test_a_finer_export_replaces_and_a_coarser_one_is_refused(house):
    h = house()
    fine = "Campaign name,Day,Age,Amount spent (GBP),Impressions\nS,2024-03-01,18-24,2.00,5\n"
    h.load(h.write("a.csv", rows(1)), account="a")
    h.load(h.write("b.csv", fine), account="a")
    assert spend_by_day(h) == {1: 200}
    with pytest.raises(Refusal, match="broken down by age, which this file is not"):
        h.load(h.write("c.csv", rows(1, spend=5)), account="a")
    assert spend_by_day(h) == {1: 200}


def test_a_month_over_loaded_days_is_refused_and_the_same_month_replaces(house):
    h = house()
    month = RANGE + "S,2024-03-01,2024-03-31,{},5\n"
    h.load(h.write("m.csv", month.format("31.00")), account="a")
    h.load(h.write("n.csv", month.format("62.00")), account="a")
    assert h.sql("SELECT sum(spend) FROM media") == [(6200,)]
    for name, text in (("day.csv", rows(7)), ("part.csv", RANGE + "S,2024-03-10,2024-04-10,1.00,5\n")):
        with pytest.raises(Refusal, match="overlap and are not the same period"):
            h.load(h.write(name, text), account="a")
    h.load(h.write("o.csv", RANGE + "S,2024-04-01,2024-04-30,1.00,5\n"), account="a")
    assert h.sql("SELECT sum(spend) FROM media") == [(6300,)]


def test_equal_rows_are_kept_and_counted(house):
    h = house()
    (report,) = h.load(h.write("a.csv", rows(1, 1, 1, 2)), account="a")
    assert spend_by_day(h) == {1: 300, 2: 100}
    assert h.book.entries[0].payload["findings"][0] == {"code": "equal-rows", "count": 2}
    assert report.findings[0].code == "equal-rows"


def test_an_earlier_snapshot_still_shows_what_was_seen_then(house):
    h = house()
    assert current_snapshot(h.book) == EMPTY
    h.load(h.write("a.csv", rows(1)), account="a")
    then = current_snapshot(h.book)
    h.load(h.write("b.csv", rows(1, spend=9)), account="a")
    engine = DuckEngine(h.workspace.tables, h.book)
    seen = [engine.sql(s, "SELECT sum(spend) FROM media")[0][0] for s in (EMPTY, then, current_snapshot(h.book))]
    assert seen == [None, 100, 900]
    with pytest.raises(Refusal, match="no such snapshot"):
        engine.sql("f" * 64, "SELECT 1")


def test_the_same_files_in_the_same_order_give_the_same_snapshot_anywhere(house):
    seen = []
    for _ in range(2):
        h = house()
        h.load(h.write("a.csv", rows(1)), h.write("b.csv", rows(2)), account="a")
        seen.append(current_snapshot(h.book))
    assert seen[0] == seen[1]


# The algebra, against sets of days and ranges.
DAY0 = date(2024, 1, 1)
PERIODS = st.lists(
    st.tuples(st.integers(0, 20), st.sampled_from([0, 0, 0, 3, 6])).map(
        lambda p: (DAY0 + timedelta(days=p[0]), DAY0 + timedelta(days=p[0] + p[1]))
    ),
    max_size=12,
)


def as_set(coverage):
    days = {(d, d) for a, b in coverage.days for d in range(a, b + 1)}
    return days | set(coverage.ranges)


def plain(periods):
    return {(a.toordinal(), b.toordinal()) for a, b in periods}


@given(PERIODS, PERIODS)
def test_coverage_is_a_set_of_periods(one, two):
    a, b = Coverage.of(one), Coverage.of(two)
    assert as_set(a) == plain(one)
    assert as_set(a.same(b)) == plain(one) & plain(two)
    assert as_set(a.without(b)) == plain(one) - plain(two)
    assert as_set(a.joined(b)) == plain(one) | plain(two)
    assert bool(a) == bool(one)


@given(PERIODS, PERIODS)
def test_two_coverages_clash_where_periods_overlap_and_differ(one, two):
    truth = any(p != q and p[0] <= q[1] and q[0] <= p[1] for p in plain(one) for q in plain(two))
    assert (Coverage.of(one).clash(Coverage.of(two)) is not None) == truth


@given(PERIODS)
def test_a_load_clashes_with_itself_where_its_periods_overlap(one):
    periods = sorted(plain(one))
    truth = any(p != q and p[0] <= q[1] and q[0] <= p[1] for p in periods for q in periods)
    assert (Coverage.of(one).inner_clash() is not None) == truth


@given(PERIODS)
def test_coverage_comes_back_from_the_ledger_as_it_went(one):
    coverage = Coverage.of(one)
    assert Coverage.from_plain(coverage.plain()) == coverage


@given(PERIODS, PERIODS)
def test_what_is_kept_and_what_is_replaced_make_the_whole(one, two):
    a, b = Coverage.of(one), Coverage.of(two)
    assert a.without(b).joined(a.same(b)) == a


# Whole histories of exports, against a table that says which load speaks for which period.
EXPORTS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["", "age", "age gender", "gender"]), PERIODS.filter(bool)),
    max_size=8,
)


class Entered:
    def __init__(self, seq, payload):
        self.seq, self.payload = seq, payload


def entered(loads, name, account, breakdown, covers):
    pieces = replaced(name, "media", "meta", breakdown, {account: covers}, loads)
    body = {
        "load": name, "stored": name, "file": name, "table": "media", "source": "meta", "breakdown": sorted(breakdown),
        "rows": 1, "sums": {}, "covers": {account: covers.plain()}, "replaces": pieces, "findings": [],
    }  # fmt: skip
    return LOADS.apply(loads, Entered(len(loads.order) + 1, body))


@given(EXPORTS)
def test_of_every_period_exactly_one_export_speaks_and_it_is_the_latest(exports):
    loads, truth, finest = Loads(), {}, {}
    for number, (account, parts, periods) in enumerate(exports):
        breakdown, mine = frozenset(parts.split()), Coverage.of(periods)
        held = {p for a, p in truth if a == account}
        clash = any(p != q and p[0] <= q[1] and q[0] <= p[1] for p in as_set(mine) for q in held | as_set(mine))
        coarser = any(not finest[account, p] <= breakdown for p in as_set(mine) & held)
        before = loads
        try:
            loads = entered(loads, f"load{number}", account, breakdown, mine)
        except Refusal:
            assert clash or coarser
            assert loads is before
            continue
        assert not clash
        assert not coarser
        for period in as_set(mine):
            truth[account, period], finest[account, period] = f"load{number}", breakdown
    spoken = [(a, p, load.load) for load in loads.of("media") for a, seen in load.seen.items() for p in as_set(seen)]
    assert sorted(spoken) == sorted((a, p, name) for (a, p), name in truth.items())


@given(EXPORTS)
def test_every_earlier_snapshot_can_be_seen_again(exports):
    states = [Loads()]
    for number, (account, parts, periods) in enumerate(exports):
        try:
            states.append(entered(states[-1], f"load{number}", account, frozenset(parts.split()), Coverage.of(periods)))
        except Refusal:
            continue
    assert [states[-1].at(s.snapshot) for s in states] == states
    assert len({s.snapshot for s in states}) == len(states)


@given(PERIODS, PERIODS)
def test_runs_among_hold_of_the_whole_what_is_seen_and_no_more(one, two):
    whole = Coverage.of(one)
    seen = whole.without(Coverage.of(two))
    held = {d for a, b in seen.runs_among(whole) for d in range(a, b + 1)}
    every = {d for a, b in whole.days for d in range(a, b + 1)}
    assert held & every == {d for a, b in seen.days for d in range(a, b + 1)}
    assert len(seen.runs_among(whole)) <= len(seen.days)


def test_closed_days_need_not_be_left_out_one_by_one():
    mondays = Coverage.of([(DAY0 + timedelta(weeks=w), DAY0 + timedelta(weeks=w)) for w in range(50)])
    replaced = Coverage.of([(DAY0 + timedelta(weeks=20), DAY0 + timedelta(weeks=20))])
    assert len(mondays.without(replaced).days) == 49
    assert len(mondays.without(replaced).runs_among(mondays)) == 2
