"""To report what a customer said, and to take it back.

With consent the ledger gets an entry without words and without a reporter; without it nothing but a private note is
kept. Personal data in the words are pointed out first, and masked unless the reporter says that they are needed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from taktgeber.core import Book, Entry, Refusal, Settings, Text, digest_of, text

from .heard import ABOUT, EVIDENCE, SIGNAL
from .personal import masked, spots
from .words import Kept, Words

ACTOR = "machine:heard"  # so that nobody can count a colleague's reports in the ledger
MOST = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """What a reporter says. personal: what is to happen to personal data in the words, "" where nobody said yet."""

    words: str
    about: str
    market: str | None = None
    on: str | None = None
    consent: bool = False
    personal: Literal["", "mask", "keep"] = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """entry: in the ledger, where it was shared."""

    kept: Kept
    entry: Entry | None


def report(book: Book, store: Words, settings: Settings, told: Told, person: str, now: datetime) -> Reported:
    """Refuses empty or too long words, an unknown theme, market or initiative, and personal data nobody spoke of."""
    words = _checked(book, settings, told)
    salt = secrets.token_hex(16)
    kept = Kept(f"h-{secrets.token_hex(6)}", person, now.astimezone(UTC), words, told.about, told.market, told.on, salt,
                told.consent)  # fmt: skip
    store.add(kept)
    if not told.consent:
        return Reported(kept, None)
    try:
        return Reported(kept, book.found("heard", _body(kept), ACTOR, f"front line, {now.date().isoformat()}"))
    except BaseException:
        store.erase(kept.heard)
        raise


def withdraw(book: Book, store: Words, heard: str, person: str, now: datetime) -> Kept:
    """Erase the words; of what was shared the ledger says that it ended. Only who reported it may."""
    kept = store.one(heard)
    if kept is None or kept.person != person:
        raise Refusal(
            text("your reports"),
            text("you have no report of this name."),
            text("It may be erased: look again."),
        )
    if kept.shared:
        body = {"subject": f"heard:{heard}", "day": now.date().isoformat(), "reason": "taken back by who reported it"}
        book.found("ended", body, ACTOR, f"front line, {now.date().isoformat()}")
    store.erase(heard)
    return kept


def digest(kept: Kept) -> str:
    return digest_of(f"{kept.salt}{kept.words}".encode())


def _body(kept: Kept) -> dict[str, str | None]:
    return {
        "heard": kept.heard, "digest": digest(kept), "about": kept.about, "market": kept.market,
        "day": kept.at.date().isoformat(), "level": EVIDENCE if kept.on else SIGNAL, "on": kept.on,
    }  # fmt: skip


def _checked(book: Book, settings: Settings, told: Told) -> str:
    from taktgeber.govern import INITIATIVES

    where: Text = text("What the customer said")
    words = told.words.strip()
    if not words:
        raise Refusal(where, text("there are no words yet."), text("Write what you heard, as it was said."))
    if len(words) > MOST:
        raise Refusal(where, text("it is longer than {most} characters.", most=str(MOST)), text("Shorten it."))
    if told.about not in ABOUT:
        raise Refusal(text("What it is about"), text('"{about}" is none of the themes.', about=told.about),
                      text("Choose one of: {themes}.", themes=tuple(ABOUT)))  # fmt: skip
    markets = [market.name for market in settings.markets]
    if told.market is not None and told.market not in markets:
        raise Refusal(text("Market"), text('"{name}" is no market of this workspace.', name=told.market),
                      text("Its markets are: {names}.", names=tuple(markets)))  # fmt: skip
    if told.on is not None and told.on not in book.state(INITIATIVES):
        raise Refusal(text("What it speaks to"), text('there is no initiative "{name}".', name=told.on),
                      text("Leave it empty: it then stands as a signal."))  # fmt: skip
    return _cleared(words, told)


def _cleared(words: str, told: Told) -> str:
    found = spots(words)
    if not found or told.personal == "keep":
        return words
    if told.personal == "mask":
        return masked(words)
    listed = tuple(f"“{spot.words}”" for spot in found)
    raise Refusal(
        text("What the customer said"),
        text("it seems to name somebody: {listed}.", listed=listed),
        text("Say what is to happen to it: mask it, or keep it because it is needed. Nothing is saved yet."),
    )
