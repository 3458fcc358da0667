"""taktgeber.toml as a checked model; unknown keys are refused, so that a typo never goes unseen."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from taktgeber.core import CampaignRule, LabLimits, Market, Refusal, Settings, text

from .engine_address import engine_address, server_folder


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MarketModel(_Strict):
    name: str
    matches: tuple[str, ...] = ()
    team: bool = True


class CampaignModel(_Strict):
    pattern: str
    unit: str
    initiative: str | None = None


class LabModel(_Strict):
    """Of a beat's reserve: slack, the share that the explore lead gives without ranking; stake, the most one bet may
    lose. tests: how many the lab can run at once; learnt from its past if not given. without: codes of yardsticks that
    the house does not use."""

    slack: float = Field(default=1 / 3, ge=0, lt=1)
    stake: float = Field(default=1 / 3, gt=0, le=1)
    tests: int | None = Field(default=None, ge=0)
    without: tuple[str, ...] = ()


class SourceModel(_Strict):
    """How files of one kind are read. files: shell-style pattern of the file name.

    importer: meta, google, tiktok, or a mapping file (path relative to the workspace).
    """

    files: str
    importer: str
    account: str | None = None
    market: str | None = None
    currency: str | None = None
    decimal: str | None = Field(default=None, pattern=r"^[.,]$")
    dates: str | None = Field(default=None, pattern=r"^(dmy|mdy|ymd)$")
    sheet: str | None = None


class Configuration(_Strict):
    """note: what every brief says before its figures, such as that they are a demo's.

    engine: "duckdb", or sc://host:port of a Spark Connect server; tables: where that server sees the folder
    .takt/tables, if not where it lies here.
    """

    firm: str
    note: str = ""
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    first_beat: date
    beat_weeks: int = Field(default=13, ge=1, le=53)
    burn_in_weeks: int = Field(default=26, ge=0)
    engine: str = "duckdb"
    tables: str | None = None
    store: str = "sqlite"
    markets: tuple[MarketModel, ...] = ()
    channels: tuple[str, ...] = ()
    campaigns: tuple[CampaignModel, ...] = ()
    sources: tuple[SourceModel, ...] = ()
    lab: LabModel = LabModel()

    _engine = field_validator("engine")(engine_address)
    _tables = field_validator("tables")(server_folder)

    @field_validator("store")
    @classmethod
    def _known_store(cls, store: str) -> str:
        return store if store == "sqlite" else store_address(store)

    def settings(self) -> Settings:
        return Settings(
            firm=self.firm,
            currency=self.currency,
            first_beat=self.first_beat,
            beat_weeks=self.beat_weeks,
            burn_in_weeks=self.burn_in_weeks,
            markets=tuple(Market(m.name, m.matches, m.team) for m in self.markets),
            channels=self.channels,
            campaigns=tuple(CampaignRule(c.pattern, c.unit, c.initiative) for c in self.campaigns),
            lab=LabLimits(self.lab.slack, self.lab.stake, self.lab.tests, self.lab.without),
        )


def store_address(written: str) -> str:
    """The address of a PostgreSQL database as it may stand in a file: without a password."""
    parts = urlsplit(written)
    if parts.scheme != "postgresql" or len(parts.path) < 2:
        raise Refusal(
            "store",
            text("this is no address of a database that Taktgeber knows."),
            text('Write "sqlite", or the address of a PostgreSQL database: postgresql://user@host/database.'),
        )
    if parts.password is not None or "password=" in parts.query:
        raise Refusal(
            "store",
            text("a password does not belong in this file, which others may read."),
            text("Take it out of the address. Put it into the variable TAKT_STORE_PASSWORD, or into ~/.pgpass."),
        )
    return written


def read_configuration(path: Path, written: str | None = None) -> Configuration:
    """Refuses a missing, unreadable or wrong file, naming the key and the way on. written: read in the file's place."""
    mend = text("Mend the file, or make a new workspace with: takt init FOLDER")
    try:
        return Configuration.model_validate(tomllib.loads(written or path.read_text("utf-8-sig")))
    except FileNotFoundError:
        raise Refusal(path.name, text("this folder is no workspace: it has no taktgeber.toml."), mend) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Refusal(path.name, text("not readable as TOML: {wrong}.", wrong=str(wrong)), mend) from None
    except ValidationError as wrong:
        first = wrong.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise Refusal(f"{path.name}, {key}", text("{wrong}.", wrong=first["msg"]), mend) from None
