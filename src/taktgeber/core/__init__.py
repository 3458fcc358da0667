"""Values and protocols on which the house hangs; rooms on every floor may name them."""

from .answer import Answer
from .canonical import canonical_bytes, decode, digest_of, encode
from .figure import Estimate, Exact, Figure, Unknown
from .ids import InitiativeId, PersonId, ProposalId, UnitId
from .memory import Book, Entry, Fold, Rule, Standing
from .money import Money, Ratio
from .page import Act, Ask, Card, DecidedLine, Download, Empty, Field, Form, Leaf, Page, Sent
from .period import Period
from .plan import Beat, Decision, Forecast, Mode, Move, Plan, Proposal, Results, Room, Setting, Verb
from .reading import Batch, Columns, Engine, Handle, Reduction
from .refusal import NotThere, Refusal, place
from .section import Finding, Picture, Section, Table, Tile
from .settings import CampaignRule, LabLimits, Market, Settings
from .text import Plural, Text, phrase, text, text_n

__all__ = [
    "Act",
    "Answer",
    "Ask",
    "Batch",
    "Beat",
    "Book",
    "CampaignRule",
    "Card",
    "Columns",
    "DecidedLine",
    "Decision",
    "Download",
    "Empty",
    "Engine",
    "Entry",
    "Estimate",
    "Exact",
    "Field",
    "Figure",
    "Finding",
    "Fold",
    "Forecast",
    "Form",
    "Handle",
    "InitiativeId",
    "LabLimits",
    "Leaf",
    "Market",
    "Mode",
    "Money",
    "Move",
    "NotThere",
    "Page",
    "Period",
    "PersonId",
    "Picture",
    "Plan",
    "Plural",
    "Proposal",
    "ProposalId",
    "Ratio",
    "Reduction",
    "Refusal",
    "Results",
    "Room",
    "Rule",
    "Section",
    "Sent",
    "Setting",
    "Settings",
    "Standing",
    "Table",
    "Text",
    "Tile",
    "UnitId",
    "Unknown",
    "Verb",
    "canonical_bytes",
    "decode",
    "digest_of",
    "encode",
    "phrase",
    "place",
    "text",
    "text_n",
]
