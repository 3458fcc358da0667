"""A job outlives who asked for it, runs alone, and never blocks the next one by having died."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from taktgeber.core import Answer, Exact, Period, Refusal, Table, text
from taktgeber.cycle.job import KEPT, Job, finish, newest, start

NOON = datetime(2025, 6, 9, 12, tzinfo=UTC)
PERSON = "p-5c0a00000001"
ANSWERS = "import sys; from tests.cycle.test_job import said; said(sys.argv[1])"


def said(outcome: str) -> None:
    beat = Period.of_weeks(NOON.date(), 13)
    table = Table((text("Beat"),), ((Exact(3, "forecasts", beat),),), text("Counted"))
    finish(Path(outcome), Answer((text("Planned the beat {beat}.", beat=beat),), (table,)))


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Job]:
    """Start a job that runs some lines of Python in its own process."""
    modules = tmp_path / "modules"
    modules.mkdir()
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(modules), str(Path(__file__).parents[2])]))

    def go(lines: str, at: datetime = NOON, name: str = "work") -> Job:
        (modules / f"{name}.py").write_text(lines)
        return start(tmp_path / "jobs", "plan", PERSON, at, name, ())

    return go


def ended(folder: Path) -> Job:
    for _ in range(600):
        job = newest(folder)
        assert job is not None
        if job.state != "running":
            return job
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def test_the_answer_is_kept_as_values_so_that_each_reader_gets_their_language(begin, tmp_path: Path) -> None:
    assert begin(ANSWERS).state == "running"
    job = ended(tmp_path / "jobs")
    assert (job.state, job.kind, job.person, job.at) == ("done", "plan", PERSON, NOON)
    assert job.answer is not None
    assert job.answer.says[0].msgid == "Planned the beat {beat}."
    assert job.answer.tables[0].rows[0][0] == Exact(3, "forecasts", Period.of_weeks(NOON.date(), 13))


def test_once_it_has_answered_the_next_may_begin_whatever_it_still_does(begin, tmp_path: Path) -> None:
    begin(f"{ANSWERS}; import time; time.sleep(4)")
    assert ended(tmp_path / "jobs").state == "done"
    begin(ANSWERS, NOON + timedelta(seconds=1), "second")
    assert ended(tmp_path / "jobs").at == NOON + timedelta(seconds=1)


def test_a_refusal_comes_back_with_its_rule_and_its_entry(tmp_path: Path, begin) -> None:
    refused = Refusal("reserve", text("it is the lab's."), text("Ask the sponsor."), rule=3, entry=41)
    begin(ANSWERS)
    first = ended(tmp_path / "jobs")
    finish(first.log.with_suffix(".outcome"), refused)
    job = newest(tmp_path / "jobs")
    assert job is not None
    assert job.refusal is not None
    assert job.state == "refused"
    assert (job.refusal.says, job.refusal.rule, job.refusal.entry) == (refused.says, 3, 41)


def test_while_one_runs_a_second_is_refused_and_says_which(begin) -> None:
    begin("import time; time.sleep(30)")
    try:
        with pytest.raises(Refusal, match="planned or closed just now") as refused:
            begin(ANSWERS, NOON + timedelta(seconds=1), "second")
    finally:
        pid = int(str(refused.value).split("process ")[1].split(")")[0])
        os.kill(pid, signal.SIGKILL)


def test_a_job_that_was_killed_is_told_as_such_and_blocks_nothing(begin, tmp_path: Path) -> None:
    begin("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert ended(tmp_path / "jobs").state == "lost"
    begin(ANSWERS, NOON + timedelta(seconds=1), "again")
    assert ended(tmp_path / "jobs").state == "done"


def test_what_a_job_says_besides_its_answer_is_kept_for_who_runs_the_house(begin, tmp_path: Path) -> None:
    begin("raise ValueError('disk is gone')")
    job = ended(tmp_path / "jobs")
    assert job.state == "lost"
    assert "disk is gone" in job.log.read_text()


def test_old_jobs_are_forgotten_and_no_job_is_none(begin, tmp_path: Path) -> None:
    folder = tmp_path / "jobs"
    assert newest(folder) is None
    folder.mkdir()
    for i in range(KEPT + 5):
        (folder / f"20240101T{i:012d}.job").write_text("{}")
    begin(ANSWERS)
    assert len(list(folder.glob("*.job"))) == KEPT
    assert ended(folder).state == "done"


def test_the_child_runs_under_the_same_python(begin, tmp_path: Path) -> None:
    begin(f"import sys; assert sys.executable == {sys.executable!r}; {ANSWERS}")
    assert ended(tmp_path / "jobs").state == "done"
