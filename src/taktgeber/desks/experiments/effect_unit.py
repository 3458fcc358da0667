"""The unit in which effects are typed and shown again."""

from __future__ import annotations

from typing import Annotated

import typer

from taktgeber.core import Refusal, text

EffectUnit = Annotated[str, typer.Option("--unit", help="Of the effects: share, a currency, or what is counted.")]


def unit_given(given: str) -> str:
    """As a figure has it; without one effects are bare numbers."""
    if len(given) > 40:
        raise Refusal("--unit", text("a unit is one word or a few."), text("Say share, a currency as EUR, or orders."))
    return given.strip() or "times"
