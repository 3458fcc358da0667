"""The demo company's workspace: its settings, and how each of its exports is read.

A gift and party-ware house that sells mostly to shops. Its teams are real segments of the orders; the rest of the
world is a market without a team.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from taktgeber.core import phrase
from taktgeber.workspace import Workspace, make_workspace

from .calendar import BEAT_WEEKS, BURN_IN_WEEKS, FIRST_BEAT
from .media import CHANNELS, GOOGLE, MARKETS, META, SPLIT, TIKTOK
from .orders import BENELUX, FRANCE, GERMANY, UK_GUEST, UK_LARGE, UK_SMALL, WORLD
from .platform_exports import account_of

FIRM = "Ribbon & Lantern"
MAPPINGS = ("orders", "customers", "bookings", "rates", "watched")
TESTS = 3  # of the lab at once: two people and who helps them
IMPORTERS = {META: "meta", GOOGLE: "google", TIKTOK: "tiktok"}
TEAMS = (UK_SMALL, UK_LARGE, UK_GUEST, GERMANY, FRANCE, BENELUX)
# Which initiative a campaign's money belongs to; the first pattern that fits counts.
CAMPAIGNS = (
    ("* | Dynamic creative", "dynamic-creative"),
    ("* | Smart bidding", "smart-bidding"),
    ("* | Creators", "creators"),
    ("*", None),
)


NOTE = phrase(
    "This firm is a demo. Its orders are real: invoices of a UK gift retailer (Online Retail II by Daqing Chen, "
    "UCI, CC BY 4.0), moved by whole weeks. Laid over them are the teams, unit costs, booked costs of both hands, "
    "people and their decisions, and media: a stated share of real first orders was given to days and channels, "
    "and left out where the draw says media would not have won them. The units of its experiments are drawn, and so "
    "are the weekly figures that it listens to."
)


def make_house(root: Path) -> Workspace:
    workspace = make_workspace(root, configuration())
    lay_mappings(root)
    return workspace


def lay_mappings(root: Path) -> None:
    folder = root / "mappings"
    folder.mkdir(exist_ok=True)
    for name in MAPPINGS:
        written = files("taktgeber.demo").joinpath("data", "mappings", f"{name}.toml").read_text("utf-8")
        (folder / f"{name}.toml").write_text(written, "utf-8")


def configuration(note: str = NOTE, *more: str) -> str:
    """The text of taktgeber.toml. more: lines that stand before its tables."""
    head = [
        f'firm = "{FIRM}"',
        f'note = "{note}"',
        *more,
        'currency = "GBP"',
        f"first_beat = {FIRST_BEAT.isoformat()}",
        f"beat_weeks = {BEAT_WEEKS}",
        f"burn_in_weeks = {BURN_IN_WEEKS}",
        f"channels = [{_quoted((*CHANNELS, 'Mailings'))}]",
    ]
    markets = [f'[[markets]]\nname = "{name}"' for name in TEAMS]
    markets.append(f'[[markets]]\nname = "{WORLD}"\nteam = false')
    campaigns = [
        f'[[campaigns]]\npattern = "{pattern}"\nunit = "performance"' + (f'\ninitiative = "{name}"' if name else "")
        for pattern, name in CAMPAIGNS
    ]
    sources = [f'[[sources]]\nfiles = "{name}_*"\nimporter = "mappings/{name}.toml"' for name in MAPPINGS]
    sources += [
        _account(channel, market) for channel in CHANNELS for m, market in enumerate(MARKETS) if SPLIT[channel][m] > 0
    ]
    lab = f"[lab]\ntests = {TESTS}"
    return "\n\n".join(("\n".join(head), lab, *markets, *campaigns, *sources)) + "\n"


def _account(channel: str, market: str) -> str:
    account = account_of(channel, market)
    return (
        f'[[sources]]\nfiles = "{account}_*.csv"\nimporter = "{IMPORTERS[channel]}"\n'
        f'account = "{account}"\nmarket = "{market}"'
    )


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
