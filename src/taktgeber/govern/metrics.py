"""Which metrics are about return, which about learning; nobody smuggles one in under another name.

A name is folded (case, width, accents, punctuation, look-alike letters and digits, windows such as 7d),
then read word by word. The list of learning metrics follows the document's yardsticks of exploration (L3).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from taktgeber.core import Entry, Fold
from taktgeber.core.memory import Standing

from .claims import Claims, put
from .kept import Kept

Measures = Literal["learning", "return", "other", "unknown"]

LEARNING_METRICS = (
    "experiments run", "experiments planned", "learning speed", "time to learn", "insight quality", "insights",
    "insights reused", "lessons", "lessons learned", "lessons reused", "diversity of approaches", "approaches tested",
    "hypotheses tested", "hypotheses validated", "hypotheses refuted", "assumptions tested", "assumptions refuted",
    "uncertainty removed", "prototype maturity", "prototypes built", "options created", "competences built",
    "partners opened", "networks opened", "interviews held", "users in trial", "bets stopped in time",
    "new business fields opened", "value propositions opened", "premises challenged",
)  # fmt: skip

# Single words (English, German, Italian, and what all use) and phrases whose words may stand in any order.
RETURN_METRICS = (
    "roas", "roi", "romi", "rom", "mer", "cac", "cpa", "cpo", "cpl", "cps", "acos", "aov", "arpu", "arpa", "ltv", "clv",
    "cltv", "npv", "irr", "ebit", "ebitda", "gmv", "mrr", "arr", "revenue", "turnover", "sales", "profit", "profits",
    "profitability", "margin", "margins", "payback", "earnings", "income", "cash", "cashflow", "money", "bookings",
    "return on ad spend", "return on advertising spend", "return on investment", "return on marketing",
    "cost per acquisition", "cost per order", "cost per lead", "cost per sale", "cost per customer",
    "customer acquisition cost", "acquisition costs", "customer lifetime value", "lifetime value", "order value",
    "basket value", "present value", "expected value", "discounted value", "value per customer", "conversion value",
    "umsatz", "erlos", "erlose", "gewinn", "rendite", "rentabilitat", "marge", "deckungsbeitrag", "ertrag", "ertrage",
    "bestellwert", "kundenwert", "warenkorbwert", "barwert", "kapitalwert", "amortisation", "akquisekosten",
    "kundengewinnungskosten", "akquisitionskosten", "kosten pro bestellung", "kosten pro neukunde", "werberendite",
    "ricavo", "ricavi", "fatturato", "vendite", "utile", "utili", "margine", "margini", "profitto", "redditivita",
    "rendimento", "ritorno", "guadagno", "costo di acquisizione", "costo per acquisizione", "valore del cliente",
    "scontrino medio", "valore medio ordine",
)  # fmt: skip
_CHINESE = ("投资回报", "广告支出回报", "回报率", "收入", "营收", "营业额", "销售额", "利润", "毛利", "获客成本",
            "客户终身价值", "客单价", "净现值", "回本", "转化价值", "投产比", "成交额")  # fmt: skip
_WORDS = frozenset(name for name in RETURN_METRICS if " " not in name)
_PHRASES = tuple(
    frozenset(name.split()) - {"on", "per", "of", "di", "del", "pro"} for name in RETURN_METRICS if " " in name
)
# Words that are also parts of others ("roas" in "roas7", "mroas", "targetroas") but of no honest metric.
_STEMS = re.compile(r"roas(?!t)|romi$|(^|[a-z])roi$|^[a-z]{0,3}cac$|umsatz|revenue|gewinnmarge|deckungsbeitrag"
                    r"|fatturato|profit|lifetimevalue|returnon|acquisitioncost|payback|rendite")  # fmt: skip
_LOOKALIKE = str.maketrans("асеорхуікмтнвгαορεικ", "aceopxyikmthbraopeik")
_DIGITS = str.maketrans("013457", "oieast")
_MONEY_UNIT = re.compile(
    r"\b[A-Z]{3}\b|[$€£¥₹]|(?i:\b(times|x|money|euros?|pounds?|dollars?|yuan|pence|cents?|eur|gbp|usd)\b)"
)


def folded(metric: str) -> tuple[str, ...]:
    """The name's words: lower case, plain letters, single letters drawn together, windows left out."""
    plain = unicodedata.normalize("NFKD", re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", metric)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    plain = plain.translate(_LOOKALIKE).replace("ß", "ss")
    words = re.findall(r"[^\W_]+", plain.replace("'", "").replace("@", "a").replace("$", "s"))
    joined: list[str] = []
    single = False
    for word in words:
        if len(word) == 1 and single:
            joined[-1] += word
        else:
            joined.append(word)
        single = len(word) == 1
    return tuple(word for word in joined if not re.fullmatch(r"\d+|\d+(d|days?|tage|w|weeks?|m)", word))


def is_return_metric(metric: str) -> bool:
    """By its name alone: return on money, money itself, or the cost of a sale."""
    if any(name in unicodedata.normalize("NFKC", metric).replace(" ", "") for name in _CHINESE):
        return True
    words = folded(metric)
    spelled = {w for word in words for w in (word, word.translate(_DIGITS), re.sub(r"\d+[a-z]?$", "", word))}
    if spelled & _WORDS or any(_STEMS.search(word) for word in spelled) or "".join(words) in _WORDS:
        return True
    if _STEMS.search("".join(words)):
        return True
    return any(phrase <= spelled for phrase in _PHRASES)


def is_learning_metric(metric: str) -> bool:
    return " ".join(folded(metric)) in _LEARNING


def is_money_unit(unit: str) -> bool:
    """A currency, or money over money, under whatever label."""
    return _MONEY_UNIT.search(unit) is not None or is_return_metric(unit)


@dataclass(frozen=True, slots=True)
class MetricState:
    metric: str
    measures: Measures
    standing: Standing
    entry: int


@dataclass(frozen=True)
class MetricsState:
    said: Claims[MetricState] = field(default_factory=Kept)

    def measures(self, metric: str) -> Measures:
        """By name first, then by what was said; only a decision says that a metric is not about return."""
        if is_return_metric(metric):
            return "return"
        said = self.said.get(" ".join(folded(metric)), ())
        if any(one.measures == "return" for one in said):
            return "return"
        if is_learning_metric(metric):
            return "learning"
        return next((one.measures for one in said if one.standing == "decided"), "unknown")


def _apply(state: MetricsState, entry: Entry) -> MetricsState:
    body = entry.payload
    measures: Measures = "return" if is_money_unit(body["unit"]) else body["measures"]
    name = " ".join(folded(body["metric"]))
    return MetricsState(put(state.said, name, MetricState(body["metric"], measures, entry.standing, entry.seq)))


_LEARNING = frozenset(" ".join(folded(name)) for name in LEARNING_METRICS)
METRICS: Fold[MetricsState] = Fold("govern.metrics", ("metric",), MetricsState, _apply)
