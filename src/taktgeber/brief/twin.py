"""The brief for machines: the same figures, words and order as the page, with their parts.

`schema.json` beside this file is the published contract. Every text stands as it is shown; every
figure says its class, how it is shown, and its parts in plain JSON numbers, so that no reader has to
take a sentence apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktgeber.core import (
    Estimate,
    Exact,
    Figure,
    Finding,
    Forecast,
    Money,
    Period,
    Picture,
    Plan,
    Ratio,
    Section,
    Table,
    Tile,
    Unknown,
    encode,
)
from taktgeber.core.catalogue import translate
from taktgeber.core.format import LOCALE, show
from taktgeber.core.page import Ask, DecidedLine
from taktgeber.core.section import Cell

from . import layout

VERSION = 1


def brief_json(
    plan: Plan,
    *,
    digest: str,
    head: str,
    decisions: Mapping[str, DecidedLine] | None = None,
    calibration: Table | None = None,
    workspace_hint: str = ".",
    note: str = "",
    locale: str = LOCALE,
) -> dict[str, Any]:
    """As brief_html, as plain JSON values that schema.json describes."""
    opening = layout.opening(plan)
    return {
        "version": VERSION,
        "locale": locale,
        "workspace": workspace_hint,
        "note": translate(note, locale),
        "firm": plan.firm,
        "beat": _period(plan.beat),
        "past": _period(plan.past),
        "snapshot": plan.snapshot,
        "plan": digest,
        "head": head,
        "sentence": show(opening.headline, locale) if opening else None,
        "hands": [
            {
                "mode": panel.mode,
                "headline": show(panel.headline, locale),
                "tiles": [_tile(t, locale) for t in panel.tiles],
            }
            for panel in layout.panels(plan)
        ],
        "links": [
            {"title": show(link.title, locale), "says": show(link.says, locale), "measured": bool(link.anchor)}
            for link in layout.links(plan)
        ],
        "decisions": [ask_json(w, locale) for w in layout.waiting(plan, decisions or {})],
        "calibration": _table(calibration, locale) if calibration else None,
        "sections": [section_json(s, locale) for s in layout.ordered(plan)],
    }


def section_json(section: Section, locale: str) -> dict[str, Any]:
    return {
        "room": section.room,
        "mode": section.mode,
        "headline": show(section.headline, locale),
        "tiles": [_tile(t, locale) for t in section.tiles],
        "pictures": [_picture(p, locale) for p in section.pictures],
        "tables": [_table(t, locale) for t in section.tables],
        "proposals": [p.id for p in section.proposals],
        "findings": [_finding(f, locale) for f in section.findings],
        "how": [show(h, locale) for h in section.how],
    }


def _tile(tile: Tile, locale: str) -> dict[str, Any]:
    return {
        "label": show(tile.label, locale),
        "now": _figure(tile.now, locale),
        "before": _figure(tile.before, locale) if tile.before else None,
        "trend": _columns(tile.trend, locale) if tile.trend else None,
    }


def _picture(picture: Picture, locale: str) -> dict[str, Any]:
    return {
        "kind": picture.kind,
        "caption": show(picture.caption, locale),
        "unit": picture.unit,
        "data": _columns(picture.data, locale),
        "table": _table(picture.table, locale),
    }


def _table(table: Table, locale: str) -> dict[str, Any]:
    return {
        "caption": show(table.caption, locale),
        "columns": [show(c, locale) for c in table.columns],
        "rows": [[_cell(c, locale) for c in row] for row in table.rows],
    }


def _finding(finding: Finding, locale: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "says": show(finding.says, locale),
        "advice": show(finding.advice, locale),
    }


def ask_json(waiting: Ask, locale: str) -> dict[str, Any]:
    proposal, decided = waiting.proposal, waiting.decided
    return {
        "key": waiting.key,
        "id": proposal.id,
        "room": proposal.room,
        "mode": proposal.mode,
        "says": show(proposal.says, locale),
        "learns": show(proposal.learns, locale) if proposal.learns else None,
        "decider": proposal.decider,
        "moves": [{"source": m.source, "target": m.target, "amount": _money(m.amount, locale)} for m in proposal.moves],
        "forecasts": [_forecast(f, locale) for f in proposal.forecasts],
        "sets": [{"kind": s.kind, "body": encode(s.body)} for s in proposal.sets],
        "excludes": list(proposal.excludes),
        "rests_on": list(proposal.rests_on),
        "decided": decided
        and {
            "verdict": decided.verdict,
            "actor": decided.actor,
            "at": decided.at.isoformat(),
            "reason": decided.reason,
            "alone": decided.alone,
        },
    }


def _forecast(forecast: Forecast, locale: str) -> dict[str, Any]:
    return {
        "metric": forecast.metric,
        "scope": dict(forecast.scope),
        "period": _period(forecast.period),
        "expected": _figure(forecast.expected, locale),
    }


def _cell(cell: Cell, locale: str) -> Any:
    return _figure(cell, locale) if isinstance(cell, Figure) else show(cell, locale)


def _figure(figure: Figure, locale: str) -> dict[str, Any]:
    match figure:
        case Unknown():
            why, enough = show(figure.why, locale), show(figure.enough, locale)
            return {"is": "unknown", "shown": show(figure, locale), "why": why, "enough": enough}
        case Exact():
            shown = {
                "is": "exact",
                "shown": show(figure, locale),
                "unit": figure.unit,
                "period": _period(figure.period),
            }
            return shown | {"value": _size(figure.value, locale)}
        case Estimate():
            return {
                "is": "estimate",
                "shown": show(figure, locale),
                "unit": figure.unit,
                "period": _period(figure.period),
                "value": figure.value,
                "low": figure.low,
                "high": figure.high,
                "level": figure.level,
                "method": figure.method,
                "n": figure.n,
            }


def _size(value: int | Money | Ratio, locale: str) -> Any:
    """A count, money, or both totals of a ratio."""
    if isinstance(value, Ratio):
        return {"over": _size(value.over, locale), "under": _size(value.under, locale)}
    return _money(value, locale) if isinstance(value, Money) else value


def _money(money: Money, locale: str) -> dict[str, Any]:
    return {"minor": money.minor, "currency": money.currency, "shown": show(money, locale)}


def _period(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def _columns(columns: Mapping[str, Any], locale: str) -> dict[str, list[Any]]:
    return {name: [_plain(v, locale) for v in column] for name, column in columns.items()}


def _plain(value: Any, locale: str) -> Any:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else show(value, locale)
