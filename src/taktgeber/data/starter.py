"""The taktgeber.toml that a new workspace starts with: short, commented, and right as it stands."""

from __future__ import annotations

import json
from datetime import date

_TEXT = """\
# Taktgeber: what this firm is called, counts in and calls its parts. What is decided stands in the ledger.
firm = {firm}
currency = "{currency}"      # of the books; exports in other currencies need a table of rates
first_beat = {day}   # first day of the first beat
beat_weeks = 13          # length of a planning period
burn_in_weeks = 26       # before a first order counts as a new customer

# Channels of today's business; money elsewhere is outside them.
channels = ["Meta", "Google Ads", "TikTok"]

# Markets: territories of local teams. matches: what exports write for them; "*" stands for the rest.
# [[markets]]
# name = "Germany"
# matches = ["DE", "Germany", "Deutschland"]

# Campaigns: which unit and initiative their money belongs to, the first pattern that fits.
# [[campaigns]]
# pattern = "LAB *"
# unit = "lab"
# initiative = "party-boxes"

# Sources: how files are read, by their names. importer: meta, google, tiktok or a mapping file.
# [[sources]]
# files = "meta_de_*.csv"
# importer = "meta"
# account = "Shop DE"
# market = "Germany"
"""


def starter(firm: str, currency: str, first_beat: date) -> str:
    return _TEXT.format(firm=json.dumps(firm, ensure_ascii=False), currency=currency, day=first_beat.isoformat())
