"""What people do with signals: hear one, say what becomes of it. And what a scan does: write new alarms down.

The same functions serve shell, form and demo. A scan writes what it saw as found; what becomes of it is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from taktgeber.core import Entry, Refusal, Text, digest_of, encode, text
from taktgeber.explore.short_name import short_name_of

from .memory import SIGNALS, Signals
from .raised import Raised

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

ACTOR = "machine:signals"
SAME_WEEKS = 26  # within which the same alarm is known again


def keep_alarms(book: LedgerBook, alarms: Iterable[Raised], source: str) -> tuple[Entry, ...]:
    """Enters those that are not known yet, the oldest first; source: the file or tables that were scanned."""
    known, made = book.state(SIGNALS), []
    for one in sorted(alarms, key=lambda one: (one.day, one.about)):
        if not is_known(known, one):
            body = _body_of(one, source, _free(known, f"{one.about} {one.since or one.day}"))
            made.append(book.found("signal", body, ACTOR, f"takt signals scan, {source}, {book.today()}"))
            known = book.state(SIGNALS)
    return tuple(made)


def is_known(known: Signals, one: Raised) -> bool:
    """Whether the same was raised within half a year: the same thing, seen the same way, in the same direction."""
    return any(
        other.digest == digest(one) and abs(other.day - one.day) <= timedelta(weeks=SAME_WEEKS)
        for other in known.signals.values()
    )


def digest(one: Raised) -> str:
    direction = "" if one.up is None else "up" if one.up else "down"
    return digest_of("\n".join((one.about, one.how, direction)).encode())


def hear_signal(book: LedgerBook, says: str, about: str, actor: str, *, day: date | None = None,
                source: str = "", name: str = "") -> Entry:  # fmt: skip
    """What somebody heard, outside or inside. name: short; made of what it is about, if not given."""
    when = day or book.today()
    body = {"signal": name or _free(book.state(SIGNALS), about), "says": says, "about": about, "how": "heard",
            "day": when.isoformat()}  # fmt: skip
    return book.decide("signal", body | ({"source": source} if source else {}), actor)


def settle(book: LedgerBook, signal: str, fate: str, actor: str, *, reason: str = "", premise: str | None = None,
           hypothesis: Mapping[str, Any] | None = None, happened: date | None = None) -> tuple[Entry, ...]:  # fmt: skip
    """What becomes of a signal. hypothesis: its name alone where it was said before, else also what it says and its
    question. All entries are made, or none: a shaken premise is seen to be spoken against, a hypothesis is said."""
    known = book.state(SIGNALS).signals.get(signal)
    if known is None:
        raise Refusal("signals", text('there is no signal "{name}".', name=signal),
                      text("All of them are listed by: takt signals list"))  # fmt: skip
    today = book.today().isoformat()
    named = str(hypothesis["hypothesis"]) if hypothesis else None
    body = {"signal": signal, "fate": fate, "premise": premise, "hypothesis": named, "reason": reason or None,
            "happened": happened.isoformat() if happened else None, "day": today}  # fmt: skip
    turned = ("fate", {name: value for name, value in body.items() if value is not None})
    if fate == "shakes":
        if not premise:
            raise Refusal(text("The premise that it shakes."), text("this field is empty."), text("Fill it in."))
        return book.decide_all((turned, ("observed", _seen(known.signal, known.says, premise, today))), actor)
    if fate == "hypothesis" and hypothesis and "says" in hypothesis:
        return _with_hypothesis(book, turned, hypothesis, actor)
    return (book.decide(*turned, actor),)


def told_late(book: LedgerBook, signal: str) -> tuple[Text, ...]:
    """To be told of one that came true before it was raised: it counts as missed, whoever or whatever raised it."""
    known = book.state(SIGNALS).signals[signal]
    if not known.missed or known.last is None or known.last.happened is None:
        return ()
    return (text("It happened on {happened}, before it was raised on {day}: it counts as missed, and not as heard.",
                 happened=known.last.happened, day=known.day),)  # fmt: skip


def _with_hypothesis(book: LedgerBook, turned: tuple[str, dict[str, Any]], said: Mapping[str, Any], actor: str,
                     ) -> tuple[Entry, ...]:  # fmt: skip
    """The hypothesis is said by the same function as everyone's, once it is sure that both are accepted."""
    from taktgeber.evidence.registry.enter import say_hypothesis

    fields = {"question": "need", **said, "hand": "explore"}
    wrong = book.objection((("hypothesis", fields | {"day": book.today().isoformat()}), turned), actor)
    if wrong is not None:
        raise Refusal("signals", wrong.says, wrong.advice)
    return say_hypothesis(book, fields, actor), book.decide(*turned, actor)


def _seen(signal: str, says: str, premise: str | None, today: str) -> dict[str, Any]:
    """Named by premise and day too, since one signal can shake several, one after the other."""
    return {"observed": f"{signal}-{premise}-{today}", "premise": premise or "", "speaks": "against", "says": says,
            "signal": signal, "day": today}  # fmt: skip


def _body_of(one: Raised, source: str, name: str) -> dict[str, Any]:
    body = {
        "signal": name, "says": one.in_english(), "about": one.about, "how": one.how, "source": source,
        "since": one.since.isoformat() if one.since else None, "p": one.p, "chance": one.chance,
        "digest": digest(one), "told": encode(one.says), "day": one.day.isoformat(),
    }  # fmt: skip
    return {name: value for name, value in body.items() if value is not None}


def _free(known: Signals, words: str) -> str:
    """A short name that is not taken, of any script; "signal" where nothing of the words can stand in one."""
    return short_name_of(words, known.signals) or short_name_of("signal", known.signals)
