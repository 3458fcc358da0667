"""Permissions, reads and moments in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from taktgeber.core import Text, text
from taktgeber.govern.permissions import Permission

PERMITS: Mapping[Permission, Text] = {
    "see.today": text("see the first page"),
    "see.management": text("see the management page"),
    "see.exploit": text("see today's business"),
    "see.experiments": text("see experiments"),
    "see.lab": text("see the lab"),
    "see.balance": text("see the balance"),
    "see.ledger": text("see the ledger"),
    "see.operations": text("see operations"),
    "see.people": text("see people and roles"),
    "see.names": text("see names"),
    "decide": text("decide proposals"),
    "load.data": text("load data"),
    "plan.beat": text("plan a beat"),
    "close.beat": text("close a beat"),
    "enter.found": text("enter what is found"),
    "enter.decided": text("decide entries"),
    "report.heard": text("report what customers said"),
    "read.heard": text("read what customers said"),
    "stop.automatic": text("stop what runs by itself"),
    "start.automatic": text("start what was stopped"),
    "invite.people": text("invite people"),
    "erase.people": text("erase people"),
    "see.reads": text("see who read what"),
    "use.tokens": text("make tokens"),
    "run.experiments": text("register experiments and bring what was learned"),
    "see.premises": text("see premises and signals"),
    "run.premises": text("say premises, what speaks for and against them, and what became of signals"),
    "run.lab": text("write down opportunities, initiatives and what must be true for them"),
    "see.word": text("see word and deed"),
    "run.word": text("confirm audits of texts, enter promises and decisions taken elsewhere"),
}
READ: Mapping[str, Text] = {"name": text("the name"), "names": text("a list of names")}


def minute(at: datetime) -> Text:
    return text("{day}, {time}", day=at.date(), time=f"{at:%H:%M}")


# What browsers call themselves; each claims to be those behind it too.
_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
            ("Linux", "Linux"))  # fmt: skip


def browser_of(agent: str) -> Text | str:
    """ "Firefox, Windows"; what names itself otherwise, as it does."""
    found = [next((name for mark, name in known if mark in agent), "") for known in (_BROWSERS, _SYSTEMS)]
    return text("{browser}, {system}", browser=found[0], system=found[1]) if all(found) else agent[:80]
