"""The house's codes in words: what stands in the ledger as "exploit_lead" or "approved" is shown by its name.

A code that a firm made up itself (a metric, a unit) has no name here and is shown as it was written.
"""

from __future__ import annotations

from .text import Text, text

_NAMES: dict[str, Text] = {
    # roles
    "management": text("management"),
    "sponsor": text("sponsor"),
    "exploit_lead": text("exploit lead"),
    "explore_lead": text("explore lead"),
    "market_lead": text("market lead"),
    "analyst": text("analyst"),
    "operations": text("operations"),
    "front_line": text("front line"),
    "partner": text("product or production partner"),
    "auditor": text("auditor"),
    # hands
    "exploit": text("exploit"),
    "explore": text("explore"),
    "steering": text("steering"),
    # how an entry stands
    "found": text("found"),
    "decided": text("decided"),
    # states of a proposal
    "waiting": text("waiting"),
    "approved": text("approved"),
    "overridden": text("overridden"),
    "rejected": text("rejected"),
    "expired": text("expired"),
    "closed": text("closed"),
    # what a person may do with one
    "approve": text("approve"),
    "override": text("override"),
    "reject": text("reject"),
    # states of an initiative
    "running": text("running"),
    "at_gate": text("at the gate"),
    "stopped": text("stopped"),
    # how an assumption and a premise stand
    "open": text("open"),
    "testing": text("in test"),
    "held": text("held"),
    "refuted": text("did not hold"),
    "holds": text("holds"),
    "wobbling": text("wobbling"),
    "broken": text("broken"),
    # opportunities: how they stand, and what new business they would be
    "pursued": text("pursued"),
    "dropped": text("dropped"),
    "segment": text("new segment"),
    "proposition": text("new value proposition"),
    "platform": text("platform"),
    "community": text("community"),
    "data_product": text("data product"),
    "format": text("new format"),
    "other": text("something else"),
    # how ripe a prototype is
    "idea": text("idea"),
    "sketch": text("sketch"),
    "trial": text("trial"),
    "ready": text("ready to move"),
    # how a signal was seen, and what became of it
    "level": text("a shift of its level"),
    "newcomer": text("a newcomer"),
    "burst": text("a burst"),
    "new_word": text("a new word"),
    "heard": text("heard"),
    "raised": text("raised"),
    "shakes": text("shakes a premise"),
    "watched": text("watched"),
    "dismissed": text("dismissed"),
    "faded": text("faded"),
    "proved": text("proved true"),
    "false_alarm": text("false alarm"),
    # what an experiment says, and where it stands
    "shown": text("shown"),
    "harm": text("harm shown"),
    "no_effect": text("no effect that matters"),
    "unclear": text("unclear"),
    "invalid": text("invalid"),
    "registered": text("registered"),
    "read": text("read"),
    "concluded": text("concluded"),
    # what an audit says of a claim
    "weakened": text("weakened"),
    "reverses": text("turns round"),
    "cannot_tell": text("cannot be told"),
    # the questions that evidence answers
    "need": text("does the need exist"),
    "understood": text("is it understood"),
    "works": text("does it work"),
    "pays": text("does it pay"),
    "carries": text("does it carry over"),
    # how a test was made
    "randomised": text("drawn by lot"),
    "quasi": text("a design that stands in for a lot"),
    "compared": text("compared, not drawn"),
    "before_after": text("before and after"),
    "interview": text("interview"),
    "observation": text("observation"),
    "field_notes": text("field notes"),
    "photos": text("photos"),
    "transcript": text("transcript"),
    "prototype": text("prototype"),
    "survey": text("survey"),
    "for": text("for it"),
    "against": text("against it"),
    "mixed": text("both"),
    # how strong field work is
    "thin": text("thin"),
    "fair": text("fair"),
    "strong": text("strong"),
    # how much of a kind of decision runs by itself
    "manual": text("manual"),
    "notify": text("notify"),
    "auto": text("auto"),
    # what forecasts are about
    "caused_new_customers": text("new customers caused"),
    "interval_width": text("interval width"),
    "chance_claim_holds": text("chance that the claim holds"),
    "test_cost": text("cost of the test"),
    "chance_of_an_answer_in_time": text("chance of an answer in time"),
    "chance_that_it_holds": text("chance that it holds"),
    # what rests on a premise
    "channel": text("channel"),
    "market": text("market"),
    "product": text("product"),
    "playbook": text("playbook"),
    "unit": text("unit"),
    "initiative": text("an initiative"),
    "premise": text("a premise"),
    # what is promised to a role, a unit or an initiative, and what its decisions are about
    "budget": text("budget"),
    "horizon": text("horizon"),
    "goal": text("goals"),
    "pay": text("pay"),
    "scorecard": text("scorecard"),
    "decides": text("decisions of its own"),
    "time": text("time"),
    "failure": text("that it may fail"),
    "test": text("a test"),
    "reserve": text("the reserve"),
    "people": text("people"),
    # how a text reads
    "plain": text("exploitation, said plainly"),
    "dressed": text("exploitation dressed as exploration"),
    "hybrid": text("hybrid role that will tip to exploitation"),
    "exploration": text("exploration"),
    "too_little": text("too little to tell"),
    # whether a promise was kept
    "kept": text("kept"),
    "not_kept": text("not kept"),
    # rooms
    "balance": text("balance"),
    "data": text("data"),
    "evidence": text("evidence"),
    "govern": text("governance"),
    "premises": text("premises"),
    "claims": text("claims"),
    "signals": text("signals"),
    "word": text("word and deed"),
    # tables
    "media": text("media"),
    "bookings": text("bookings"),
    "transactions": text("transactions"),
    "outcomes": text("outcomes"),
    "controls": text("controls"),
    "series": text("series"),
    "texts": text("texts"),
    "tools": text("tools"),
    "capacity": text("capacity"),
    "events": text("events"),
    "customers": text("customers"),
    "rates": text("rates"),
    "orders": text("orders"),
    # what a load adds up
    "spend": text("spend"),
    "revenue": text("revenue"),
    "amount": text("amount"),
}


def named(code: str) -> Text | str:
    """The code's name; what has none, as a person would write it."""
    return _NAMES.get(code) or code.replace("_", " ")


def purse_named(purse: str) -> Text | str:
    """ "channel:TikTok" as "TikTok", "unit:lab" as "the unit lab"."""
    kind, _, which = purse.partition(":")
    match kind:
        case "held":
            return text("what is not spent")
        case "reserve":
            return text("the explore reserve") if which == "explore" else text("the reserve {name}", name=which)
        case "unit":
            return text("the unit {name}", name=which)
        case "initiative":
            return text("the initiative {name}", name=which)
    return which or purse


def reference_named(name: str) -> Text | str:
    """ "entry:11" as "entry 11"; a digest by its beginning, since the foot of a page holds it in full."""
    kind, _, which = name.partition(":")
    digest = len(which) == 64 and set(which) <= set("0123456789abcdef")
    short = f"{which[:12]}…" if digest else which
    match kind:
        case "entry":
            return text("entry {number}", number=short)
        case "snapshot":
            return text("snapshot {name}", name=short)
        case "reduction":
            return text("reduction {name}", name=short)
    return text("{kind} {name}", kind=named(kind), name=short) if which else named(kind)
