"""The sample on the page of the beginning: offered in an empty workspace, shown while it is made, told when done."""

from __future__ import annotations

from taktgeber.core import Card, Form, Text, text
from taktgeber.cycle.job import Job, newest
from taktgeber.cycle.visit import Visit

from .stand import Stand

LOOK_AGAIN = 3  # seconds


def sample_card(visit: Visit, stood: Stand) -> Card | None:
    job = _job(visit)
    title = text("Look first: a sample firm")
    if job is not None and job.state == "running":
        says = text("It is being made and loaded; that takes up to a minute. You may close this page.")
        return Card(title, (says,), text("under way"))
    if job is not None and job.state == "done" and job.answer is not None:
        return None if stood.planned else Card(title, job.answer.says, text("done"))
    wrong: tuple[Text, ...] = ()
    if job is not None and job.refusal is not None:
        wrong = (job.refusal.says, job.refusal.mend)
    elif job is not None:
        wrong = (text("The last try ended without an answer; try again."),)
    if not stood.empty and job is None:
        return None
    says = text("One quarter of a made-up house's exports and its people as they were found, to look around in. It "
                "fills this workspace for good and says on every brief that it is a sample; begin your own firm in a "
                "new one (takt init).")  # fmt: skip
    return Card(title, (says, *wrong), text("if you like"), forms=(Form("load-sample", text("Load the sample")),))


def sample_runs(visit: Visit) -> bool:
    job = _job(visit)
    return job is not None and job.state == "running"


def _job(visit: Visit) -> Job | None:
    folder = visit.house.workspace.inside / "jobs" / "sample"
    return newest(folder) if folder.is_dir() else None
