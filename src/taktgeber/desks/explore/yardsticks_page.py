"""The lab's yardsticks on the web: one sheet over its horizon, what each is made of below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber.core import Page, Section, text
from taktgeber.cycle.visit import Visit

from .lab_links import LINKS
from .worded import worded
from .yardsticks import plain_sheet, sheet_table, together

if TYPE_CHECKING:
    from taktgeber.explore import Yardstick


def yardsticks(visit: Visit) -> Page:
    from taktgeber.explore import horizon, record_of, sheet

    book, settings, today = visit.house.book, visit.house.settings, visit.today()
    period = horizon(book, settings.beat(today).before())
    off = settings.lab.without
    made = sheet(record_of(book), period, off)
    whole = Section("explore", "explore", together(period), (), (), (sheet_table(made),), (), (), ())
    parts = tuple(_part(one) for one in made if one.tables)
    return Page(
        title=text("The lab's own yardsticks"),
        sentence=text("What the lab learned, how surely and how fast, and what it opened"),
        mode="explore",
        past=period,
        sections=(whole, *parts),
        links=LINKS,
        twin=worded(plain_sheet(period, made, off), visit.locale),
    )


def _part(one: Yardstick) -> Section:
    """A picture brings the table that it draws folded below it: that one does not stand a second time."""
    drawn = (one.picture,) if one.picture else ()
    tables = tuple(table for table in one.tables if not any(table == picture.table for picture in drawn))
    return Section("", "explore", one.name, (), drawn, tables, (), (), ())
