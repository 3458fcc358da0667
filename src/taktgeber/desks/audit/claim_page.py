"""One claim: how it looked, what is left, group by group, how strong a hidden cause would have to be, what decides."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from taktgeber.core import Card, NotThere, Page, Section, Text, text
from taktgeber.cycle.visit import Visit

from .claim_data import kept_data, plain
from .claims_page import seen, verdict

if TYPE_CHECKING:
    from taktgeber.evidence.claims.kept_claim import KeptClaim


def claim(visit: Visit) -> Page:
    one = _found(visit)
    return Page(
        title=text("Claim from data"),
        sentence=text("{claim}", claim=one.says),
        sections=_sections(one),
        cards=(_card(one),),
        links=(("/claims", text("Claims")), *_to_register(visit, one)),
        twin=plain(kept_data(one), visit.locale),
    )


def _found(visit: Visit) -> KeptClaim:
    """By its short name, else by its entry."""
    asked = visit.query["name"]
    known = seen(visit)
    found = next((one for one in known if asked in (one.claim, str(one.entry))), None)
    if found is None:
        raise NotThere("claims", text('there is no claim "{name}".', name=asked[:80]),
                       text("The page Claims lists all that you may see."))  # fmt: skip
    return found


def _sections(one: KeptClaim) -> tuple[Section, ...]:
    from taktgeber.evidence.claims.brief_section import how
    from taktgeber.evidence.claims.tables import forest, tables
    from taktgeber.evidence.claims.words import becomes, findings, placebos

    audit = one.audit
    if audit is None:
        return ()
    return (Section("claims", None, becomes(audit), (), (forest(audit, one.says),), tables(audit), (), findings(audit),
                    (*placebos(audit), *how())),)  # fmt: skip


def _card(one: KeptClaim) -> Card:
    from taktgeber.evidence.claims.words import if_hidden, sentences, to_decide

    said: list[Text] = []
    if one.audit is not None:
        said += [*sentences(one.audit), *if_hidden(one.audit), to_decide(one.audit)]
    said.append(text("Kept on {day} (entry {entry}), from {source}.", day=one.day, entry=str(one.entry),
                     source=one.source or text("not said")))  # fmt: skip
    if one.on:
        said.append(text("What builds on it: {what}.", what=one.on.partition(":")[2]))
    return Card(text("What its audit found"), tuple(said), text("{state}", state=verdict(one)))


def _to_register(visit: Visit, one: KeptClaim) -> tuple[tuple[str, Text], ...]:
    """The registration form of the desk of experiments, filled in."""
    if one.audit is None or not visit.access.allows("run.experiments"):
        return ()
    return ((f"/experiments?claim={quote(one.claim, safe='')}", text("Register the test that would decide it")),)
