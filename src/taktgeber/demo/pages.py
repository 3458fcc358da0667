"""The sample's act on the web; the page that offers it is the beginning's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktgeber.core import Act, Answer, Refusal, text
from taktgeber.cycle.job import newest, start
from taktgeber.cycle.visit import Visit

WORK = "taktgeber.demo.sample_work"


def load_sample(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from .sample import must_be_empty

    must_be_empty(visit.house)
    workspace = visit.house.workspace
    folder = workspace.inside / "jobs" / "sample"
    job = newest(folder)
    if job is not None and job.state == "running":
        raise Refusal(text("the sample"), text("it is being loaded just now."), text("Wait until it is done."))
    begun = start(folder, "sample", visit.person, visit.house.clock(), WORK, (str(workspace.root.resolve()),))
    return Answer((text("The sample is being made and loaded; this page shows when it is done."),),
                  data={"at": begun.at.isoformat(), "state": begun.state})  # fmt: skip


ACTS = (
    Act("load-sample", text("Load one quarter of a sample firm into an empty workspace."), "begin.house", (),
        load_sample, "/start"),
)  # fmt: skip
