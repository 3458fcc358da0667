"""What a workspace says of its firm: names and defaults, no decisions (those stand in the ledger)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .period import Period


@dataclass(frozen=True, slots=True)
class Market:
    """A local team's territory. matches: values in exports that mean it ("United Kingdom", "DE")."""

    name: str
    matches: tuple[str, ...] = ()
    team: bool = True


@dataclass(frozen=True, slots=True)
class CampaignRule:
    """Which unit and initiative a campaign's money belongs to. pattern: shell-style, first hit wins."""

    pattern: str
    unit: str
    initiative: str | None = None


@dataclass(frozen=True, slots=True)
class LabLimits:
    """Of the reserve of a beat: slack, the share that is given without ranking; stake, the most that one bet may lose.
    tests: how many the lab can run at once; None: learnt from its past. without: yardsticks that the house does not
    use."""

    slack: float = 1 / 3
    stake: float = 1 / 3
    tests: int | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """channels: those of today's business, by which "outside today's channels" is judged."""

    firm: str
    currency: str
    first_beat: date
    beat_weeks: int
    burn_in_weeks: int
    markets: tuple[Market, ...]
    channels: tuple[str, ...]
    campaigns: tuple[CampaignRule, ...]
    lab: LabLimits = LabLimits()

    def beat(self, day: date) -> Period:
        """The beat that holds the day."""
        length = 7 * self.beat_weeks
        number = (day - self.first_beat).days // length
        return Period.of_weeks(date.fromordinal(self.first_beat.toordinal() + number * length), self.beat_weeks)
