"""Claims in the brief: silent where none is, short where some are, and loud where one is built upon that fails."""

from __future__ import annotations

from pathlib import Path

from taktgeber.core.format import show
from taktgeber.cycle import open_house
from taktgeber.cycle.honesty import check_section
from taktgeber.evidence.claims import keep_claim, section
from tests.evidence.acme import make_acme
from tests.evidence.registry_cast import ANALYST, BEGIN

from .known_claims import audited, by_lot, film_and_drink, turned_round


def test_a_house_without_claims_is_told_how_in_one_sentence(tmp_path: Path):
    with open_house(make_acme(tmp_path, "sponsor", "analyst")) as house:
        made = section(house.beat(house.settings.beat(BEGIN)))
        assert show(made.headline) == "No claim from data was audited yet."
        assert "takt audit claim FILE" in show(made.how[0])
        assert (made.tables, made.findings, made.pictures, made.tiles) == ((), (), (), ())


def test_what_is_built_upon_and_fails_is_a_finding(tmp_path: Path):
    with open_house(make_acme(tmp_path, "sponsor", "analyst")) as house:
        for says, audit, on in (
            ("A call sells.", audited(by_lot(), "called"), "playbook:calls"),
            ("50 % of it is the film, says p-aaaaaaaaaaaa.", audited(film_and_drink(), "film"), "playbook:films"),
            ("Dear sells.", audited(turned_round(), "dear"), None),
        ):
            keep_claim(house.book, says, audit, "d" * 64, ANALYST, on=on)
        made = section(house.beat(house.settings.beat(BEGIN)))
    assert show(made.headline) == "2 claims from data do not hold as they are told, first of all: Dear sells."
    (table,) = made.tables
    assert [show(row[1]) for row in table.rows] == ["weakened", "holds"]
    (finding,) = made.findings
    assert "50 % of it is the film" in show(finding.says)
    assert "takt experiment plan" in show(finding.advice)
    assert "p-aaaa" not in show(finding.says)
    check_section(made, {})


def test_where_all_hold_it_says_so(tmp_path: Path):
    with open_house(make_acme(tmp_path, "sponsor", "analyst")) as house:
        keep_claim(house.book, "A call sells.", audited(by_lot(), "called"), "d" * 64, ANALYST)
        made = section(house.beat(house.settings.beat(BEGIN)))
    assert show(made.headline) == "One claim from data was audited, and it holds."
    assert not made.tables
