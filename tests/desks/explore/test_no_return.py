"""House rule 1 over the whole table of verbs, pages, twins, forms and files of exploration: no return metric and no
expected or discounted money is shown, sorted by, asked for or exported. Money is what may be lost, booked or slack."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from taktgeber.govern import is_return_metric
from taktgeber.rooms import ROOMS
from tests.web.team import Team

DESKS = ("explore", "premises", "signals")
ROOMS_OF_THE_LAB = ("explore", "premises", "signals")
SOURCE = Path(__file__).parents[3] / "src/taktgeber"
# What a sum of money may be called here: what may be lost, what was booked, what lies in the reserve or is slack.
MAY = re.compile(
    r"lose|lost|stake|spend|spent|booked|slack|reserve|means|left|given|limit|cap|budget|amount|media|money"
)
PROMISES = re.compile(
    r"(?i)\b(npv|irr|net present|discount(ed|ing)?|expected (value|return|revenue|profit|income|money)|"
    r"return on|roas|roi|revenue|profit|payback|lifetime value)\b"
)


def modules() -> list[Any]:
    return [import_module(f"taktgeber.desks.{desk}.pages") for desk in DESKS]


def leaves() -> list[Any]:
    return [leaf for module in modules() for leaf in getattr(module, "LEAVES", ())]


def asked() -> Iterator[tuple[str, str]]:
    """Everything that a reader can ask a page or an act of the lab for: where, and the name of the field."""
    for module in modules():
        for leaf in getattr(module, "LEAVES", ()):
            yield from ((leaf.path, one.name) for one in leaf.query)
        for act in getattr(module, "ACTS", ()):
            yield from ((act.name, one.name) for one in act.fields)
        for file in getattr(module, "DOWNLOADS", ()):
            yield from ((file.path, one.name) for one in getattr(file, "query", ()))


def verbs() -> list[tuple[str, str]]:
    return [
        (verb.name, part)
        for room in ROOMS
        if room.name in ROOMS_OF_THE_LAB
        for verb in room.verbs
        for part, _ in verb.parts
    ]


def schema(verb: str, part: str) -> Path:
    (path,) = (SOURCE / "desks").glob(f"*/schemas/{verb}_{part}.json")
    return path


def names_in(node: Any, *above: str) -> Iterator[tuple[str, ...]]:
    """Every property of a schema, with those it stands in."""
    if isinstance(node, dict):
        for name, inner in node.get("properties", {}).items():
            yield (*above, name)
            yield from names_in(inner, *above, name)
        for key, inner in node.items():
            if key != "properties":
                yield from names_in(inner, *above)
    if isinstance(node, list):
        for inner in node:
            yield from names_in(inner, *above)


def is_return(name: str) -> bool:
    return is_return_metric(name.replace("_", " "))


def test_the_lab_has_verbs_and_pages_to_walk():
    assert {"board", "yardsticks", "search"} <= {part for verb, part in verbs() if verb == "lab"}
    assert {leaf.path for leaf in leaves()} >= {"/lab", "/lab/yardsticks", "/lab/stopped", "/premises", "/signals"}


def test_nothing_of_the_lab_can_be_asked_for_or_sorted_by_a_return():
    for where, name in asked():
        assert not is_return(name) or MAY.search(name), (where, name)
        assert name not in ("sort", "order", "by_return"), (where, name)


@pytest.mark.parametrize(("verb", "part"), verbs())
def test_no_schema_of_the_lab_holds_a_return_and_its_money_is_what_may_be_lost(verb: str, part: str):
    described = json.loads(schema(verb, part).read_text("utf-8"))
    for path in names_in(described):
        assert not is_return(path[-1]) or MAY.search(path[-1]), path
        if path[-1] in ("minor", "currency"):
            assert any(MAY.search(name) for name in path[:-1]), path


def money_in(node: Any, *above: str) -> Iterator[tuple[str, ...]]:
    """Where money stands in what is read by machines: the names above it."""
    if isinstance(node, dict):
        if node.get("is") == "Money" or re.match(r"[A-Z]{3}\b", str(node.get("unit", ""))):
            yield above
        for name, inner in node.items():
            yield from money_in(inner, *above, str(name), str(node.get("label", "")))
    if isinstance(node, list):
        for inner in node:
            yield from money_in(inner, *above)


def words_in(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, inner in node.items():
            if name != "how":  # says that no income enters
                yield from words_in(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from words_in(inner)
    elif isinstance(node, str):
        yield node


def addresses(team: Team) -> list[str]:
    names = {"/lab/insights/{name}": "circle-1", "/lab/initiatives/{name}": "boxes"}
    shown = [leaf.path.replace("{name}", names[leaf.path]) if leaf.path in names else leaf.path for leaf in leaves()]
    return [path for path in shown if "{" not in path]


def test_no_page_of_the_lab_shows_a_return_or_expected_money(reading_team: Team):
    lead, walked = reading_team.as_("explore_lead"), 0
    for path in addresses(reading_team):
        twin = lead.get(f"{path}.json")
        if twin.status_code == 403:  # not this role's; nothing is shown
            continue
        assert twin.status_code == 200, (path, twin.text[:300])
        walked += 1
        for above in money_in(twin.json()):
            assert any(MAY.search(name.casefold()) for name in above), (path, above)
        for table in [t for s in twin.json()["sections"] for t in s.get("tables", ())]:
            for head in words_in(table.get("columns", [])):
                assert not is_return(head) or MAY.search(head.casefold()), (path, head)
        for said in words_in(twin.json()):
            assert not PROMISES.search(said), (path, said)
    assert walked >= 6


def test_a_return_metric_in_the_address_is_refused(reading_team: Team):
    lead = reading_team.as_("explore_lead")
    for path in ("/lab", "/lab/yardsticks", "/lab/stopped"):
        for asked_for in ("sort=roas", "metric=npv", "order=return"):
            assert 400 <= lead.get(f"{path}.json?{asked_for}").status_code < 500, (path, asked_for)


@pytest.mark.parametrize(("verb", "part"), [("lab", "board"), ("lab", "yardsticks"), ("lab", "bets"), ("lab", "slack"),
                                            ("premises", "board")])  # fmt: skip
def test_what_a_verb_really_says_holds_no_return(reading_team: Team, verb: str, part: str):
    command = [sys.executable, "-m", "taktgeber", verb, part, "--json", "--workspace", str(reading_team.root)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    for above in money_in(said):
        assert any(MAY.search(name) for name in above), above
    for words in words_in(said):
        assert not PROMISES.search(words), words
