from __future__ import annotations

from datetime import date
from time import sleep

from taktgeber.core import Exact, Period, Settings
from taktgeber.cycle import ResultStore

SETTINGS = Settings("F", "GBP", date(2025, 3, 10), 13, 26, (), (), ())
FIGURE = Exact(3, "orders", Period.of_weeks(date(2025, 3, 10), 13))


def made(value, calls: list):
    def make():
        calls.append(1)
        return value

    return make


def test_a_house_value_is_made_once_and_read_back_as_it_was(tmp_path):
    calls: list = []
    for _ in range(3):
        store = ResultStore(tmp_path).of("snapshot", SETTINGS)
        assert store.get("fit", made(FIGURE, calls)) == FIGURE
    assert len(calls) == 1


def test_another_snapshot_or_other_settings_never_meet_a_kept_result(tmp_path):
    from dataclasses import replace

    calls: list = []
    ResultStore(tmp_path).of("one", SETTINGS).get("fit", made(FIGURE, calls))
    ResultStore(tmp_path).of("two", SETTINGS).get("fit", made(FIGURE, calls))
    ResultStore(tmp_path).of("one", replace(SETTINGS, burn_in_weeks=1)).get("fit", made(FIGURE, calls))
    assert len(calls) == 3


def test_what_is_no_house_value_is_kept_for_this_run_alone(tmp_path):
    calls: list = []
    store = ResultStore(tmp_path).of("snapshot", SETTINGS)
    odd = object()
    assert store.get("odd", made(odd, calls)) is store.get("odd", made(odd, calls))
    assert len(calls) == 1
    assert not list(tmp_path.iterdir())


def test_a_damaged_result_is_made_anew(tmp_path):
    calls: list = []
    ResultStore(tmp_path).of("snapshot", SETTINGS).get("fit", made(FIGURE, calls))
    for path in tmp_path.iterdir():
        path.write_text('{"is":"Exa')
    assert ResultStore(tmp_path).of("snapshot", SETTINGS).get("fit", made(FIGURE, calls)) == FIGURE
    assert len(calls) == 2


def test_threads_that_want_the_same_result_wait_for_one_who_makes_it(tmp_path):
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    calls: list = []
    together = Barrier(6)

    def slowly():
        calls.append(1)
        sleep(0.05)
        return FIGURE

    def one(_: int):
        store = ResultStore(tmp_path).of("snapshot", SETTINGS)
        together.wait()
        return store.get("fit", slowly)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(one, range(6))) == [FIGURE] * 6
    assert len(calls) == 1
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]
