"""Everybody's own account: language, password, sessions, tokens, and what Taktgeber keeps about oneself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktgeber.core import Act, Answer, Card, Field, Form, Leaf, Page, Refusal, Section, Table, text, text_n
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import role_of
from taktgeber.govern.permissions import NEVER_BY_TOKEN, PERMISSIONS, SIGNED_IN, Permission

from .words import PERMITS, READ, browser_of, minute

PATH = "/account"
LANGUAGES = (("en_GB", "English"), ("de_DE", "Deutsch"), ("it_IT", "Italiano"), ("zh_CN", "中文"))
READS = 50  # of one's name, shown at once
_OLD = Field("old", text("The password now"), "password", most=256)
_NEW = Field("new", text("The new password"), "password", most=256,
             hint=text("At least 12 characters; a few words in a row are good."))  # fmt: skip
_AGAIN = Field("again", text("The new password again"), "password", most=256)
_LANGUAGE = Field("language", text("Language"), "choice", choices=LANGUAGES)
_SESSION = Field("session", text("Session"), most=80)
_TOKEN = Field("token", text("Token"), most=80)
_NAME = Field("name", text("What it is for"), most=80)
_DAYS = Field("days", text("For how many days"), "number", value="90")
_MAY = Field("permissions", text("What it may do"), "choice", many=True,
             choices=tuple((p, PERMITS[p]) for p in PERMISSIONS if p not in NEVER_BY_TOKEN))  # fmt: skip


def account(visit: Visit) -> Page:
    roles = tuple(named(role) for role in dict.fromkeys(role.role for role in visit.access.roles))
    sentence = (
        text("You are signed in as {roles}. What you may do is decided in the ledger.", roles=roles)
        if roles
        else text("You are signed in and hold no role yet: the sponsor decides one in the ledger.")
    )
    return Page(
        text("Your account"), sentence,
        cards=(_language(visit), _password(), *_sessions(visit), *_tokens(visit), *_kept(visit)),
        sections=_reads(visit),
    )  # fmt: skip


def _language(visit: Visit) -> Card:
    chosen = Field("language", _LANGUAGE.label, "choice", visit.locale, LANGUAGES)
    return Card(text("Language"), forms=(Form("set-language", text("Use it"), (chosen,)),))


def _password() -> Card:
    form = Form("change-password", text("Change the password"), (_OLD, _NEW, _AGAIN), open=False)
    return Card(text("Password"), (text("A new one ends all your other sessions."),), forms=(form,))


def _sessions(visit: Visit) -> tuple[Card, ...]:
    held, here = visit.accounts.sessions_of(visit.person), visit.accounts.session(visit.session)
    nobody = text("No browser is named.")
    cards = []
    for one in held:
        mine = here is not None and one.id == here.id
        says = text("Signed in {since}, last used {seen}. {agent}", since=minute(one.signed_in_at),
                    seen=minute(one.seen), agent=browser_of(one.agent) or nobody)  # fmt: skip
        forms = () if mine else (Form("end-session", text("Sign out there"), given={"session": one.id}),)
        if mine and len(held) > 1:
            forms = (Form("end-other-sessions", text("Sign out everywhere else")),)
        cards.append(Card(text("A session"), (says,), text("this one") if mine else text("open"), forms=forms))
    return tuple(sorted(cards, key=lambda card: card.state != text("this one")))


def _tokens(visit: Visit) -> tuple[Card, ...]:
    if not visit.access.allows("use.tokens"):
        return ()
    make = Form("make-token", text("Make a token"), (_NAME, _allowed(visit), _DAYS), open=False)
    about = text("A program acts in your name with a token: no more than you may yourself, and until its last day.")
    held = tuple(
        Card(
            text("{name}", name=token.name),
            (text("It may: {what}.", what=tuple(PERMITS[p] for p in sorted(token.permissions))),
             text("Until {day}; last used: {used}.", day=token.until.date(),
                  used=minute(token.used) if token.used else text("never"))),
            text("token"), forms=(Form("revoke-token", text("End it"), given={"token": token.id}, weight="stop"),),
        )
        for token in visit.accounts.tokens_of(visit.person)
    )  # fmt: skip
    return (Card(text("Tokens"), (about,), forms=(make,)), *held)


def _allowed(visit: Visit) -> Field:
    offered = tuple((value, words) for value, words in _MAY.choices if visit.access.allows(_permission(value)))
    return Field(_MAY.name, _MAY.label, "choice", choices=offered, many=True)


def _kept(visit: Visit) -> tuple[Card, ...]:
    people = visit.accounts.people
    name, terms = people.name_of(visit.person), people.terms_of(visit.person)
    login = next((a.login for a in visit.accounts.accounts() if a.person == visit.person), "")
    says = [text("The ledger knows you as {person} and by your roles alone.", person=visit.person)]
    if name:
        says.append(text("Your name: {name}.", name=name))
    if login:
        says.append(text("Your login: {login}.", login=login))
    if terms:
        says.append(text("What was noted of your terms: {terms}", terms=terms))
    says.append(text("Name, terms, account, sessions and tokens can be erased; ask the sponsor. What you decided "
                     "stays in "
                     "the ledger under your pseudonym."))  # fmt: skip
    return (Card(text("What Taktgeber keeps about you"), tuple(says)),)


def _reads(visit: Visit) -> tuple[Section, ...]:
    """Who looked at one's name, by role; whoever looked at a list of all names is counted apart."""
    every = visit.accounts.reads()
    mine = [r for r in every if r.of == visit.person and r.reader != visit.person]
    lists = sum(1 for r in every if r.of is None and r.what == "names" and r.reader != visit.person)
    rows = tuple((minute(r.at), role_of(visit, r.reader), READ.get(r.what, r.what)) for r in reversed(mine[-READS:]))
    says = text_n("Your name was looked at once.", "Your name was looked at {n} times.", len(mine)) if mine else (
        text("Nobody has looked at your name."))  # fmt: skip
    how = (text_n("A list with everybody's name was looked at once more.",
                  "Lists with everybody's name were looked at {n} more times.", lists),) if lists else ()  # fmt: skip
    table = Table((text("When (UTC)"), text("By"), text("What")), rows, text("Who looked at your name"))
    return (Section("", None, says, (), (), (table,) if rows else (), (), (), how),)


