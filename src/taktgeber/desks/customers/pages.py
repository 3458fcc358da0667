"""The front line on the web: what moved for customers, what was heard, and what of it may be read by whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktgeber.core import Act, Answer, Card, Field, Form, Leaf, Page, Text, text
from taktgeber.cycle.visit import Visit

from .heard_page import heard
from .moved_section import moved, sentence

MOST = 2000
_PERSONAL = (
    ("mask", text("Mask it: nobody needs it")),
    ("keep", text("Keep it: it is needed to help")),
)


def front_line(visit: Visit) -> Page:
    """What moved since yesterday, the one true act, and what this reader reported before."""
    from taktgeber.customers import Words

    own = Words(visit.accounts.engine).of(visit.person)
    section = moved(visit)
    links = (("/front-line/heard", text("What was heard")),) if visit.access.allows("read.heard") else ()
    return Page(
        title=text("Front line"),
        sentence=sentence(visit),
        sections=(section,) if section else (),
        forms=(report_form(visit),),
        cards=tuple(_card(kept) for kept in own[:20]),
        links=(("/front-line", text("Front line")), *links) if links else (),
    )


def report_form(visit: Visit) -> Form:
    from taktgeber.customers.heard import ABOUT
    from taktgeber.govern import INITIATIVES

    markets = tuple((market.name, market.name) for market in visit.house.settings.markets)
    known = visit.house.book.state(INITIATIVES).values()
    bets = tuple((one.initiative, one.name) for one in known if one.state != "stopped")
    fields = [
        Field("words", text("What did the customer say?"), "long", most=MOST,
              hint=text("In the customer's words. Leave out who it was.")),
        Field("about", text("What is it about?"), "choice", choices=tuple(ABOUT.items())),
    ]  # fmt: skip
    if markets:
        fields.append(Field("market", text("Market"), "choice", choices=markets, required=False))
    if bets:
        hint = text("It then stands as evidence of the lowest level (E0: somebody said so), else as a signal.")
        fields.append(Field("on", text("Does it speak to something we try?"), "choice", choices=bets, required=False,
                            hint=hint))  # fmt: skip
    fields += [
        Field("consent", text("Share it"), "tick", hint=text(
            "The leads read your words, never that they are yours, and only once five people have reported. "
            "Without this tick it stays your own note. You can take it back at any time.")),
        Field("personal", text("Names, numbers and addresses in it"), "choice", choices=_PERSONAL, required=False,
              hint=text("Leave it open: if there are some, you are asked before anything is saved.")),
    ]  # fmt: skip
    return Form("report-heard", text("Keep it"), tuple(fields), weight="main")


def _card(kept: Any) -> Card:
    from taktgeber.customers.heard import ABOUT

    given, about = {"heard": kept.heard}, ABOUT[kept.about]
    told = (
        text("About {about}, {market}, {day}.", about=about, market=kept.market, day=kept.at.date())
        if kept.market
        else text("About {about}, {day}.", about=about, day=kept.at.date())
    )
    if kept.shared:
        return Card(text("“{words}”", words=kept.words), (told,), text("shared"),
                    forms=(Form("withdraw-heard", text("Take it back"), given=given),))  # fmt: skip
    return Card(text("“{words}”", words=kept.words), (told,), text("your own note"),
                forms=(Form("withdraw-heard", text("Erase it"), given=given),))  # fmt: skip


def report_heard(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.customers import Told, Words, report

    told = Told(given["words"], given["about"], given["market"], given["on"], given["consent"], given["personal"] or "")
    visit.require("report.heard", market=told.market)
    house = visit.house
    made = report(house.book, Words(visit.accounts.engine), house.settings, told, visit.person, house.clock())
    return Answer((_thanks(made.entry is not None, told.on),), data={
        "heard": made.kept.heard, "shared": made.kept.shared, "words": made.kept.words,
        "entry": made.entry.seq if made.entry else None,
    })  # fmt: skip


def _thanks(shared: bool, on: str | None) -> Text:
    if not shared:
        return text("Kept as your own note. Nobody else reads it; erase it when you like.")
    if on:
        return text(
            'Thank you. It is shared without your name, as evidence for or against "{initiative}".', initiative=on
        )
    return text("Thank you. It is shared without your name, as a signal.")


def withdraw_heard(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.customers import Words, withdraw

    house = visit.house
    kept = withdraw(house.book, Words(visit.accounts.engine), given["heard"], visit.person, house.clock())
    said = (
        text("Taken back: your words are erased. The ledger keeps a digest that says nothing without them.")
        if kept.shared
        else text("Your note is erased.")
    )
    return Answer((said,), data={"heard": kept.heard, "erased": True})


LEAVES = (
    Leaf("/front-line", text("Front line"), "report.heard", front_line, rank=80),
    Leaf("/front-line/heard", text("What was heard"), "read.heard", heard, rank=81),
)
ACTS = (
    Act(
        "report-heard", text("Report what a customer said; share it, or keep it as a note of your own."),
        "report.heard",
        (
            Field("words", text("What did the customer say?"), "long", most=MOST),
            Field("about", text("What is it about?"), "choice", choices=tuple(
                (name, name) for name in ("product", "service", "price", "delivery", "advertising", "other"))),
            Field("market", text("Market"), required=False),
            Field("on", text("Does it speak to something we try?"), required=False),
            Field("consent", text("Share it"), "tick"),
            Field("personal", text("Names, numbers and addresses in it"), "choice", choices=_PERSONAL, required=False),
        ), report_heard, "/front-line",
    ),
    Act("withdraw-heard", text("Take a report back, or erase a note: the words are erased."), "report.heard",
        (Field("heard", text("The report"), "hidden"),), withdraw_heard, "/front-line"),
)  # fmt: skip
