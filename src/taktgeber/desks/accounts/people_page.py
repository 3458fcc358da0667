"""People: who holds which role, by decision or as found; units and mandates; who has an account; who read names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from taktgeber.core import Act, Answer, Card, Field, Form, Leaf, Page, Refusal, Section, Table, Text, text, text_n
from taktgeber.core.names import named
from taktgeber.core.section import Cell
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import people_known, role_of, who_is
from taktgeber.govern import PEOPLE, UNITS, Role
from taktgeber.govern.accounts import Account, Invitation
from taktgeber.govern.permissions import access_of

from .words import READ, minute

PATH, READS = "/people", "/people/reads"
SHOWN, ROWS = 100, 200  # people, and reads, of one page
_DAYS = Field("days", text("For how many days it can be accepted"), "number", value="7")
_PERSON = Field("person", text("Person (pseudonym)"), required=False, most=40)
_NAME = Field("name", text("Name"), required=False, most=200,
              hint=text("Kept apart from the ledger, which knows pseudonyms only. It can be erased."))  # fmt: skip
_WHOM = Field("person", text("Person (pseudonym)"), most=40)
_SURE = Field("sure", text("Yes, erase it for good"), "tick")
_NEW = Field("name", text("Name"), most=200, hint=_NAME.hint)
QUERY = (
    Field("from", text("Not before"), "date", required=False),
    Field("to", text("Not after"), "date", required=False),
    Field("reader", text("Reader (pseudonym)"), required=False, most=40),
)


def people(visit: Visit) -> Page:
    book, names = visit.house.book, visit.names()
    known = tuple(dict.fromkeys((*names, *people_known(visit))))
    roles = book.state(PEOPLE).roles(visit.today())
    accounts = {a.person: a for a in visit.accounts.accounts()}
    invited = {i.person: i for i in visit.accounts.invitations()}
    holders = {r.person for r in roles if r.standing == "decided"}
    sentence = text_n("One person holds a role by decision.", "{n} people hold roles by decision.", len(holders)) if (
        holders) else text("Nobody holds a role by decision yet.")  # fmt: skip
    cards = tuple(
        _card(visit, person, names.get(person), [r for r in roles if r.person == person], accounts.get(person),
              invited.get(person))
        for person in known[:SHOWN]
    )  # fmt: skip
    how: tuple[Text, ...] = (text("What is found gives no permission: only a role that a sponsor decided does."),
           text("An invitation opens an account, never a role."))  # fmt: skip
    if len(known) > SHOWN:
        how = (*how, text("{shown} of {all} people are shown.", shown=SHOWN, all=len(known)))
    section = Section("", None, text("Units and who leads them"), (), (), (_units(visit),), (), (), how)
    return Page(
        text("People"), sentence, cards=cards, sections=(section,), forms=_invite_new(visit), links=_links(visit)
    )


def _links(visit: Visit) -> tuple[tuple[str, Text], ...]:
    reads = ((READS, text("Who read names")),) if visit.access.allows("see.reads") else ()
    decides = "all" in visit.access.scopes("enter.decided")
    roles = (("/ledger/enter/role", text("Decide a role")),) if decides else ()
    return ((PATH, text("People")), *reads, *roles)


def _invite_new(visit: Visit) -> tuple[Form, ...]:
    form = Form("invite-person", text("Invite somebody new"), (_NEW, _DAYS), open=False)
    return (form,) if visit.access.allows("invite.people") else ()


def _card(
    visit: Visit, person: str, name: str | None, roles: list[Role], account: Account | None, invited: Invitation | None
) -> Card:
    says = [_role(r) for r in roles] or [text("No role.")]
    says.append(text("In the ledger: {person}", person=person))
    state = text("no account")
    if account is not None:
        state = text("account closed") if account.disabled else text("account open")
        if name or person == visit.person:
            says.append(text("Login: {login}", login=account.login))
    if invited is not None:
        state = text("invited")
        says.append(text("The invitation can be accepted until {day}.", day=invited.until.date()))
    title = text("{name}", name=name) if name else text("{role}", role=role_of(visit, person))
    return Card(title, tuple(says), state, forms=_forms(visit, person, account))


def _role(role: Role) -> Text:
    what = text("{role} of {unit}", role=named(role.role), unit=role.unit) if role.unit else named(role.role)
    if role.standing == "found":
        return text("{role}, only found (entry {number}): it gives no permission.", role=what, number=str(role.entry))
    if role.last is not None:
        return text("{role}, decided from {first} to {last}.", role=what, first=role.first, last=role.last)
    return text("{role}, decided, since {first}.", role=what, first=role.first)


def _forms(visit: Visit, person: str, account: Account | None) -> tuple[Form, ...]:
    forms = []
    given = {"person": person}
    if _may_let_in(visit, person):
        words = text("Invite") if account is None else text("Invite anew")
        forms.append(Form("invite-person", words, (_DAYS,), given, open=False))
        if account is not None and account.disabled is None and person != visit.person:
            forms.append(Form("disable-account", text("Close the account"), given=given))
    if visit.access.allows("erase.people") and person != visit.person:
        forms.append(Form("erase-person", text("Erase"), (_SURE,), given, open=False, weight="stop"))
    return tuple(forms)


def _may_let_in(visit: Visit, person: str) -> bool:
    return visit.access.may_let_in(access_of(visit.house.book, person, visit.today(), later=True))


def _units(visit: Visit) -> Table:
    state, day = visit.house.book.state(UNITS), visit.today()
    rows: list[tuple[Cell, ...]] = []
    for unit in state.units.values():
        mandate = state.mandate(unit.unit, day)
        rows.append((
            unit.name, named(unit.mode), unit.market or "", named(unit.standing),
            role_of(visit, mandate.leader) if mandate else text("nobody"),
            text("{metrics}", metrics=mandate.scorecard) if mandate else "",
        ))  # fmt: skip
    columns = (text("Unit"), text("Hand"), text("Market"), text("How it stands"), text("Led by"), text("Judged by"))
    return Table(columns, tuple(rows), text("Units and mandates today"))


def reads(visit: Visit) -> Page:
    """Who read names and other personal data: of the last 30 days, unless another time is asked for."""
    asked = visit.query
    first = date.fromisoformat(asked["from"]) if asked.get("from") else visit.today() - timedelta(30)
    last = date.fromisoformat(asked["to"]) if asked.get("to") else None
    found = visit.accounts.reads(first, last, asked.get("reader"))
    rows = tuple(
        (minute(r.at), role_of(visit, r.reader), r.reader, READ.get(r.what, r.what), r.of or "", str(r.count))
        for r in reversed(found[-ROWS:])
    )
    columns = (text("When (UTC)"), text("Role"), text("Reader"), text("What"), text("Of"), text("How many"))
    said = text_n("Personal data were read once since {day}.", "Personal data were read {n} times since {day}.",
                  len(found), day=first) if found else (
        text("Nobody read personal data since {day}.", day=first))  # fmt: skip
    table = Table(columns, rows, text("The newest first"))
    section = Section("", None, said, (), (), (table,) if rows else (), (), (), ())
    return Page(text("Who read names"), said, sections=(section,), links=_links(visit), template="reads.html",
                extra={"filters": tuple((f, asked.get(f.name, "")) for f in QUERY)})  # fmt: skip


# ------------------------------------------------------------------ acts


def _invite(visit: Visit, given: Mapping[str, Any]) -> Answer:
    person, name = given["person"], given["name"]
    if bool(person) == bool(name):
        raise Refusal(
            _NAME.label, text("say whom to invite: a pseudonym, or a new person's name."), text("Give one of both.")
        )
    if person:
        if person not in people_known(visit) and visit.accounts.people.name_of(person) is None:
            raise Refusal(_WHOM.label, text("nobody here is {person}.", person=person), text("Invite by name instead."))
        if not _may_let_in(visit, person):
            raise Refusal("invite.people", text("whoever holds a role already is invited by the sponsor alone."),
                          text("Ask the sponsor: an invitation could be accepted by who made it."))  # fmt: skip
    invited = person or visit.accounts.people.add(name)
    try:
        sponsor = any(role.role == "sponsor" for role in visit.access.roles)
        secret = visit.accounts.invite(invited, given["days"], bare=not sponsor)
    except Refusal:
        if not person:
            visit.accounts.people.erase(invited)
        raise
    path = f"/join/{secret}"
    says = [
        text("Give this address to that person alone: it is shown this once and opens the account within {days} days.",
             days=given["days"]),
        text("{path}", path=visit.origin + path),
        text("An invitation carries no role: the sponsor decides those in the ledger."),
    ]  # fmt: skip
    if not sponsor:
        says.append(text("Accept it first, then be given a role: once a role is decided, this address opens nothing."))
    return Answer(tuple(says), data={"person": invited, "path": path, "address": visit.origin + path}, once=True)


def _disable(visit: Visit, given: Mapping[str, Any]) -> Answer:
    person = given["person"]
    if person == visit.person:
        raise Refusal(
            _WHOM.label, text("this is your own account."), text("Another person with your role can close it.")
        )
    if not _may_let_in(visit, person):
        raise Refusal("invite.people", text("the account of whoever holds a role is closed by the sponsor alone."),
                      text("Ask the sponsor."))  # fmt: skip
    if not visit.accounts.disable(person):
        raise Refusal(
            _WHOM.label, text("{person} has no open account.", person=person), text("Nothing is to be closed.")
        )
    says = text("The account of {who} is closed: sessions, tokens and invitations have ended. A new invitation "
                "opens it "
                "again.", who=who_is(visit, person))  # fmt: skip
    return Answer((says,), data={"person": person})


def _erase(visit: Visit, given: Mapping[str, Any]) -> Answer:
    person = given["person"]
    if not given["sure"]:
        raise Refusal(_SURE.label, text("this is not ticked."), text("Tick it to erase; it cannot be undone."))
    if person == visit.person:
        raise Refusal(
            _WHOM.label, text("this is you."), text("Another sponsor can erase you, or who keeps the machine.")
        )
    if not visit.accounts.people.erase(person):
        raise Refusal(
            _WHOM.label, text("nothing is kept of {person}.", person=person), text("There is nothing to erase.")
        )
    held = text_n("One role still stands in the ledger under the pseudonym; end it there.",
                  "{n} roles still stand in the ledger under the pseudonym; end them there.",
                  roles) if (roles := _roles(visit, person)) else None  # fmt: skip
    says = text("Name, terms, account, sessions, tokens and words of {person} are erased. The ledger keeps the "
                "pseudonym.",
                person=person)  # fmt: skip
    return Answer((says, *((held,) if held else ())), data={"person": person, "roles": roles})


def _roles(visit: Visit, person: str) -> int:
    return sum(1 for role in visit.house.book.state(PEOPLE).roles(visit.today()) if role.person == person)


LEAVES = (
    Leaf(PATH, text("People"), "see.people", people, rank=95),
    Leaf(READS, text("Who read names"), "see.reads", reads, query=QUERY),
)
ACTS = (
    Act("invite-person", text("Invite a person: a secret path, shown once."), "invite.people", (_PERSON, _NAME, _DAYS),
        _invite, PATH),
    Act("disable-account", text("Close an account; a new invitation opens it again."), "invite.people", (_WHOM,),
        _disable, PATH),
    Act("erase-person", text("Erase all that is kept of a person beside the ledger."), "erase.people", (_WHOM, _SURE),
        _erase, PATH),
)  # fmt: skip
