"""Answers and refusals in the reader's words: as JSON over HTTP, and as what a page tells once after an act."""

from __future__ import annotations

import json
from typing import Any

from taktgeber.core import Answer, Refusal, Table
from taktgeber.core.format import show


def refusal_data(refused: Refusal, locale: str) -> dict[str, Any]:
    """The one shape of a refusal, as schemas/refusal.json documents."""
    return {
        "refused": show(refused.says, locale),
        "where": show(refused.where, locale),
        "mend": show(refused.mend, locale),
        "rule": refused.rule,
        "entry": refused.entry,
    }


def answer_data(answer: Answer, locale: str) -> dict[str, Any]:
    return {
        "says": [show(sentence, locale) for sentence in answer.says],
        "findings": [{"severity": f.severity, "code": f.code, "says": show(f, locale)} for f in answer.findings],
        "data": answer.plain(locale),
        "code": answer.code,
    }


def told(answer: Answer, locale: str) -> str:
    """What the next page says on top: sentences and findings, kept in the session until shown."""
    tables = [_plain(table, locale) for table in answer.tables]
    return json.dumps(answer_data(answer, locale) | {"data": {}, "tables": tables}, ensure_ascii=False)


def _plain(table: Table, locale: str) -> dict[str, Any]:
    return {
        "caption": show(table.caption, locale),
        "columns": [show(column, locale) for column in table.columns],
        "rows": [[show(cell, locale) for cell in row] for row in table.rows],
    }
