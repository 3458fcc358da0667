"""Audit a claim in the browser: a file, what is said to be moved, what is said to move it, what else was so before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from taktgeber.core import Act, Answer, Field, Form, Refusal, text
from taktgeber.cycle.visit import Visit

from .claim import Asked, audited, findings, told
from .claim_data import claim_data

_FILE = Field("file", text("File"), "file", hint=text("A row a case: CSV, gzipped CSV, XLSX or Parquet."))
_SAYS = Field("says", text("The claim, in a sentence"), "long", required=False, most=300,
              hint=text("With it the audit is kept and shown here; without it you alone are told."))  # fmt: skip
FIELDS = (
    _FILE,
    Field("outcome", text("What is said to be moved"), hint=text("Its column: numbers, or yes and no.")),
    Field("exposure", text("What is said to move it"), hint=text("Its column.")),
    Field("given", text("What else might explain it"), required=False,
          hint=text("Columns, as they stood before, with commas between: season, market, price.")),
    Field("time", text("The column of days"), required=False),
    Field("after", text("What came later"), required=False,
          hint=text("Columns that follow from what is said to move it. They are left out.")),
    Field("weight", text("The column that counts"), required=False, hint=text("Where a row stands for many cases.")),
    _SAYS,
    Field("on", text("What builds on it"), required=False, hint=text("Write insight:NAME or playbook:NAME.")),
    Field("market", text("Market"), required=False),
)  # fmt: skip


def claim_form(visit: Visit, opened: bool = False) -> Form:
    """Who may keep none is told alone."""
    near = visit.access.markets("run.experiments")
    may = visit.access.allows("run.experiments")
    fields = [field for field in FIELDS if may or field.name not in ("says", "on", "market")]
    markets = near if near else tuple(market.name for market in visit.house.settings.markets)
    shaped = [
        replace(field, kind="choice", choices=tuple((name, name) for name in markets)) if field.name == "market"
        else field
        for field in fields
        if field.name != "market" or markets
    ]  # fmt: skip
    return Form("audit-claim", text("Audit a claim"), tuple(shaped), open=opened, weight="main")


def audit(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.evidence.claims.tables import tables

    from .claim import listed

    asked = Asked(_one_file(given["file"]), given["outcome"], given["exposure"], listed(given["given"]), given["time"],
                  listed(given["after"]), given["weight"])  # fmt: skip
    if given["says"]:
        _require(visit, given["market"])
    done = audited(asked)
    kept = None
    if given["says"]:
        from taktgeber.evidence.claims import keep_claim

        entry = keep_claim(visit.house.book, given["says"], done.audit, done.digest, visit.person,
                           source=asked.file.name, on=given["on"] or None, market=given["market"] or None)  # fmt: skip
        kept = str(entry.payload["claim"]), entry.seq
    return Answer(told(done, kept), tables(done.audit), findings(done), claim_data(done, kept))


def _require(visit: Visit, market: str | None) -> None:
    """A market lead keeps claims about the own market; who works for a hand keeps any."""
    near = visit.access.markets("run.experiments")
    if near is None:
        visit.require("run.experiments")
    else:
        visit.require("run.experiments", market=market or "")


def _one_file(files: Any) -> Any:
    if len(files) != 1:
        raise Refusal(_FILE.label, text("one file is audited at a time."), text("Choose one."))
    return files[0]


AUDIT = Act("audit-claim", text("Audit a claim from a file, and keep it where it is said in a sentence."),
            "see.experiments", FIELDS, audit, "/claims")  # fmt: skip
