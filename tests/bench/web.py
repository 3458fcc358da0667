"""Fifty people in the browser of one machine for ten minutes: how long a page takes, and whether any failed.

The people sit on the same two cores as the server. Each thinks two to four seconds between pages, as people
do at their fastest; one page in twenty is a decision or a report that is refused in words. TAKT_BENCH_MINUTES
shortens the run.
"""

from __future__ import annotations

import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

USERS, THINKS = 50, (2.0, 4.0)
PAGES = {
    "sponsor": (
        "/today",
        "/management",
        "/balance",
        "/exploit",
        "/lab",
        "/ledger",
        "/operations",
        "/people",
        "/account",
    ),
    "exploit_lead": ("/today", "/exploit", "/exploit/kpi?by=channel", "/balance", "/operations"),
    "explore_lead": ("/today", "/lab", "/balance", "/ledger"),
    "market_lead": ("/today", "/exploit", "/front-line"),
    "front_line": ("/today", "/front-line"),
    "auditor": ("/today", "/ledger", "/ledger/breaches", "/people", "/lab.json"),
}


def web() -> Iterator[str]:
    minutes = float(os.environ.get("TAKT_BENCH_MINUTES", "10"))
    with tempfile.TemporaryDirectory() as folder:
        root, sessions = _company(Path(folder) / "company")
        port = _free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "taktgeber", "serve", "--workspace", str(root), "--port", str(port)],
            stdout=subprocess.DEVNULL,
        )
        try:
            yield from asyncio.run(_measure(f"http://127.0.0.1:{port}", sessions, minutes))
        finally:
            server.terminate()
            server.wait(20)


async def _measure(origin: str, sessions: list[tuple[str, str]], minutes: float) -> list[str]:
    took: dict[str, list[float]] = {}
    failed: list[str] = []
    await _until_open(origin)
    ends = time.monotonic() + minutes * 60
    await asyncio.gather(*(_person(origin, i, *sessions[i % len(sessions)], ends, took, failed) for i in range(USERS)))
    every = sorted(second for seconds in took.values() for second in seconds)
    lines = [
        f"web: {USERS} people, {minutes:g} minutes, {len(every):,} pages, {len(failed)} failed"
        + (f" ({', '.join(sorted(set(failed))[:5])})" if failed else ""),
        f"web: half within {_ms(every, 0.5)}, 95 % within {_ms(every, 0.95)} (aim 150 ms), "
        f"99 % within {_ms(every, 0.99)}",
    ]
    return lines + [
        f"web:   {path}: {len(seconds)} times, 95 % within {_ms(sorted(seconds), 0.95)}"
        for path, seconds in sorted(took.items())
    ]


async def _person(
    origin: str, number: int, role: str, secret: str, ends: float, took: dict[str, list[float]], failed: list[str]
) -> None:
    mind = random.Random(number)
    async with httpx.AsyncClient(base_url=origin, cookies={"takt": secret}, timeout=30) as browser:
        await asyncio.sleep(mind.uniform(0, THINKS[1]))
        while time.monotonic() < ends:
            path = mind.choice(PAGES[role])
            began = time.perf_counter()
            try:
                if mind.random() < 0.05:
                    path = "/act/decide"
                    form = {"key": "nothing", "verdict": "approve", "_back": "/today"}
                    answer = await browser.post(path, data=form, headers={"origin": origin})
                    good = answer.status_code in (403, 409)
                else:
                    answer = await browser.get(path)
                    good = answer.status_code == 200
            except httpx.HTTPError as wrong:
                failed.append(f"{path}: {type(wrong).__name__}")
                continue
            took.setdefault(path, []).append(time.perf_counter() - began)
            if not good:
                failed.append(f"{path}: {answer.status_code} for the {role}")
            await asyncio.sleep(mind.uniform(*THINKS))


def _company(root: Path) -> tuple[Path, list[tuple[str, str]]]:
    """The demo company, and an open session for each role."""
    from taktgeber.cycle import open_house
    from taktgeber.demo import make_demo
    from taktgeber.govern import PEOPLE
    from taktgeber.govern.accounts import open_accounts

    made = make_demo(root)
    accounts = open_accounts(made.workspace.people_address)
    with open_house(made.workspace) as house:
        roles = house.book.state(PEOPLE).roles(house.book.today())
    holders = {role.role: role.person for role in roles if role.standing == "decided"}
    sessions = []
    for role in PAGES:
        secret = accounts.invite(holders[role])
        accounts.accept(secret, f"bench-{role.replace('_', '-')}", "seven quiet lanterns")
        sessions.append(
            (role, accounts.sign_in(f"bench-{role.replace('_', '-')}", "seven quiet lanterns", "127.0.0.1").secret)
        )
    accounts.close()
    return made.workspace.root, sessions


async def _until_open(origin: str) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(150):
            try:
                await client.get(f"{origin}/sign-in")
                return
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
    raise RuntimeError("the server did not open")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _ms(ordered: list[float], share: float) -> str:
    return f"{1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]:.0f} ms" if ordered else "-"
