"""A page as a value: the argument, what waits for a decision, and what a reader may do about it.

A desk makes it; the web lays it out as HTML, as its `.json` twin and for print, all from this object.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from .answer import Answer
from .plan import Forecast, Mode, Proposal, Verdict
from .section import Section
from .text import Text

if TYPE_CHECKING:
    from datetime import datetime

FieldKind = Literal["text", "long", "choice", "date", "number", "money", "tick", "file", "password", "hidden"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks for, and one member of its body over HTTP.

    value: what stands in it at first; choices: value and words, of a choice; many: several values
    (files, ticks); most: of text, its greatest length.
    """

    name: str
    label: Text
    kind: FieldKind = "text"
    value: str = ""
    choices: tuple[tuple[str, Text | str], ...] = ()
    required: bool = True
    hint: Text | None = None
    many: bool = False
    most: int = 400


@dataclass(frozen=True, slots=True)
class Form:
    """What a reader may do here. act: an Act's name; given: values that are settled already (not shown).

    open: shown at once; else folded behind its button. weight: main (the one thing to do), plain, stop.
    """

    act: str
    submit: Text
    fields: tuple[Field, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    open: bool = True
    weight: Literal["main", "plain", "stop"] = "plain"


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """What became of a proposal. actor: a role or a pseudonym, never a name; alone: by its own author."""

    verdict: Verdict
    actor: str
    at: datetime
    reason: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A proposal, its key as typed, what became of it (None: it waits), and the forms of who may decide it."""

    key: str
    proposal: Proposal
    decided: DecidedLine | None
    forms: tuple[Form, ...] = ()

    @property
    def shared(self) -> Forecast | None:
        """One of its forecasts, where all are about the same scope and period: said once then."""
        forecasts = self.proposal.forecasts
        about = [(dict(f.scope), f.period) for f in forecasts]
        return forecasts[0] if forecasts and all(a == about[0] for a in about) else None


@dataclass(frozen=True, slots=True)
class Card:
    """Something that stands, with what may be done about it. state: one word, such as "stopped"."""

    title: Text
    says: tuple[Text, ...] = ()
    state: Text | None = None
    mode: Mode | None = None
    forms: tuple[Form, ...] = ()
    link: tuple[str, Text] | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing to show yet: what this page will show, what it needs, and the one thing to do."""

    will_show: Text
    needs: Text
    forms: tuple[Form, ...] = ()
    link: tuple[str, Text] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """title: the page's name; sentence: what it asks to decide, or what was learned, in one sentence.

    past: the beat its figures are of, where they share one, so that a figure of another period says so.
    sections: arguments with tiles, pictures, tables; cards and forms: what may be done.
    links: other pages of this desk (path, words). template: of the desk's own, else the common one;
    extra: handed to that template. twin: more for the `.json` twin than this
    object says (a function, where it takes work that the HTML does not need).
    refresh: seconds after which a page that watches work under way looks again.
    """

    title: Text
    sentence: Text
    mode: Mode | None = None
    past: Any = None
    sections: tuple[Section, ...] = ()
    asks: tuple[Ask, ...] = ()
    cards: tuple[Card, ...] = ()
    forms: tuple[Form, ...] = ()
    links: tuple[tuple[str, Text], ...] = ()
    empty: Empty | None = None
    template: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    twin: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None = None
    refresh: int | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page's place. path: its URL, with {names} for parts (they come with the query); permission: of
    govern.permissions, who may see it; rank: its place in the navigation (0: reached from other pages);
    query: what it understands after the question mark."""

    path: str
    name: Text
    permission: str
    make: Callable[[Any], Page]
    rank: int = 0
    query: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it goes out. kind: its media type; name: under which it is saved; policy: its own content
    security policy, of a page that opens in the browser by itself ("": it is saved, not opened)."""

    content: bytes
    kind: str
    name: str
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file's place, such as a table as CSV; otherwise as a Leaf."""

    path: str
    name: Text
    permission: str
    make: Callable[[Any], Sent]
    query: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """What a person may do, by a form or over HTTP. do: called with a Visit and the fields by name.

    A value arrives as its kind says: date as date, number as int, money as Money, tick as bool, file
    as a tuple of paths (read once, gone afterwards), many as a tuple. back: the page to go on from.
    """

    name: str
    help: Text
    permission: str
    fields: tuple[Field, ...]
    do: Callable[[Any, Mapping[str, Any]], Answer]
    back: str


Value = str | int | bool | date | tuple[Any, ...] | None
