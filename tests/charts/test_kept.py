"""What was drawn once is not drawn again, whoever asks; what changes is drawn anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taktgeber.charts import draw, drawing, explored, picture_digest
from taktgeber.charts.kept import Kept
from taktgeber.core import text
from tests.brief.rich_plan import rich_plan

PICTURES = [picture for section in rich_plan().sections for picture in section.pictures]


def test_a_picture_is_drawn_once_a_width_and_language(monkeypatch: pytest.MonkeyPatch) -> None:
    first = draw(PICTURES[0], width=333)

    def never(*_: object) -> str:
        raise AssertionError("drawn again")

    monkeypatch.setattr(drawing, "_drawn", never)
    again = next(p for s in rich_plan().sections for p in s.pictures)
    assert draw(again, width=333) == first
    with pytest.raises(AssertionError):
        draw(again, width=334)
    with pytest.raises(AssertionError):
        draw(again, width=333, locale="de_DE")


def test_other_words_are_another_picture() -> None:
    assert picture_digest(replace(PICTURES[0], caption=text("Something else"))) != picture_digest(PICTURES[0])


def test_the_least_recently_used_goes_first() -> None:
    kept, made = Kept[str](2), []

    def make(name: str) -> str:
        return kept.get(name, lambda: made.append(name) or name)

    for name in ("a", "b", "a", "c", "a", "b"):
        make(name)
    assert made == ["a", "b", "c", "b"]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.kind)
def test_every_kind_can_be_explored_and_says_its_points_in_words(picture) -> None:
    found = str(explored(picture))
    assert "'tip':" in found
    assert ("zoom" in found) is (picture.kind in ("curve", "fan", "band", "steps"))
    assert not [word for word in ("http://", "https://") if word in found.replace("https://vega.github.io/schema", "")]
