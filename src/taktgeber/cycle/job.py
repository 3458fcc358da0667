"""Work that takes longer than a page: a process of its own does it, one at a time a workspace, and keeps its answer.

The lock is the kernel's, held by the working process and by nobody else: it ends with the process, however that
ends, so no stale one can stand in the way. The answer is kept as house values, so that each reader is told in
their own language, whoever asked for the work and whatever became of their browser or of the server.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from taktgeber.core import Answer, Refusal, canonical_bytes, decode, text
from taktgeber.workspace import publish

State = Literal["running", "done", "refused", "lost"]
KEPT = 20  # jobs; what they did stands in the ledger
_LOCK = "TAKTGEBER_JOB_LOCK"  # in a job's environment: the descriptor of the lock that it holds


@dataclass(frozen=True, slots=True)
class Job:
    """kind: what is done, such as "plan"; person: who asked for it; log: what the process said besides its answer.

    lost: it ended without an answer, as after a power cut.
    """

    kind: str
    person: str
    at: datetime
    log: Path
    state: State
    answer: Answer | None = None
    refusal: Refusal | None = None


def start(folder: Path, kind: str, person: str, at: datetime, module: str, words: Sequence[str]) -> Job:
    """Run `python -m module OUTCOME words...`; it ends by calling `finish`. Refused while another job runs."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"{at:%Y%m%dT%H%M%S%f}"
    outcome, log = stem.with_suffix(".outcome"), stem.with_suffix(".log")
    with _locked(folder) as lock, log.open("wb") as said:
        _forget_old(folder)
        publish(stem.with_suffix(".job"), json.dumps({"kind": kind, "person": person, "at": at.isoformat()}).encode())
        command, knows = [sys.executable, "-m", module, str(outcome), *words], {**os.environ, _LOCK: str(lock)}
        # A session of its own: stopping the server with Ctrl-C stops no plan half way.
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, pass_fds=(lock,),
                                   start_new_session=True, env=knows)  # fmt: skip
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(process.pid).encode(), 0)
    _reap_later(process)
    return Job(kind, person, at, log, "running")


def newest(folder: Path) -> Job | None:
    """The last job that was started, with its answer once there is one."""
    last = max(folder.glob("*.job"), default=None)
    if last is None:
        return None
    body = json.loads(last.read_bytes())
    job = Job(body["kind"], body["person"], datetime.fromisoformat(body["at"]), last.with_suffix(".log"), "lost")
    # The lock is asked first: a job that ends between the two questions is then found with its answer.
    running = _runs(folder)
    outcome = _read(last.with_suffix(".outcome"))
    if outcome is not None:
        return _with(job, outcome)
    return replace(job, state="running") if running else job


def finish(outcome: Path, answer: Answer | Refusal) -> None:
    """Keep what a job has to say, whole, and let the next one begin, whatever this process does before it ends."""
    if isinstance(answer, Refusal):
        body: dict[str, Any] = {name: getattr(answer, name) for name in ("where", "says", "mend", "rule", "entry")}
    else:
        body = {"answer": answer.says, "tables": answer.tables, "findings": answer.findings}
    publish(outcome, canonical_bytes(body))
    if lock := os.environ.pop(_LOCK, ""):
        os.close(int(lock))


def _with(job: Job, body: Mapping[str, Any]) -> Job:
    if "answer" in body:
        return replace(job, state="done", answer=Answer(body["answer"], body["tables"], body["findings"]))
    refusal = Refusal(body["where"], body["says"], body["mend"], rule=body["rule"], entry=body["entry"])
    return replace(job, state="refused", refusal=refusal)


def _read(path: Path) -> Mapping[str, Any] | None:
    try:
        body: Mapping[str, Any] = decode(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    return body


@contextmanager
def _locked(folder: Path) -> Iterator[int]:
    """The lock's descriptor, which a child inherits and so holds for as long as it lives."""
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _taken(lock, fcntl.LOCK_EX):
            pid = os.pread(lock, 20, 0).decode() or "-"
            raise Refusal(
                "jobs",
                text("a beat is being planned or closed just now (process {pid}).", pid=pid),
                text("Wait until it is done; this page shows it."),
            )
        yield lock
    finally:
        os.close(lock)


def _runs(folder: Path) -> bool:
    lock = os.open(folder / "lock", os.O_RDONLY | os.O_CREAT, 0o600)
    try:
        return not _taken(lock, fcntl.LOCK_SH, tries=1)
    finally:
        os.close(lock)


def _taken(lock: int, how: int, tries: int = 5) -> bool:
    """Several tries, since whoever only asks holds it for an instant."""
    for left in range(tries, 0, -1):
        try:
            fcntl.flock(lock, how | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if left > 1:
                time.sleep(0.02)
    return False


def _reap_later(process: subprocess.Popen[bytes]) -> None:
    """A thread that only waits, so that an ended child does not stay behind as a zombie."""
    from threading import Thread

    Thread(target=process.wait, name="takt-job", daemon=True).start()


def _forget_old(folder: Path) -> None:
    for old in sorted(folder.glob("*.job"))[: -KEPT + 1]:
        for suffix in (".job", ".log", ".outcome"):
            old.with_suffix(suffix).unlink(missing_ok=True)
