"""All claims that were kept: how it looked beside what is left of it, what else explains it, what would decide it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from taktgeber.core import Card, Empty, Page, Period, Section, Table, Text, text
from taktgeber.core.names import named
from taktgeber.core.section import Cell
from taktgeber.cycle.visit import Visit

from .claim_data import kept_data, plain
from .claim_form import claim_form

if TYPE_CHECKING:
    from taktgeber.evidence.claims.kept_claim import KeptClaim

TITLE = text("Claims")


def claims(visit: Visit) -> Page:
    from taktgeber.evidence.claims.brief_section import audited, headline

    known = seen(visit)
    form = claim_form(visit, opened=not known)
    if not known:
        return _empty(visit)
    ordered = (*audited(known), *(one for one in known if one.verdict is None))
    return Page(
        title=TITLE,
        sentence=headline(known),
        sections=(_argument(visit, ordered),),
        past=_beat(visit),
        forms=(form,),
        template="claims.html",
        extra={"each": tuple(_card(one) for one in ordered)},
        twin=plain({"claims": [kept_data(one) for one in ordered]}, visit.locale),
    )


def seen(visit: Visit) -> tuple[KeptClaim, ...]:
    """A market lead sees claims about the own market."""
    from taktgeber.evidence.claims import CLAIMS

    near = visit.access.markets("see.experiments")
    known = visit.house.book.state(CLAIMS).claims.values()
    return tuple(one for one in known if near is None or one.market in near)


def address_of(one: KeptClaim) -> str:
    """By its short name where that can stand in an address, else by its entry."""
    from urllib.parse import quote

    return f"/claims/{quote(one.claim, safe='') if '/' not in one.claim else one.entry}"


def _beat(visit: Visit) -> Period:
    return visit.house.settings.beat(visit.today())


def _argument(visit: Visit, ordered: Sequence[KeptClaim]) -> Section:
    """The first that does not hold is drawn."""
    from taktgeber.evidence.claims.brief_section import headline, how, tiles
    from taktgeber.evidence.claims.tables import forest

    drawn = next((one for one in ordered if one.audit is not None), None)
    pictures = (forest(drawn.audit, drawn.says),) if drawn is not None and drawn.audit is not None else ()
    return Section(
        "claims", None, headline(ordered), tiles(ordered, _beat(visit)), pictures, (_table(ordered),), (), (), how()
    )


def _table(ordered: Sequence[KeptClaim]) -> Table:
    head = (text("Claim from data"), text("Verdict"), text("As it was"), text("With the rest held still"),
            text("Day"))  # fmt: skip
    return Table(head, tuple(_row(one) for one in ordered), text("All claims, those that do not hold first"))


def _row(one: KeptClaim) -> tuple[Cell, ...]:
    from taktgeber.evidence.claims.words import effect

    audit = one.audit
    raw: Cell = effect(audit, audit.raw) if audit else ""
    left: Cell = effect(audit, audit.adjusted) if audit and audit.adjusted else ""
    return one.says, verdict(one), raw, left, text("{day}", day=one.day)


def verdict(one: KeptClaim) -> Text | str:
    return named(one.verdict) if one.verdict else text("not audited")


def _card(one: KeptClaim) -> Card:
    from taktgeber.evidence.claims.words import if_hidden, sentences

    says = (*sentences(one.audit), *if_hidden(one.audit)[:1]) if one.audit else ()
    state = text("{state}", state=verdict(one))
    return Card(text("{claim}", claim=one.says), says, state, link=(address_of(one), text("What its audit found")))


def _empty(visit: Visit) -> Page:
    from taktgeber.evidence.claims.brief_section import headline

    return Page(
        title=TITLE,
        sentence=headline(()),
        empty=Empty(
            text("People who saw the summer film drink more cold drinks than those who saw the November film. The film "
                 "did not make them thirsty: the sun did."),
            text("Bring a table with a row a case: what is said to be moved, what is said to move it, and what else "
                 "was so before. You are told what is left of the claim, and which test would decide it."),
            forms=(claim_form(visit, opened=True),),
        ),
        twin={"claims": []},
    )  # fmt: skip
