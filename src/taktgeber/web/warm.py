"""Pages made before anybody asks for them: at the start, and again where a plan or a load changed what they show.

A first drawing takes seconds, and fifty people who come at once would all wait for it. So every page that the
navigation or another page leads to is made once for each set of roles, in the languages that people chose. It
is made for nobody: no name is read, so no look at a name is noted.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qsl, urlsplit

from taktgeber.core import Leaf, Page, Refusal
from taktgeber.cycle import House
from taktgeber.cycle.visit import Visit
from taktgeber.govern import PROPOSALS
from taktgeber.govern.permissions import PERMISSIONS, Access, RoleHeld, access_of

from .desks import leaves
from .layout import render
from .pages import around, leaf_at, make_page
from .visits import Stands, Visits

EVERY = 3  # seconds between two looks at what stands
UNSEEN = frozenset(PERMISSIONS) - {"see.names", "see.reads"}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """A page for those who hold these roles. first: its links are followed too."""

    roles: tuple[RoleHeld, ...]
    locale: str
    path: str
    first: bool = True


def warm(visits: Visits) -> None:
    """Before the door opens: each thread opens its house, then they share the pages."""
    waiting = deque(steps(visits))

    def work() -> None:
        visits.house()
        with contextlib.suppress(IndexError):
            while True:
                waiting.extend(take(visits, waiting.popleft()))

    visits.warm = what_stands(visits.house())
    visits.in_every_thread(work)


async def keep_warm(visits: Visits) -> None:
    """Beside the visits, a page at a time: whoever comes before a page's turn waits for that page alone.

    Only where it was warm when the door opened.
    """
    while visits.warm is not None:
        await asyncio.sleep(EVERY)
        with contextlib.suppress(Refusal):  # a store that is away is told to those who come
            stands = await visits.run(lambda: what_stands(visits.house()))
            if stands != visits.warm:
                await _make(visits, deque(await visits.run(lambda: steps(visits))))
                visits.warm = stands


async def _make(visits: Visits, waiting: deque[Step]) -> None:
    while waiting:
        waiting.extend(await visits.run(partial(take, visits, waiting.popleft())))


def what_stands(house: House) -> Stands:
    """The newest plan and the data as they are loaded: what is costly on a page changes with them alone."""
    plans = house.book.state(PROPOSALS).plans
    return plans[-1].digest if plans else "", house.snapshot()


def steps(visits: Visits) -> tuple[Step, ...]:
    """Every page of the navigation for every set of roles that an account holds, in its language."""
    book = visits.house().book
    readers = {
        (access_of(book, account.person, book.today()).roles, account.locale or "en_GB"): None
        for account in visits.accounts.accounts()
        if account.disabled is None
    }
    paths = [leaf.path for leaf in leaves() if "{" not in leaf.path]
    return tuple(Step(roles, locale, path) for roles, locale in readers for path in paths)


def take(visits: Visits, step: Step) -> tuple[Step, ...]:
    """Make one page and let it go: what was costly about it is kept. Returns the steps to where it leads."""
    at = urlsplit(step.path)
    found = leaf_at(at.path)
    if found is None:
        return ()
    leaf, parts = found
    access = Access("", step.roles, UNSEEN)
    visit = Visit(visits.house(), visits.accounts, access, step.locale, dict(parse_qsl(at.query)) | parts)
    try:
        page = make_page(leaf, visit)
        render(page, around(visit, step.path))
    except Refusal:
        return ()  # not for these roles
    except Exception as wrong:  # the visitor to whom it happens is told; the door opens all the same
        _log.warning("%s could not be made ahead: %s", step.path, wrong)
        return ()
    return tuple(Step(step.roles, step.locale, path, False) for path in _leads(leaf, page)) if step.first else ()


def _leads(leaf: Leaf, page: Page) -> list[str]:
    return [path for path, _ in page.links if urlsplit(path).path.startswith(leaf.path) and path != leaf.path]
