"""Roles and goals of people, by pseudonym; the firm's size."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from taktgeber.core import Entry, Fold
from taktgeber.core.memory import Standing

from .claims import Claims, day, effective, ended_by, in_force, put
from .kept import Kept


@dataclass(frozen=True, slots=True)
class Role:
    person: str
    role: str
    unit: str | None
    first: date
    last: date | None
    standing: Standing
    entry: int

    @property
    def subject(self) -> str:
        return role_subject(self.person, self.role, self.unit)


@dataclass(frozen=True, slots=True)
class Goal:
    """pay: whether pay rests on it."""

    goal: str
    person: str
    unit: str | None
    initiative: str | None
    metric: str
    first: date
    last: date | None
    pay: bool
    standing: Standing
    entry: int

    @property
    def subject(self) -> str:
        return f"goal:{self.goal}"


@dataclass(frozen=True)
class PeopleState:
    """Roles and goals by the subject that an end names; subjects by person."""

    said_roles: Claims[Role] = field(default_factory=Kept)
    said_goals: Claims[Goal] = field(default_factory=Kept)
    subjects: Kept[tuple[str, ...]] = field(default_factory=Kept)
    firm_people: int | None = None

    def roles(self, day: date) -> tuple[Role, ...]:
        """In force on the day; of one person, role and unit what holds."""
        held = (effective(said) for said in self.said_roles.values())
        return tuple(r for r in held if r is not None and in_force(r.first, r.last, day))

    def goals(self, day: date) -> tuple[Goal, ...]:
        held = (effective(said) for said in self.said_goals.values())
        return tuple(g for g in held if g is not None and in_force(g.first, g.last, day))

    def sponsors(self, day: date) -> tuple[str, ...]:
        """By decision: nobody becomes a sponsor by being found as one."""
        return tuple(r.person for r in self.roles(day) if r.role == "sponsor" and r.standing == "decided")

    def roles_of(self, person: str) -> tuple[Role, ...]:
        """All that its entries say, at any time: what binds this person."""
        return tuple(r for s in self.subjects.get(person, ()) for r in self.said_roles.get(s, ()) if r.person == person)

    def goals_of(self, person: str) -> tuple[Goal, ...]:
        return tuple(g for s in self.subjects.get(person, ()) for g in self.said_goals.get(s, ()) if g.person == person)

    def holds(self, person: str, role: str, day: date) -> bool:
        """By decision, on the day."""
        return any(
            r.role == role and r.standing == "decided" and in_force(r.first, r.last, day) for r in self.roles_of(person)
        )


def role_subject(person: str, role: str, unit: str | None) -> str:
    return f"role:{person}/{role}" + (f"/{unit}" if unit else "")


def _apply(state: PeopleState, entry: Entry) -> PeopleState:
    body = entry.payload
    if entry.kind == "firm":
        return replace(state, firm_people=body["people"]) if entry.standing == "decided" else state
    if entry.kind == "role":
        role = Role(
            body["person"], body["role"], body.get("unit"), date.fromisoformat(body["first"]),
            day(body.get("last")), entry.standing, entry.seq,
        )  # fmt: skip
        roles = put(state.said_roles, role.subject, role)
        return replace(state, said_roles=roles, subjects=_linked(state.subjects, role.person, role.subject))
    if entry.kind == "goal":
        goal = Goal(
            body["goal"], body["person"], body.get("unit"), body.get("initiative"), body["metric"],
            date.fromisoformat(body["first"]), day(body.get("last")), body.get("pay", False), entry.standing, entry.seq,
        )  # fmt: skip
        goals = put(state.said_goals, goal.subject, goal)
        return replace(state, said_goals=goals, subjects=_linked(state.subjects, goal.person, goal.subject))
    end = ended_by(entry)
    return state if end is None else _ended(state, *end)


def _ended(state: PeopleState, subject: str, last: date) -> PeopleState:
    if subject in state.said_roles:
        roles = tuple(replace(r, last=_first(r.last, last)) for r in state.said_roles[subject] if r.first <= last)
        return replace(state, said_roles=state.said_roles.put(subject, roles))
    if subject in state.said_goals:
        goals = tuple(replace(g, last=_first(g.last, last)) for g in state.said_goals[subject] if g.first <= last)
        return replace(state, said_goals=state.said_goals.put(subject, goals))
    return state


def _first(one: date | None, other: date) -> date:
    return other if one is None else min(one, other)


def _linked(subjects: Kept[tuple[str, ...]], person: str, subject: str) -> Kept[tuple[str, ...]]:
    held = subjects.get(person, ())
    return subjects if subject in held else subjects.put(person, (*held, subject))


PEOPLE: Fold[PeopleState] = Fold("govern.people", ("firm", "role", "goal", "ended"), PeopleState, _apply)
