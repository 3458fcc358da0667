"""House rule 1 in words: no opportunity and no initiative of the lab is entered with the money that it is to bring.

Refused is a sum of money that belongs to a word of return ("£2m of revenue in 2027"), and any figure of a metric that
is nothing but return ("an ROI of 300"). One of them alone is honest: "rivals live on sales", "it saves a family £200
a year". So is what describes somebody ("shops with a turnover of £50,000"): the words tell of whom they speak only
there. What was found is accepted, and what it said may stay until those words are changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from taktgeber.core import Entry, Finding, Rule, text
from taktgeber.govern import INITIATIVES, UNITS, is_return_metric

from .opportunities.opportunity import OPPORTUNITIES

_WORDS = {
    "opportunity": ("says", "proposition", "worth", "differs"),
    "initiative": ("name", "unknown", "charter", "why"),
}
_NUMBER = r"\d(?:[\d.,']*\d)?"
_TIMES = (r"(?:(?:k|m|mn|bn|mio\.?|mrd\.?|thousand|million|billion|tausend|millionen|milliarden?|mila|milion[ei])"
          r"(?![^\W\d_])|千|百万|万|亿)")  # fmt: skip
_CURRENCY = (r"(?:[$€£¥₹]|(?:euros?|pounds?|dollars?|yuan|franken|francs|eur|usd|gbp|chf|cny|rmb)\b|美元|欧元|英镑"
             r"|人民币|元|块)")  # fmt: skip
_SUM = re.compile(
    rf"(?:[$€£¥₹]|\b(?:eur|usd|gbp|chf|cny|rmb))\s?{_NUMBER}(?:\s?{_TIMES})?"
    rf"|{_NUMBER}\s?(?:{_TIMES}\s?)?(?:di )?{_CURRENCY}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIGURE = re.compile(rf"{_NUMBER}\s?(?:%|x\b)?")
_PIECE = re.compile(r"[\x01\x02]|[^\W\d_]+|[,.;!?。；！？，]")
_HAN = re.compile(r"[\u4e00-\u9fff]+")

# What may stand between a word of return and its sum; anything else and they tell of two things.
_BETWEEN = frozenset(re.findall(
    r"\w+",
    "of in a an the year years month beat quarter per annual yearly monthly expected about around roughly up to over at"
    " least is are be will would could should reach reaches make makes by and first second third more additional extra"
    " new our us net gross from von rund etwa ca im jahr jahre monat pro jährlich jährlichen jährlicher mehr an bis zu"
    " über beträgt liegt bei erwartet erwartete erwarteter erwarteten zusätzlich zusätzlicher netto brutto di circa all"
    " anno mese annuo annui in più del al netto lordo atteso attesi previsto previsti oltre pari è",
))  # fmt: skip
# Words of return that are as often something else: what people save and earn, useful, Rome, the sea.
_ELSE = frozenset({"money", "cash", "income", "earnings", "bookings", "utile", "utili", "ritorno", "guadagno",
                   "rendimento", "mer", "rom", "arr", "cps", "cpl"})  # fmt: skip
_NOTHING_ELSE = frozenset({"roi", "roas", "romi", "acos", "npv", "irr", "cac", "clv", "cltv", "ltv", "ebit", "ebitda",
                           "kapitalwert", "barwert"})  # fmt: skip
_OF_SELLING = frozenset({"price", "prices", "tax", "call", "calls", "team", "teams", "staff", "people", "pitch", "time",
                         "agent", "agents", "effort", "talk", "talks", "rep", "reps"})  # fmt: skip
_WITH = frozenset({"with", "mit", "con"})
_FAR = 8


def expected_money(said: str) -> str | None:
    """The words that belong together, as they were found; None where no money is said to be brought."""
    plain = unicodedata.normalize("NFKC", said).replace("\x01", " ").replace("\x02", " ")
    plain = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda short: short[0].replace(".", ""), plain)  # R.O.I.
    return _chinese(plain) or _spaced(plain)


def _spaced(said: str) -> str | None:
    marked = _FIGURE.sub(" \x02 ", _YEAR.sub(" ", _SUM.sub(" \x01 ", said)))
    sums = iter(_SUM.findall(said))
    pieces = _PIECE.findall(marked)
    shown = [next(sums, "…") if piece == "\x01" else "…" if piece == "\x02" else piece for piece in pieces]
    for at, piece in enumerate(pieces):
        if not _is_return(pieces, at):
            continue
        wanted = "\x01\x02" if piece.casefold() in _NOTHING_ELSE else "\x01"
        for step in (1, -1):
            end = _reached(pieces, at, step, wanted)
            if end is not None:
                return " ".join(shown[min(at, end) : max(at, end) + 1])
    return None


def _is_return(pieces: Sequence[str], at: int) -> bool:
    word, after = pieces[at].casefold(), pieces[at + 1].casefold() if at + 1 < len(pieces) else ""
    if word in _ELSE or not word[0].isalpha() or _HAN.match(word) or not is_return_metric(word):
        return False
    if (word == "sales" and after in _OF_SELLING) or (word == "profit" and after == "by"):
        return False
    before = [piece.casefold() for piece in pieces[max(at - 2, 0) : at]]
    return not (before[-1:] and (before[-1] in _WITH or (before[0] in _WITH and before[-1] in {"a", "an", "einem"})))


def _reached(pieces: Sequence[str], at: int, step: int, wanted: str) -> int | None:
    """The place of the figure that belongs to the word, to the right of it (1) or to the left (-1)."""
    for place in range(at + step, at + step * (_FAR + 1), step):
        if not 0 <= place < len(pieces):
            return None
        if pieces[place] in wanted:
            return place
        if pieces[place].casefold() not in _BETWEEN:
            return None
    return None


def _chinese(said: str) -> str | None:
    """Without spaces: a word of return just before or behind the sum, in one clause. What people earn is not meant."""
    for clause in re.split(r"[，。；！？,;!?\n]", said):
        for one in _SUM.finditer(clause):
            around = clause[max(one.start() - 8, 0) : one.start()], clause[one.end() : one.end() + 5]
            words = (re.sub(r"(?<!营业)(?<!销售)收入", "", "".join(_HAN.findall(part))) for part in around)
            if any(word and is_return_metric(word) for word in words):
                return clause[max(one.start() - 8, 0) : one.end() + 5]
    return None


def _check(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    if entry.standing == "found" or entry.payload.get("state") in ("dropped", "stopped"):
        return None
    words = next((found for said in _new(states, entry) if (found := expected_money(said))), None)
    if words is None:
        return None
    return Finding(
        "expected-money", "stop",
        text('"{words}" names money that it is to bring; nothing of the lab is weighed by that.', words=words),
        text("Say what it is worth to those it is for. What may be lost is the only sum that is asked."),
    )  # fmt: skip


def _new(states: tuple[Any, ...], entry: Entry) -> Iterator[str]:
    """What it says that was not said before in the same place."""
    opportunities, initiatives, units = states
    body = entry.payload
    if entry.kind == "initiative" and "explore" not in units.modes(body["unit"]):
        return
    known: Any = (opportunities if entry.kind == "opportunity" else initiatives).get(body[entry.kind])
    for part in _WORDS[entry.kind]:
        said = body.get(part, "")
        if said and said != getattr(known, part, None):
            yield said


RULE = Rule(1, ("opportunity", "initiative"), (OPPORTUNITIES, INITIATIVES, UNITS), _check)

rules = (RULE,)
