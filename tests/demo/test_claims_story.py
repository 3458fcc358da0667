"""Claims of the demo: the film that "has hand-warmer customers" is the season, the mail that a lot has shown holds."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import pytest

from taktgeber.core.format import show
from taktgeber.cycle import House
from taktgeber.cycle.store import read_plan
from taktgeber.demo.claims_story import FILMS, FOLDER, MAILED, SAYS
from taktgeber.demo.experiment_plans import REMINDER
from taktgeber.evidence import REGISTRY
from taktgeber.evidence.claims import CLAIMS, KeptClaim
from taktgeber.evidence.claims.beside import beside
from taktgeber.govern import PROPOSALS
from tests.cli.test_shell import takt
from tests.demo_company import Made

DEMO = (Path(__file__).parents[2] / "docs" / "demo.md").read_text("utf-8")


@pytest.fixture
def kept(house: House) -> dict[str, KeptClaim]:
    return {one.says: one for one in house.book.state(CLAIMS).claims.values()}


def test_hand_warmers_are_the_season(kept: dict[str, KeptClaim]) -> None:
    audit = kept[SAYS].audit
    assert audit is not None
    assert audit.cause is not None
    assert audit.adjusted is not None
    assert audit.raw.low > 0.05
    assert (audit.verdict, audit.vanishes, audit.cause.kind) == ("weakened", True, "season")
    assert audit.adjusted.low < 0 < audit.adjusted.high


def test_the_table_holds_the_houses_own_orders(made: Made) -> None:
    with (made.root / FOLDER / FILMS).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    orders = sum(int(row["orders"]) for row in rows)
    warm = {film: sum(int(row["orders"]) for row in rows if row["film"] == film and row["hand_warmers"] == "yes")
            for film in ("winter", "summer")}  # fmt: skip
    assert orders > 10_000
    assert warm["winter"] > 4 * warm["summer"] > 0


def test_the_mail_that_was_drawn_by_lot_holds_and_stands_beside_its_insight(
    house: House, kept: dict[str, KeptClaim]
) -> None:
    assert kept[MAILED].verdict == "holds"
    registry = house.book.state(REGISTRY)
    found = beside(house.book.state(CLAIMS), registry, registry.insights.values())
    assert found[REMINDER].verdict == "holds"


def test_the_brief_says_which_claim_in_use_does_not_hold(house: House) -> None:
    plan = house.book.state(PROPOSALS).plans[-1]
    section = next(one for one in read_plan(house.workspace.plans, plan.digest).sections if one.room == "claims")
    assert SAYS.rstrip(".") in show(section.headline)
    (finding,) = section.findings
    assert SAYS in show(finding.says)


def test_the_command_of_the_page_says_so_too(made: Made) -> None:
    (command,) = re.findall(r"`takt (audit claim [^`]*)`", DEMO)
    done = takt(*shlex.split(command), cwd=made.root)
    assert done.returncode == 0, done.stderr
    assert "It is the season" in " ".join(done.stdout.split())
