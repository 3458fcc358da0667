"""What people do with words: keep a promise that was made, confirm an audit, enter what was decided elsewhere, release
their figures. Each is one entry that the book's rules accept or refuse; shell, form and demo use the same functions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from taktgeber.core import Entry, Refusal, encode, text
from taktgeber.explore.short_name import short_name_of

from .memory import WORDS
from .subject import subject_of

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

    from .text_audit import TextAudit

Fields = Mapping[str, Any]


def keep_promise(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """fields: to, right, says; amount, share, weeks, decides, until, source, day where they are known. Its short name
    is made from what it says, unless `promise` gives one."""
    known = book.state(WORDS).promises
    name = fields.get("promise") or short_name_of(fields["says"], known) or f"promise-{len(known) + 1}"
    _require_new(name, known, text("Give another short name to what you say now."))
    _require_known(book, fields["to"])
    return book.decide("promise", {"day": book.today().isoformat(), **fields, "promise": name}, actor)


def confirm_audit(book: LedgerBook, audit: TextAudit, name: str, to: str, actor: str) -> Entry:
    """A person says that the verdict may be kept and shared. Of the text the digest is kept alone."""
    _require_known(book, to)
    body = {
        "audited": name, "to": to, "verdict": audit.verdict, "language": audit.language, "digest": audit.digest,
        "counts": {label: count for label, count in audit.counts().items() if count}, "told": encode(audit.says),
        "day": book.today().isoformat(),
    }  # fmt: skip
    return book.decide("audited", body, actor)


def note_taken(book: LedgerBook, fields: Fields, actor: str) -> Entry:
    """A decision that was taken elsewhere. fields: about, decides, level, verdict; asked, says, day where known."""
    _require_known(book, fields["about"])
    name = fields.get("taken") or f"{fields['about']}-{book.count() + 1}"
    return book.decide("taken", {"day": book.today().isoformat(), **fields, "taken": name}, actor)


def release(book: LedgerBook, subject: str, shown: bool, actor: str) -> Entry:
    """Who holds the role lets everybody see figures about its decisions, or takes that back."""
    body = {"released": subject, "shown": shown, "day": book.today().isoformat()}
    return book.decide("released", body, actor)


def _require_new(name: str, known: Mapping[str, Any], mend: Any) -> None:
    if name in known:
        raise Refusal(name[:80], text('there is a promise "{name}" already.', name=name[:80]), mend)


def _require_known(book: LedgerBook, subject: str) -> None:
    """A strategy is known by what is said of it, so the first promise makes it known."""
    if not subject.startswith("strategy:"):
        subject_of(book, subject, book.today())
