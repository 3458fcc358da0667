"""The lab and its own yardsticks: assumptions, bets by affordable loss, insights, stops. No money but stakes."""

from .assumptions import Assumption, in_test_order
from .bets.scored import outcome
from .bets.slack import SLACK
from .bets.slack_rule import rules as _slack_rules
from .expected_money import rules as _money_rules
from .initiatives.rules import rules as _initiative_rules
from .initiatives.take_rule import rules as _take_rules
from .memory import LAB, Lab
from .named_premises import rules as _premise_rules
from .opportunities.opportunity import OPPORTUNITIES
from .opportunities.rules import rules as _opportunity_rules
from .section import section
from .yardsticks import YARDSTICKS, Yardstick, horizon, record_of, sheet

folds = (LAB, OPPORTUNITIES, SLACK)
rules = (*_opportunity_rules, *_initiative_rules, *_take_rules, *_premise_rules, *_slack_rules, *_money_rules)

__all__ = [
    "LAB",
    "OPPORTUNITIES",
    "SLACK",
    "YARDSTICKS",
    "Assumption",
    "Lab",
    "Yardstick",
    "folds",
    "horizon",
    "in_test_order",
    "outcome",
    "record_of",
    "rules",
    "section",
    "sheet",
]
