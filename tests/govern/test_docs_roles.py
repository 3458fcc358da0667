"""docs/roles.md: its table is the one that is asked, and its example runs."""

from __future__ import annotations

import re
from pathlib import Path

from taktgeber.govern.permissions import MATRIX, PERMISSIONS, ROLES

PAGE = (Path(__file__).parents[2] / "docs" / "roles.md").read_text("utf-8")


def test_the_table_is_the_one_that_is_asked():
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines() if line.startswith("| ")]
    head, _, *body = rows
    assert head == ["permission", *(role.replace("_", " ") for role in ROLES)]
    told = {permission.strip("`"): dict(zip(ROLES, scopes, strict=True)) for permission, *scopes in body}
    asked = {p: {r: MATRIX[r].get(p, "").removeprefix("own_") for r in ROLES} for p in PERMISSIONS}
    should = "\n".join(f"| `{p}` | " + " | ".join(row.values()) + " |" for p, row in asked.items())
    assert told == asked, f"the page should say:\n{should}"


def test_the_example_runs():
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    exec(example, {})
