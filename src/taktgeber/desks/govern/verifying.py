"""Is the ledger whole? Said in one sentence, on the page and by takt ledger verify alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taktgeber.core import Act, Answer, Field, Form, Text, text, text_n
from taktgeber.cycle.visit import Visit
from taktgeber.govern import LedgerBook
from taktgeber.govern.aside import AT_ONCE, Verified, last_verified, remember, verify_aside
from taktgeber.govern.book import check_head

QUIETLY = 2000  # entries that a page verifies by itself, in some 20 ms
_HEAD = Field("head", text("A head printed elsewhere"), required=False, most=64,
              hint=text("As on a brief: with it, a ledger that was cut or rebuilt is caught too."))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chain:
    sentence: Text
    running: bool = False


def verified(book: LedgerBook, head: str | None = None) -> Answer:
    """Walks the whole chain. code 1 where something is not as it was written."""
    broken, stands, count = book.verify(head), book.head(), book.count()
    data = {"whole": broken is None, "first_broken": broken, "entries": count, "head": stands}
    return Answer((_says(stands, count, head or "", broken),), data=data, code=int(broken is not None))


def state_of_chain(visit: Visit) -> Chain:
    """What is known of the chain at this moment; a short one is verified on the way."""
    book, address = visit.house.book, visit.house.workspace.ledger_address
    held, head, count = last_verified(address), book.head(), book.count()
    if held is not None and held.running:
        return Chain(text("The ledger is being verified: {count} entries, which takes about {seconds} s.",
                          count=held.count, seconds=held.seconds), running=True)  # fmt: skip
    if (held is None or held.head != head) and count <= QUIETLY:
        held = Verified(head, count, broken=book.verify())
        remember(address, held)
    if held is None:
        return Chain(text_n("One entry stands in the ledger; it has not been verified since Taktgeber was started.",
                            "{n} entries stand in the ledger; they have not been verified since Taktgeber was started.",
                            count))  # fmt: skip
    if held.wrong is not None:
        return Chain(held.wrong.says)
    if held.broken is None and held.head != head:
        return Chain(text("The first {verified} of {count} entries were verified and are whole; the others are new.",
                          verified=held.count, count=count))  # fmt: skip
    return Chain(_says(f"{held.head[:12]}…", held.count, held.wanted, held.broken))


def verify_form() -> Form:
    return Form("verify-ledger", text("Verify"), (_HEAD,), open=False)


def _verify(visit: Visit, given: Mapping[str, Any]) -> Answer:
    book, address = visit.house.book, visit.house.workspace.ledger_address
    wanted, count, head = given["head"], book.count(), book.head()
    if count <= AT_ONCE:
        answer = verified(book, wanted)
        remember(address, Verified(head, count, wanted or "", answer.data["first_broken"]))
        return answer
    if wanted:
        check_head(wanted)
    begun = verify_aside(address, head, count, wanted or "")
    says = text("It is being verified: {count} entries, which takes about {seconds} s. The ledger's page says "
                "when it is "
                "done.", count=begun.count, seconds=begun.seconds)  # fmt: skip
    return Answer((says,), data={"entries": begun.count, "seconds": begun.seconds, "running": True})


def _says(head: str, count: int, wanted: str, broken: int | None) -> Text:
    if broken is None:
        return text_n("The ledger is whole: one entry. Head: {head}",
                      "The ledger is whole: {n} entries, each chained to the one before. Head: {head}",
                      count, head=head)  # fmt: skip
    if broken > count:
        return text("The head {head} is nowhere in this ledger: entries were cut off, or the chain was built anew. It "
                    "ends at entry {count}.", head=wanted, count=str(count))  # fmt: skip
    return text("Entry {broken} is not as it was written. Everything before it is whole.", broken=str(broken))


ACTS = (
    Act("verify-ledger", text("Say whether the ledger is whole; with a head, that nothing was cut or rebuilt."),
        "see.ledger", (_HEAD,), _verify, "/ledger"),
)  # fmt: skip
