"""The folder of a workspace: where each thing lives. Nothing is opened here but the settings and the key."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from taktgeber.core import Refusal, Settings, text

from .configuration import Configuration, read_configuration


@dataclass(frozen=True, slots=True)
class Workspace:
    root: Path
    configuration: Configuration

    @property
    def settings(self) -> Settings:
        return self.configuration.settings()

    @property
    def inside(self) -> Path:
        return self.root / ".takt"

    @property
    def sources(self) -> Path:
        return self.root / "sources"

    @property
    def tables(self) -> Path:
        return self.inside / "tables"

    @property
    def ledger(self) -> Path:
        return self.inside / "ledger.sqlite"

    @property
    def people(self) -> Path:
        return self.inside / "people.sqlite"

    @property
    def ledger_address(self) -> Path | str:
        """Where the ledger lives: a file in the workspace, or a PostgreSQL database."""
        return self.ledger if self.configuration.store == "sqlite" else self.configuration.store

    @property
    def people_address(self) -> Path | str:
        """Where names and accounts live, which can be erased: a file, or the same database as the ledger's."""
        return self.people if self.configuration.store == "sqlite" else self.configuration.store

    @property
    def plans(self) -> Path:
        """Frozen plans by digest, and their briefs."""
        return self.inside / "plans"

    @property
    def results(self) -> Path:
        return self.inside / "results"

    @property
    def briefs(self) -> Path:
        return self.root / "briefs"

    def key(self) -> bytes:
        """The key of the pseudonyms: 32 bytes, made once, readable by the owner only."""
        path = self.inside / "key"
        if not path.exists():
            raise Refusal(
                ".takt/key",
                text("the key of the pseudonyms is missing."),
                text("Restore it from your backup: without it customers loaded before and after do not meet."),
            )
        return path.read_bytes()


def open_workspace(root: Path | str = ".") -> Workspace:
    root = Path(root)
    return Workspace(root, read_configuration(root / "taktgeber.toml"))


def make_workspace(root: Path | str, configuration: str) -> Workspace:
    """Write a workspace with the given text of taktgeber.toml. Refuses a folder that already is one."""
    root = Path(root)
    path = root / "taktgeber.toml"
    if path.exists():
        raise Refusal(str(root), text("this folder is a workspace already."), text("Choose another folder."))
    try:
        (root / "sources").mkdir(parents=True, exist_ok=True)
        (root / ".takt").mkdir(exist_ok=True)
        key = os.open(root / ".takt" / "key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as wrong:
        raise Refusal(
            str(root),
            text("no workspace can be made here: {wrong}.", wrong=wrong.strerror or str(wrong)),
            text("Choose another folder."),
        ) from None
    with os.fdopen(key, "wb") as out:
        out.write(secrets.token_bytes(32))
    path.write_text(configuration, "utf-8")
    return open_workspace(root)
