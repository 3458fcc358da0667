"""What of the workspace's own tables is listened to: figures by week or day, the newest texts, what was heard by theme.

Weeks that the data do not hold whole are left out, else every scan would find a fall in its last week.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from taktgeber.core import Columns, Engine
from taktgeber.customers import Words, groups
from taktgeber.customers.heard import HeardState

from .alarms import Series
from .documents import Document

MONDAY = date(1970, 1, 5)  # weeks are counted from here
MOST_TEXTS = 200_000  # the newest; older ones change little


@dataclass(frozen=True, slots=True)
class WatchedValues:
    """Reduction: the table of watched series as it is, one value a name and day."""

    tolerance: float = 0.0
    reads: tuple[str, ...] = ("series",)

    def expression(self, tables: Mapping[str, Any]) -> Any:
        series = tables["series"]
        return series.group_by(name=series["name"], day=series["date"]).aggregate(value=series["value"].max())

    def summary(self, columns: Columns) -> tuple[Series, ...]:
        rows = zip(columns["name"], columns["day"], columns["value"], strict=True)
        return _series((str(name), _day(day), _value(value)) for name, day, value in rows)


@dataclass(frozen=True, slots=True)
class OutcomeWeeks:
    """Reduction: outcomes by kpi, market and week, with the first and last day that the week has."""

    tolerance: float = 1e-9
    reads: tuple[str, ...] = ("outcomes",)

    def expression(self, tables: Mapping[str, Any]) -> Any:
        outcomes = tables["outcomes"]
        keys = {"kpi": outcomes["kpi"], "market": outcomes["market"], "week": _week(outcomes["date"])}
        return outcomes.group_by(**keys).aggregate(
            value=outcomes["value"].sum(), first=outcomes["date"].min(), last=outcomes["date"].max()
        )

    def summary(self, columns: Columns) -> tuple[Series, ...]:
        whole = _whole_weeks(columns)
        rows = zip(columns["kpi"], columns["market"], columns["week"], columns["value"], strict=True)
        return _series(
            (f"{kpi}, {market}" if isinstance(market, str) and market else str(kpi), _monday(week), _value(value))
            for kpi, market, week, value in rows if int(week) in whole
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MediaWeeks:
    """Reduction: spend (minor units) and clicks by channel and week, of rows of one day. A week without a row has
    nought of both, between the first and the last week that the media hold whole."""

    tolerance: float = 0.0
    reads: tuple[str, ...] = ("media",)

    def expression(self, tables: Mapping[str, Any]) -> Any:
        media = tables["media"]
        rows = media.filter(media["first"] == media["last"])
        return rows.group_by(channel=rows["channel"], week=_week(rows["first"])).aggregate(
            spend=rows["spend"].sum(), clicks=rows["clicks"].sum(), first=rows["first"].min(), last=rows["first"].max()
        )

    def summary(self, columns: Columns) -> tuple[Series, ...]:
        whole = _whole_weeks(columns)
        kept: dict[str, dict[int, float]] = {}
        for measure in ("clicks", "spend"):
            for channel, week, value in zip(columns["channel"], columns["week"], columns[measure], strict=True):
                if int(week) in whole and isinstance(channel, str):
                    of = kept.setdefault(f"{channel}, {measure}", {})
                    of[int(week)] = of.get(int(week), 0.0) + (_value(value) or 0.0)
        days = tuple(map(_monday, whole))
        return tuple(
            Series(name, days, tuple(values.get(week, 0.0) for week in whole)) for name, values in sorted(kept.items())
        )


@dataclass(frozen=True, slots=True)
class NewestTexts:
    """Reduction: the newest texts with their day, a bounded sample of rows, since words are counted after them."""

    most: int = MOST_TEXTS
    tolerance: float = 0.0
    reads: tuple[str, ...] = ("texts",)

    def expression(self, tables: Mapping[str, Any]) -> Any:
        texts = tables["texts"]
        rows = texts.select("document", "title", "body", day=texts["at"].date())
        return rows.order_by([rows["day"].desc(), rows["document"]]).limit(self.most)

    def summary(self, columns: Columns) -> tuple[Document, ...]:
        rows = zip(columns["day"], columns["document"], columns["title"], columns["body"], strict=True)
        found = sorted((_day(day), str(document), _words(title), _words(body)) for day, document, title, body in rows)
        return tuple(Document(day, f"{title} {body}".strip()) for day, _, title, body in found)


def own_tables(engine: Engine, snapshot: str) -> tuple[tuple[Series, ...], tuple[Document, ...]]:
    batch = engine.batch(snapshot)
    series = [batch.add(WatchedValues()), batch.add(OutcomeWeeks()), batch.add(MediaWeeks())]
    texts = batch.add(NewestTexts())
    batch.run()
    return tuple(one for handle in series for one in handle.get()), texts.get()


def heard_weeks(heard: HeardState, words: Words, today: date) -> tuple[Series, ...]:
    """Reports by theme and whole week, of themes of which five people or more have spoken in one market, or together
    in those where few did (house rule 13); a week in which nobody spoke counts nought. Nothing is said of who."""
    told = {group.about for group in groups(words.shared()) if group.reports is not None}
    end = (today - MONDAY).days // 7
    found = []
    for about in sorted(told):
        weeks = [(one.day - MONDAY).days // 7 for one in heard.standing() if one.about == about]
        counted = Counter(week for week in weeks if week < end)
        if counted:
            span = range(min(counted), end)
            values = tuple(float(counted[week]) for week in span)
            found.append(Series(f"heard, {about}", tuple(map(_monday, span)), values))
    return tuple(found)


def _week(day: Any) -> Any:
    import ibis

    return (day.delta(ibis.date(MONDAY), unit="day") // 7).cast("int64")


def _whole_weeks(columns: Columns) -> tuple[int, ...]:
    """All weeks of which the table holds both ends."""
    firsts, lasts = list(map(_day, columns["first"])), list(map(_day, columns["last"]))
    if not firsts:
        return ()
    begin = (min(firsts) - MONDAY + timedelta(6)).days // 7
    end = (max(lasts) - MONDAY + timedelta(1)).days // 7
    return tuple(range(begin, end))


def _series(rows: Iterable[tuple[str, date, float | None]]) -> tuple[Series, ...]:
    found: dict[str, list[tuple[date, float | None]]] = {}
    for name, day, value in rows:
        found.setdefault(name, []).append((day, value))
    made: list[Series] = []
    for name in sorted(found):
        ordered: Sequence[tuple[date, float | None]] = sorted(found[name], key=lambda row: row[0])
        made.append(Series(name, tuple(day for day, _ in ordered), tuple(value for _, value in ordered)))
    return tuple(made)


def _monday(week: Any) -> date:
    return MONDAY + timedelta(weeks=int(week))


def _day(value: Any) -> date:
    return date.fromisoformat(str(value)[:10])


def _value(value: Any) -> float | None:
    return None if value is None or value != value else float(value)


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""
