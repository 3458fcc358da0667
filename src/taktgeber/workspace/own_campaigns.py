"""Say in taktgeber.toml which unit owns the campaigns that no pattern names; all else stays as it was written."""

from __future__ import annotations

import json
from pathlib import Path

from taktgeber.core import Refusal, text

from .configuration import CampaignModel, read_configuration
from .publish import publish


def own_campaigns(root: Path, unit: str) -> None:
    """One pattern for all others, at the end of the file: the first that fits counts. The whole file anew or not."""
    path = root / "taktgeber.toml"
    before = read_configuration(path)
    if any(rule.pattern == "*" for rule in before.campaigns):
        raise Refusal(
            path.name,
            text("it says already who owns all other campaigns."),
            text("Change it there, under [[campaigns]]."),
        )
    name = json.dumps(unit, ensure_ascii=False)
    changed = f'{path.read_text("utf-8-sig").rstrip()}\n\n[[campaigns]]\npattern = "*"\nunit = {name}\n'
    wanted = before.model_copy(update={"campaigns": (*before.campaigns, CampaignModel(pattern="*", unit=unit))})
    if read_configuration(path, changed) != wanted:
        raise Refusal(
            path.name,
            text("a pattern cannot be added to it without changing something else."),
            text("Add it yourself, under [[campaigns]]."),
        )
    publish(path, changed.encode())
