"""How the two hands share the money, and word against deed: what is called innovation and what is."""

from taktgeber.data.booked import Booked, booked_money

from .deed import Deed, Portfolio, Test, portfolio
from .meeting import MEETINGS, Meeting, proposal
from .reserve import Reserve, reserve_on
from .section import headline, purses, section
from .split import ExploreShare, explore_shares

folds = (MEETINGS,)

__all__ = [
    "MEETINGS",
    "Booked",
    "Deed",
    "ExploreShare",
    "Meeting",
    "Portfolio",
    "Reserve",
    "Test",
    "booked_money",
    "explore_shares",
    "folds",
    "headline",
    "portfolio",
    "proposal",
    "purses",
    "reserve_on",
    "section",
]
