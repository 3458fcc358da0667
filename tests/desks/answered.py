"""What a verb answered, as a machine and a person read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from taktgeber.core import Answer
from taktgeber.core.format import show


def data_of(answer: Answer | Mapping[str, Any], desk: str, verb: str) -> dict[str, Any]:
    """As --json writes it: no NaN, and as the schema of the desk's verb says."""
    schema = json.loads((files("taktgeber.desks") / desk / "schemas" / f"{verb}.json").read_text("utf-8"))
    plain = json.loads(json.dumps(answer.plain() if isinstance(answer, Answer) else answer, allow_nan=False))
    assert list(Draft202012Validator(schema).iter_errors(plain)) == []
    return dict(plain)


def said(answer: Answer) -> str:
    return " ".join(map(show, answer.says))
