"""Gathering: every room's section, checked together before it becomes a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import ModuleType

from taktgeber.core import Beat, Money, Room, Section

from .honesty import check_section
from .moves import check_proposals


def gather(beat: Beat, modules: Iterable[tuple[Room, ModuleType]]) -> tuple[Section, ...]:
    """Sections in the order of the rooms. Refuses what breaks a house rule, naming the place.

    A room may also offer purses(beat): what is known to be in them, so that moves can be checked.
    """
    sections: list[Section] = []
    purses: dict[str, Money] = {}
    for _, module in modules:
        if hasattr(module, "section"):
            sections.append(module.section(beat))
        if hasattr(module, "purses"):
            purses.update(module.purses(beat))
    check_sections(beat, tuple(sections), purses)
    return tuple(sections)


def check_sections(beat: Beat, sections: tuple[Section, ...], purses: Mapping[str, Money]) -> None:
    holders = role_holders(beat)
    for section in sections:
        check_section(section, holders)
    proposals = [proposal for section in sections for proposal in section.proposals]
    check_proposals(proposals, purses, beat.settings.currency)


def role_holders(beat: Beat) -> Mapping[str, int]:
    """By role: how many different people hold it on the last day before the planned beat."""
    from taktgeber.govern import PEOPLE

    roles = beat.book.state(PEOPLE).roles(beat.past.last)
    return Counter({role: len({r.person for r in roles if r.role == role}) for role in {r.role for r in roles}})
