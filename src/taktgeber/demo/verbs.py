"""The desk of the demo: takt demo DIR."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktgeber.core import Answer, Text, text

from .cast import LOGINS

if TYPE_CHECKING:
    from taktgeber.demo import Demo

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")]
Password = Annotated[
    str | None, typer.Option("--password", help="Of every account of the demo; made by chance if it is not given.")
]


def demo(folder: Folder, password: Password = None) -> Answer:
    """Makes the demo company's workspace, lives two quarters of it and plans the next beat."""
    from taktgeber.demo import make_demo

    return _answer(make_demo(folder, _say, password))


def _say(step: Text) -> None:
    from taktgeber.core.format import show

    print(show(step), file=sys.stderr, flush=True)


def _answer(made: Demo) -> Answer:
    planned, root = made.planned, made.workspace.root
    where = f"--workspace {shlex.quote(str(root))}"
    first = planned.plan.beat.first.isoformat()
    hands = [p for section in planned.plan.sections for p in section.proposals]
    # Those that the exports which lie ready will answer.
    each = [next((p for p in hands if p.mode == mode and p.forecasts), None) for mode in ("exploit", "explore")]
    takt = _command()
    decide = [f"{takt} decide {first}/{p.id} approve --as {p.decider} {where}" for p in each if p]
    files = f"{shlex.quote(str(made.next_files[0].parent))}/*"
    says = (
        text(
            "The demo company is made. Its orders are real; what is laid over them is said on the brief's first page."
        ),
        text("The brief of the next beat: {path}", path=str(planned.brief_html)),
        text("Decide its proposals, one of each hand:"),
        *(text("  {command}", command=command) for command in decide),
        text("Then load the beat's exports and close it:"),
        text("  {command}", command=f"{takt} load {files} {where} && {takt} close {where}"),
        text("Each role has an account with this password, which is kept nowhere: {password}", password=made.password),
        text("Their logins: {logins}.", logins=tuple(LOGINS)),
    )
    data = {
        "workspace": str(root),
        "plan": planned.digest,
        "brief_html": str(planned.brief_html),
        "brief_json": str(planned.brief_json),
        "logins": list(LOGINS),
        "password": made.password,
    }
    return Answer(says, data=data)


def _command() -> str:
    """How takt is called here: by name where the shell knows it, else as it was called just now."""
    return "takt" if shutil.which("takt") or Path(sys.argv[0]).name != "takt" else shlex.quote(sys.argv[0])
