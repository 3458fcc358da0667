"""Who stands behind a pseudonym, as this reader may see it: by name where that is allowed, else by role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from taktgeber.core import Text, text
from taktgeber.core.names import named

from .visit import Visit


def role_of(visit: Visit, person: str) -> Text | str:
    """The roles a person holds today by decision, else as found; the machine by what it is."""
    from taktgeber.govern import PEOPLE

    if person.startswith("machine:"):
        return text("Taktgeber itself")
    if person.startswith("role:"):
        return named(person.removeprefix("role:"))
    held = [r for r in visit.house.book.state(PEOPLE).roles(visit.today()) if r.person == person]
    decided = [r for r in held if r.standing == "decided"] or held
    roles = tuple(named(role) for role in dict.fromkeys(r.role for r in decided))
    return text("{roles}", roles=roles) if roles else text("somebody without a role")


def who_is(visit: Visit, person: str) -> Text | str:
    """Name and role; a name that is shown is noted as read."""
    name = visit.name_of(person) if person.startswith("p-") else None
    role = role_of(visit, person)
    return text("{name} ({role})", name=name, role=role) if name else role


def people_known(visit: Visit) -> tuple[str, ...]:
    """Every pseudonym that holds a role, a mandate or a goal, or that has an account or an invitation."""
    from taktgeber.govern import PEOPLE, UNITS

    book = visit.house.book
    people, units = book.state(PEOPLE), book.state(UNITS)
    known: Iterable[str] = (
        *people.subjects,
        *(m.leader for held in units.mandates.values() for m in held),
        *(account.person for account in visit.accounts.accounts()),
        *(invitation.person for invitation in visit.accounts.invitations()),
    )
    return tuple(dict.fromkeys(known))


def choices_of(visit: Visit) -> tuple[tuple[str, Text | str], ...]:
    """People to choose from in a form: what they are called, and their pseudonym where only a role is shown."""
    names = visit.names()
    return tuple((person, _told(visit, person, names)) for person in dict.fromkeys((*names, *people_known(visit))))


def _told(visit: Visit, person: str, names: Mapping[str, str]) -> Text | str:
    role = role_of(visit, person)
    if person in names:
        return text("{name} ({role})", name=names[person], role=role)
    return text("{role}, {person}", role=role, person=person)
