"""The handbook: built from a clean folder, every link leads somewhere, nothing from another host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from handbook.contents import unplaced
from handbook.site import write_site

from taktgeber.data.contracts import CONTRACTS
from taktgeber.rooms import verbs


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("handbook") / "site").parent


def test_every_page_of_the_docs_has_its_place() -> None:
    assert unplaced() == []


def test_every_verb_has_a_page_and_every_table_its_columns(site: Path) -> None:
    assert {v.name for v in verbs()} == {page.stem for page in (site / "verbs").glob("*.html")}
    tables = (site / "reference" / "tables.html").read_text("utf-8")
    assert [name for name in CONTRACTS if f'<h2 id="{name}">' not in tables] == []


def test_links_and_parts_stay_inside(site: Path) -> None:
    broken = []
    for page in site.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"#][^"]*)"', page.read_text("utf-8")):
            if target.startswith(("data:", "https://", "mailto:")):
                continue
            if not (page.parent / target.partition("#")[0]).exists():
                broken.append(f"{page.relative_to(site)}: {target}")
    assert broken == []


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    loads = re.compile(r'<(?:script|link|img)[^>]+(?:src|href)="https?:')
    assert [page.name for page in site.rglob("*.html") if loads.search(page.read_text("utf-8"))] == []
