"""Every unit that the source counts in has its words."""

from __future__ import annotations

import ast

from taktgeber.core.catalogue import LOCALES
from taktgeber.core.units import PER, UNITS, unit_word

from .extract import SOURCE

COUNTING = {"Exact": 1, "Estimate": 4, "count": 1, "_estimate": 1}
BARE = {"share", "times"}


def test_no_unit_in_the_source_is_without_words():
    unknown = set()
    for path in SOURCE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
            at = COUNTING.get(name)
            if at is None or len(call.args) <= at:
                continue
            unit = call.args[at]
            if isinstance(unit, ast.Constant) and isinstance(unit.value, str):
                unknown |= {(path.name, unit.value)} if unit.value not in {*UNITS, *BARE} else set()
    assert unknown == set()


def test_units_of_yardsticks_have_words():
    from taktgeber.exploit.yardstick import PAYBACK, RECORDED, YARDSTICKS

    for yardstick in (*YARDSTICKS, PAYBACK, *RECORDED):
        first, _, per = yardstick.unit.partition(" ")
        assert per in PER if first == "CUR" and per else yardstick.unit in {"CUR", *UNITS, *BARE}, yardstick.key


def test_one_of_a_kind_is_singular_where_the_language_has_one():
    shown = {locale: (unit_word("entries", 1, locale), unit_word("entries", 2, locale)) for locale in LOCALES}
    assert shown["en_GB"] == ("entry", "entries")
    assert shown["de_DE"] == ("Eintrag", "Einträge")
    assert shown["it_IT"] == ("voce", "voci")
    assert shown["zh_CN"] == ("条记录", "条记录")
    assert unit_word("entries", None, "zh_CN") == "记录"
    assert unit_word("orders", 9.6, "de_DE") == "Bestellungen"
