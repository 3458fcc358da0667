"""The small company as a team in the browser: one account for each role, all roles decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from argon2 import PasswordHasher
from starlette.testclient import TestClient

from taktgeber.core import PersonId
from taktgeber.cycle import plan_beat
from taktgeber.govern.accounts.passwords import Passwords
from taktgeber.govern.permissions import ROLES
from taktgeber.web import Web, make_app
from taktgeber.workspace import open_workspace
from tests.cycle.small_house import EXPLOIT_LEAD, LAB_LEAD, SPONSOR, make_house

ORIGIN = "http://127.0.0.1:8787"
HEADERS = {"sec-fetch-site": "same-origin", "accept-language": "en", "accept": "text/html"}
PASSWORD = "seven quiet lanterns"
NOW = datetime(2025, 6, 9, 12, tzinfo=UTC)
MARKET = "UK"
# Who holds which role: those of the small company, and one more person for each other role.
HOLDERS = {"sponsor": SPONSOR, "explore_lead": LAB_LEAD, "exploit_lead": EXPLOIT_LEAD}


@dataclass
class Team:
    """A web over a planned beat; `as_(role)` gives that role's browser, signed in."""

    root: Path
    web: Web
    people: dict[str, PersonId]
    _open: dict[str, TestClient] = field(default_factory=dict)

    def as_(self, role: str) -> TestClient:
        if role not in self._open:
            client = self.stranger()
            client.cookies.set("takt", self.sign_in(role))
            self._open[role] = client
        return self._open[role]

    def sign_in(self, role: str) -> str:
        """A session's secret."""
        return self.web.visits.accounts.sign_in(login_of(role), PASSWORD, "127.0.0.1").secret

    def stranger(self) -> TestClient:
        """A browser of this site in which nobody is signed in."""
        return TestClient(
            self.web.app, base_url=ORIGIN, headers=HEADERS,
            follow_redirects=False, raise_server_exceptions=False,
        )  # fmt: skip

    def token(self, role: str, *permissions: str, days: int = 1) -> str:
        return self.web.visits.accounts.make_token(self.people[role], "test", frozenset(permissions), days)  # type: ignore[arg-type]


def login_of(role: str) -> str:
    return role.replace("_", "-")


PEOPLE = {role: PersonId(HOLDERS.get(role, f"p-{i:012x}")) for i, role in enumerate(ROLES, 1)}


def write_house(root: Path) -> Path:
    """The small company with every role decided, an account for each, and a beat planned."""
    with make_house(root) as house:
        unit = {"unit": "uk", "name": "UK team", "mode": "exploit", "market": MARKET, "reason": "its own market"}
        house.book.decide("unit", unit, SPONSOR)
        for role, person in PEOPLE.items():
            if role not in HOLDERS or role == "exploit_lead":
                of = {"market_lead": {"unit": "uk"}, "exploit_lead": {"unit": "performance"}}.get(role, {})
                house.book.decide("role", {"person": person, "role": role, "first": "2025-01-01"} | of, SPONSOR)
        plan_beat(house)
    return let_in(root, PEOPLE)


def let_in(root: Path, people: Mapping[str, str]) -> Path:
    """An account for each, signed in by role."""
    team = open_team(root)
    accounts = team.web.visits.accounts
    for role, person in people.items():
        accounts.accept(accounts.invite(PersonId(person)), login_of(role), PASSWORD)
    team.web.visits.close()
    return root


def lent_team(root: Path) -> Iterator[Team]:
    """Open as long as a fixture lends it."""
    team = open_team(root)
    yield team
    team.web.visits.close()


def open_team(root: Path) -> Team:
    web = make_app(open_workspace(root), ORIGIN, clock=lambda: NOW)
    hash_cheaply(web)
    return Team(root, web, PEOPLE)


def hash_cheaply(web: Web) -> None:
    """Of passwords; as they are hashed for people, a test would take minutes."""
    web.visits.accounts._passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
