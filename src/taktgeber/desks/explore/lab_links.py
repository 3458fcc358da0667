"""The pages of the lab, as every one of them lists them. A page of another file adds its line here."""

from __future__ import annotations

from taktgeber.core import Text, text

LINKS: tuple[tuple[str, Text], ...] = (
    ("/lab", text("Lab")),
    ("/lab/bets", text("The next bets")),
    ("/lab/opportunities", text("Opportunities")),
    ("/lab/yardsticks", text("The lab's own yardsticks")),
    ("/lab/stopped", text("What we stopped")),
)
