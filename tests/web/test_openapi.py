"""The described interface keeps its word: plain and hostile inputs get what the description promises, never a 500."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from taktgeber.govern.permissions import MATRIX, NEVER_BY_TOKEN, PERMISSIONS, SIGNED_IN
from taktgeber.web.desks import acts

from .team import Team

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Between them they may do everything that a token may.
EVERY_ROLE = ("sponsor", "operations", "analyst")


@pytest.fixture(scope="module")
def described(reading_team: Team) -> Any:
    return reading_team.web.inside.openapi()


def test_every_page_and_act_is_described_with_its_permission(described: Any) -> None:
    said = [one for methods in described["paths"].values() for one in methods.values()]
    assert said
    assert {one["x-permission"] for one in said} <= {*PERMISSIONS, SIGNED_IN}


def test_no_two_desks_answer_at_one_address() -> None:
    names = [act.name for act in acts()]
    assert sorted(set(names)) == names


def test_names_of_operations_are_unique(described: Any) -> None:
    names = [one["operationId"] for methods in described["paths"].values() for one in methods.values()]
    assert len(names) == len(set(names))


def test_a_body_that_cannot_be_read_is_refused_as_it_is_described(team: Team, described: Any) -> None:
    broken = b"--x\r\n[no header]: 1\r\n\r\n--x--\r\n"
    heads = {"authorization": f"Bearer {team.token('explore_lead', 'run.lab')}"}
    heads |= {"content-type": "multipart/form-data; boundary=x"}
    sent = team.stranger().post("/api/v1/import-backlog", content=broken, headers=heads)
    assert (sent.status_code, sent.json()["refused"]) == (400, "this request cannot be read.")
    answers = described["paths"]["/api/v1/import-backlog"]["post"]["responses"]
    assert {"400", "413"} <= answers.keys()


@pytest.mark.long
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_input_breaks_the_interface(team: Team, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", team.web.inside)
    tokens = {role: team.token(role, *sorted(set(PERMISSIONS) - NEVER_BY_TOKEN)) for role in EVERY_ROLE}
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 30
    for operation in operations:
        token = tokens[_who_may(operation.definition.raw["x-permission"])]
        _try(operation, {"authorization": f"Bearer {token}"}, mode)


def _who_may(permission: Any) -> str:
    """The first of them whose role allows it: what ends at the door is tried, role by role, over the whole matrix."""
    return next((role for role in EVERY_ROLE if permission in MATRIX[role]), EVERY_ROLE[0])


def _try(operation: Any, headers: dict[str, str], mode: GenerationMode) -> None:
    @settings(max_examples=6, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def attempt(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    try:
        attempt()
    except schemathesis.errors.SchemathesisError as wrong:
        # An operation that asks for nothing has no wrong input.
        if mode is not GenerationMode.NEGATIVE:
            raise AssertionError(operation.label) from wrong
