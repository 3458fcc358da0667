"""Typed ids: a unit is never passed where a person is meant. All are plain text in storage."""

from __future__ import annotations

from typing import NewType

UnitId = NewType("UnitId", str)
PersonId = NewType("PersonId", str)  # a pseudonym, "p-" and hex; names live in the erasable store
InitiativeId = NewType("InitiativeId", str)
ProposalId = NewType("ProposalId", str)
