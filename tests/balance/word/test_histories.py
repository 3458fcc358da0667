"""Random histories: found words are accepted, decided ones refused in words; nobody is shown another's figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from taktgeber.balance import word
from taktgeber.balance.word import DECISIONS, WORDS
from taktgeber.balance.word.rights import cases_of, rights
from taktgeber.balance.word.subject import sight_of, subject_of
from taktgeber.balance.word.word_rules import WRITERS
from taktgeber.core import Period, encode, text
from taktgeber.govern import PEOPLE, LedgerBook, open_book
from taktgeber.govern.kinds import READS_LIKE, RIGHTS
from tests.evidence.histories import History, histories, lived
from tests.evidence.registry_cast import ANALYST, LAB, LEAD, SPONSOR, Clock, role

CLERK = "p-c1e4"
KINDS = ("promise", "audited", "taken", "released")
ACTORS = (SPONSOR, LEAD, LAB, CLERK)
PEOPLE_HERE = ((SPONSOR, "sponsor"), (LEAD, "exploit_lead"), (LAB, "explore_lead"), (ANALYST, "analyst"),
               (CLERK, "front_line"))  # fmt: skip
TO = ("role:explore_lead", "role:exploit_lead", "strategy:more")


def new_book(folder: Path, clock: Clock) -> LedgerBook:
    book = open_book(folder / "ledger.sqlite", rules=word.rules, clock=clock)
    for person, name in PEOPLE_HERE:
        book.decide("role", role(person, name), SPONSOR)
    return book


def body_of(kind: str, name: str, choice: int, day: date) -> dict[str, Any]:
    today = (day + timedelta(choice == 5)).isoformat()  # now and then a day that has not come
    to = TO[choice % 3]
    match kind:
        case "promise":
            return {"promise": name, "to": to, "right": RIGHTS[choice], "says": f"Words {choice}.", "day": today}
        case "audited":
            return {"audited": name, "to": to, "verdict": READS_LIKE[choice % 5], "language": "en", "day": today,
                    "digest": "a" * (64 - choice % 2), "counts": {"other": choice},
                    "told": encode(text("{role}", role="x"))}  # fmt: skip
        case "taken":
            return {"taken": f"{name}-{choice}", "about": TO[choice % 2], "decides": "budget", "level": "sponsor",
                    "verdict": "approve", "asked": day.isoformat(), "day": today}  # fmt: skip
    return {"released": TO[choice % 2], "shown": choice % 4 < 2, "day": today}


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(history=histories(KINDS, ACTORS, choices=6, most=18))
def test_words_are_kept_as_said_and_figures_are_their_holders_alone(history: History):
    audits: Mapping[str, Any] = {}
    for step in lived(history, new_book, body_of):
        book, words = step.book, step.book.state(WORDS)
        for name, one in words.audits.items():  # what a person confirmed stays as it was confirmed
            assert audits.get(name, one) == one
            assert any(book.state(PEOPLE).holds(one.actor, writer, one.day) for writer in WRITERS)
        audits = words.audits
        assert all(one.promise == name for name, one in words.promises.items())
        for subject in (subject_of(book, name, book.today()) for name in TO[:2]):
            (holder,) = subject.holders
            freed = words.releases(subject.name, holder)
            assert sight_of(book, subject, holder) == ("released" if freed else "own")
            for other in (None, *(person for person, _ in PEOPLE_HERE if person != holder)):
                assert sight_of(book, subject, other) == ("released" if freed else "hidden")
            told = rights(
                cases_of(book, subject, date(2024, 1, 1), book.today()), Period(date(2024, 1, 1), book.today())
            )
            taken = [one for one in book.state(DECISIONS).all.values() if one.about & subject.touches and one.day]
            due = sum(one.day is not None and one.day <= book.today() for one in taken)
            assert sum(one.taken for one in told) == due