# ------------------------------------------------------------------ acts


def _set_language(visit: Visit, given: Mapping[str, Any]) -> Answer:
    visit.accounts.set_locale(visit.person, given["language"])
    return Answer((), data={"language": given["language"]})


def _change_password(visit: Visit, given: Mapping[str, Any]) -> Answer:
    if given["new"] != given["again"]:
        raise Refusal(_AGAIN.label, text("the two passwords are not the same."), text("Type both again."))
    visit.accounts.change_password(visit.person, given["old"], given["new"])
    return Answer((text("Your password is changed. Your other sessions have ended."),), renews=True)


def _end_session(visit: Visit, given: Mapping[str, Any]) -> Answer:
    if not visit.accounts.end_session(visit.person, given["session"]):
        raise Refusal(_SESSION.label, text("you have no such session."), text("It may have ended by itself."))
    return Answer((text("That session has ended."),))


def _end_others(visit: Visit, given: Mapping[str, Any]) -> Answer:
    here = visit.accounts.session(visit.session)
    ended = [s for s in visit.accounts.sessions_of(visit.person) if here is None or s.id != here.id]
    for one in ended:
        visit.accounts.end_session(visit.person, one.id)
    return Answer((text_n("One other session has ended.", "{n} other sessions have ended.", len(ended)),))


def _make_token(visit: Visit, given: Mapping[str, Any]) -> Answer:
    wanted: frozenset[Permission] = frozenset(map(_permission, given["permissions"]))
    for permission in sorted(wanted):
        visit.require(permission)
    secret = visit.accounts.make_token(visit.person, given["name"], wanted, given["days"])
    says = (text("Copy the token now: it is shown this once and kept nowhere."), text("{secret}", secret=secret))
    return Answer(says, data={"token": secret}, once=True)


def _revoke_token(visit: Visit, given: Mapping[str, Any]) -> Answer:
    if not visit.accounts.revoke(visit.person, given["token"]):
        raise Refusal(_TOKEN.label, text("you have no such token."), text("It may have run out."))
    return Answer((text("The token has ended."),))


def _permission(value: str) -> Permission:
    return next(p for p in PERMISSIONS if p == value)


LEAVES = (Leaf(PATH, text("Your account"), SIGNED_IN, account),)
ACTS = (
    Act("set-language", text("Choose your language."), SIGNED_IN, (_LANGUAGE,), _set_language, PATH),
    Act("change-password", text("Change your password."), SIGNED_IN, (_OLD, _NEW, _AGAIN), _change_password, PATH),
    Act("end-session", text("End one of your sessions."), SIGNED_IN, (_SESSION,), _end_session, PATH),
    Act("end-other-sessions", text("End all of your sessions but this one."), SIGNED_IN, (), _end_others, PATH),
    Act("make-token", text("Make a token for a program."), "use.tokens", (_NAME, _MAY, _DAYS), _make_token, PATH),
    Act("revoke-token", text("End one of your tokens."), "use.tokens", (_TOKEN,), _revoke_token, PATH),
)
