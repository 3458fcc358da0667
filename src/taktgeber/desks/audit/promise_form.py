"""What people write of word and deed: a promise that was made, a decision taken elsewhere, the release of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from taktgeber.balance.word.subject import HOLDERS
from taktgeber.balance.word.told import Held
from taktgeber.core import Act, Answer, Field, Form, Refusal, encode, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.govern.kinds import DECIDED_KINDS, RIGHTS, ROLES

TO = Field("to", text("To whom"), hint=text("Such as role:explore_lead, unit:lab, initiative:NAME or strategy:NAME."))
_ABOUT = Field("about", text("What it was about"), hint=text("Such as unit:lab or initiative:NAME."))
_DECIDES = Field("decides", text("Kind of decision"), "choice", required=False,
                 choices=tuple((kind, named(kind)) for kind in DECIDED_KINDS))  # fmt: skip
PROMISE_FIELDS = (
    TO,
    Field("right", text("What was promised"), "choice", choices=tuple((right, named(right)) for right in RIGHTS)),
    Field("says", text("In which words"), "long", hint=text("The sentence itself. It stands in the ledger.")),
    Field("source", text("Where it stands"), required=False),
    Field("amount", text("Which amount"), "money", required=False),
    Field("percent", text("Or which share of the budget, in per cent"), "number", required=False),
    Field("weeks", text("For how many weeks, or within how many"), "number", required=False),
    _DECIDES,
    Field("until", text("Until when"), "date", required=False),
    Field("day", text("Since when"), "date", required=False),
)
TAKEN_FIELDS = (
    _ABOUT,
    replace(_DECIDES, required=True),
    Field("level", text("Who decided"), "choice", choices=tuple((role, named(role)) for role in ROLES)),
    Field("verdict", text("Verdict"), "choice",
          choices=tuple((one, named(one)) for one in ("approve", "override", "reject"))),
    Field("asked", text("When it was asked for"), "date", required=False),
    Field("day", text("When it was decided"), "date"),
    Field("says", text("What it says"), "long", required=False, hint=text("In a sentence. Leave out who it was.")),
)  # fmt: skip
RELEASE_FIELDS = (
    Field("subject", text("Whose figures"), "hidden"),
    Field("shown", text("Shown to everybody"), "tick", required=False),
)


def promise_form(visit: Visit, to: str = "") -> Form | None:
    return _form(visit, "keep-promise", PROMISE_FIELDS, "to", to)


def taken_form(visit: Visit, about: str = "") -> Form | None:
    return _form(visit, "note-decision", TAKEN_FIELDS, "about", about)


def release_form(visit: Visit, held: Held) -> Form | None:
    """Of who holds the role, where so few hold it that nobody else sees its figures."""
    from taktgeber.balance.word import WORDS

    subject = held.subject
    if visit.person not in subject.holders or len(subject.holders) >= HOLDERS or not subject.role:
        return None
    shown = visit.house.book.state(WORDS).releases(subject.name, visit.person)
    says = text("Take my figures back") if shown else text("Show my figures to everybody")
    given = {"subject": subject.name} | ({} if shown else {"shown": "true"})
    return Form("release-figures", says, given=given)


def _form(visit: Visit, act: str, fields: tuple[Field, ...], name: str, value: str) -> Form | None:
    if not visit.access.allows("run.word"):
        return None
    given = {name: value} if value else {}
    asked = tuple(field for field in fields if field.name not in given)
    says = text("Enter a promise") if act == "keep-promise" else text("Enter a decision taken elsewhere")
    return Form(act, says, asked, given, open=False)


def promise(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.balance.word import keep_promise

    visit.require("run.word")
    fields = {**given, "amount": encode(given["amount"]) if given["amount"] else None, "share": _share(given)}
    del fields["percent"]
    entry = keep_promise(visit.house.book, _said(fields), visit.person)
    says = text('The promise is kept as "{name}" (entry {entry}).', name=entry.payload["promise"], entry=str(entry.seq))
    return Answer((says,), data={"promise": entry.payload["promise"], "entry": entry.seq})


def taken(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.balance.word import note_taken

    visit.require("run.word")
    entry = note_taken(visit.house.book, _said(given), visit.person)
    says = text("The decision is entered (entry {entry}).", entry=str(entry.seq))
    return Answer((says,), data={"taken": entry.payload["taken"], "entry": entry.seq})


def released(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.balance.word import release

    entry = release(visit.house.book, given["subject"], given["shown"], visit.person)
    says = text("Everybody who sees this page sees them now.") if given["shown"] else text("You alone see them now.")
    return Answer((says,), data={"subject": given["subject"], "shown": given["shown"], "entry": entry.seq})


def _share(given: Mapping[str, Any]) -> float | None:
    percent = given["percent"]
    if percent is None:
        return None
    if not 0 <= percent <= 100:
        raise Refusal(
            text("Share"), text("a share lies between 0 and 100 per cent."), text("Write 30 for three tenths.")
        )
    return float(percent) / 100


def _said(given: Mapping[str, Any]) -> dict[str, Any]:
    """Those that were filled in, days as the ledger keeps them."""
    return {name: told.isoformat() if name in ("day", "until", "asked") else told
            for name, told in given.items() if told is not None}  # fmt: skip


ACTS = (
    Act("keep-promise", text("Enter a promise with the sentence that makes it."), "run.word", PROMISE_FIELDS, promise,
        "/word"),
    Act("note-decision", text("Enter a decision that was taken elsewhere, by role."), "run.word", TAKEN_FIELDS, taken,
        "/word"),
    Act("release-figures", text("Release figures about your own decisions, or take that back."), "see.word",
        RELEASE_FIELDS, released, "/word"),
)  # fmt: skip
