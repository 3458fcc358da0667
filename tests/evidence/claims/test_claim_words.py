"""What an audit found has words for every code, and whatever a table holds, it is told, drawn and kept."""

from __future__ import annotations

import json
import random
from importlib.resources import files
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from taktgeber.charts.drawing import specification
from taktgeber.core import Answer, Refusal
from taktgeber.core.format import show
from taktgeber.desks.audit.claim_data import audit_data
from taktgeber.evidence.claims import ClaimAudit, audit_claim
from taktgeber.evidence.claims.claim import CauseKind, ControlForm, PlaceboKind, ReasonRefused, WarningKind
from taktgeber.evidence.claims.kept_claim import audit_of, body_of
from taktgeber.evidence.claims.tables import _FORMS, forest, tables
from taktgeber.evidence.claims.words import (
    _CAUSES,
    _PLACEBOS,
    _WARNED,
    REASONS,
    effect,
    findings,
    if_hidden,
    placebos,
    sentences,
    to_decide,
)

from .known_claims import audited, film_and_drink


@pytest.mark.parametrize(
    ("codes", "words"),
    [(CauseKind, _CAUSES), (ReasonRefused, REASONS), (WarningKind, _WARNED), (PlaceboKind, _PLACEBOS),
     (ControlForm, _FORMS)],
)  # fmt: skip
def test_every_code_has_words(codes: Any, words: Any) -> None:
    assert set(words) == set(get_args(codes))


def column(draw: random.Random, n: int) -> list[Any]:
    kinds: list[Any] = [
        lambda _: draw.choice("ab"),
        lambda _: draw.gauss(0, 1),
        lambda _: draw.choice([0, 1]),
        lambda _: draw.choice(["x", "y", "z", None]),
        lambda _: draw.choice([draw.random() * 1e12, 1e-9, None]),
        lambda i: f"2025-{1 + i * 11 // n:02}-{1 + i % 28:02}",
        lambda _: draw.randrange(5),
    ]
    kind = draw.choice(kinds)
    return [kind(i) for i in range(n)]


def some_audit(seed: int) -> ClaimAudit | None:
    draw = random.Random(seed)
    table = {name: column(draw, draw.choice([12, 60])) for name in "p"}
    n = len(table["p"])
    table |= {name: column(draw, n) for name in "qrst"}
    outcome, exposure, *rest = draw.sample("pqrst", 5)
    table[outcome] = [draw.gauss(0, 1) + (x if isinstance(x, int | float) else 0) for x in table[exposure]]
    time = rest.pop() if draw.random() < 0.3 else None
    try:
        return audit_claim(table, outcome, exposure, rest, time=time)
    except Refusal:
        return None


def test_whatever_a_table_holds_it_is_told_drawn_and_kept() -> None:
    schema = json.loads((files("taktgeber.desks.audit") / "schemas" / "audit_claim.json").read_text("utf-8"))
    shape = Draft202012Validator({**schema, "required": ["verdict", "raw", "command"]})
    found = [audit for seed in range(30) if (audit := some_audit(seed)) is not None]
    assert len(found) > 8
    for audit in found:
        said = (*sentences(audit), *if_hidden(audit), *placebos(audit), to_decide(audit), *findings(audit))
        assert all(map(show, said))
        assert all(show(cell) is not None for table in tables(audit) for row in table.rows for cell in row)
        assert audit_of(json.loads(json.dumps(body_of(audit), allow_nan=False))) is not None
        plain = json.loads(json.dumps(Answer((), data=audit_data(audit)).plain(), allow_nan=False))
        assert list(shape.iter_errors(plain)) == []
    assert specification(forest(found[0], "A claim."), 640, "en_GB")


@pytest.mark.parametrize("called", ["share", "times", "GBP", "GBP spend", " "])
def test_an_outcome_named_as_a_form_of_figures_is_only_a_name(called: str) -> None:
    table = film_and_drink(200)
    table[called] = table.pop("drinks")
    audit = audit_claim(table, called, "film", ["month"])
    said = show(effect(audit, audit.raw))
    assert "£" not in said
    assert said.split(" (")[0].partition(" of")[0] == f"{audit.raw.value:.3g}"


def test_the_picture_holds_the_raw_effect_then_what_is_left_then_each_group() -> None:
    made = forest(audited(film_and_drink(), "film"), "A claim.")
    assert [show(label) for label in made.data["label"]][:2] == ["As it was", "With the rest held still"]
    assert len(made.data["label"]) == 6
