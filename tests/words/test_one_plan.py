"""One plan, one digest, four languages: the figures of its briefs are equal, only words differ."""

from __future__ import annotations

import json
from typing import Any

import pytest

from taktgeber.brief import brief_html, brief_json
from taktgeber.core import Plan, canonical_bytes, decode, digest_of
from taktgeber.core.catalogue import LOCALES
from tests.brief.rich_plan import DIGEST, HEAD, rich_plan

WORDS = {"shown", "locale"}  # members that hold what a reader sees, beside sentences


def twin(locale: str) -> dict[str, Any]:
    return brief_json(rich_plan(), digest=DIGEST, head=HEAD, locale=locale)


def figures(value: Any, name: str = "") -> Any:
    """The twin without its words: numbers, units, days, codes, keys."""
    if isinstance(value, dict):
        return {key: figures(inner, key) for key, inner in value.items() if key not in WORDS}
    if isinstance(value, list):
        return [figures(inner) for inner in value]
    return value if not isinstance(value, str) or name in CODES else None


CODES = {"is", "unit", "currency", "first", "last", "kind", "mode", "room", "code", "severity", "key", "id", "decider",
         "plan", "head", "snapshot", "source", "target", "metric"}  # fmt: skip


def test_a_stored_plan_and_its_digest_know_no_language():
    stored = canonical_bytes(rich_plan())
    for locale in LOCALES:
        plan: Plan = decode(json.loads(stored))
        brief_html(plan, digest=DIGEST, head=HEAD, locale=locale)
        assert digest_of(canonical_bytes(plan)) == digest_of(stored)


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_the_twins_differ_in_words_alone(locale):
    english, other = twin("en_GB"), twin(locale)
    assert figures(other) == figures(english)
    assert other["links"] != english["links"]
    assert other["locale"] == locale


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("de_DE", ("Das Geschäft von heute", "Was es lehrt:", "8. Sept. 2025 – 7. Dez. 2025", "90\xa0%: ", "Tausend")),
        ("it_IT", ("Il business di oggi", "Che cosa insegna:", "8 set 2025 – 7 dic 2025", "90%: da ", "migliaia")),
        ("zh_CN", ("今日业务", "所得经验：", "2025年9月8日至2025年12月7日", "90%：", "千")),
    ],
)
def test_the_page_reads_in_the_language_with_its_dates_and_intervals(locale, said):
    html = brief_html(rich_plan(), digest=DIGEST, head=HEAD, locale=locale)
    for words in said[:-1]:
        assert words in html
    assert f'lang="{locale.replace("_", "-")}"' in html
