"""What the code itself says: standard tables, roles and permissions, the HTTP interface."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from .contents import Source


def reference_pages() -> tuple[Source, ...]:
    return (_tables(), _permissions(), _http(), _brief())


def _tables() -> Source:
    from taktgeber.data.contracts import CONTRACTS

    parts = [
        "# Standard tables\n\nEvery file becomes rows of one of these. Money is kept in whole minor units (cents)."
    ]
    for contract in CONTRACTS.values():
        rows = "\n".join(
            f"| `{c.name}`{' (key)' if c.name in contract.grain else ''} | {c.type} | {c.unit or '-'} | "
            f"{'yes' if c.required else 'may be missing'} | {c.says}"
            f"{' One of: ' + ', '.join(f'`{a}`' for a in c.allowed) + '.' if c.allowed else ''} |"
            for c in contract.columns
        )
        parts.append(
            f"## {contract.table}\n\n{contract.says}\n\n| column | type | unit | given | what it is |\n"
            f"| --- | --- | --- | --- | --- |\n{rows}"
        )
    return Source("reference/tables", "Standard tables", "\n\n".join(parts))


def _permissions() -> Source:
    from taktgeber.govern.permissions import MATRIX, PERMISSIONS

    roles = list(MATRIX)
    head = "| permission | " + " | ".join(role.replace("_", " ") for role in roles) + " |"
    rows = [
        f"| `{p}` | " + " | ".join(str(MATRIX[role].get(p, "-")).replace("_", " ") for role in roles) + " |"
        for p in PERMISSIONS
    ]
    words = "\n".join([head, "| --- " * (len(roles) + 1) + "|", *rows])
    return Source("reference/permissions", "Roles and permissions", f"# Roles and permissions\n\n{words}")


def _http() -> Source:
    described = openapi()
    parts = [
        "# HTTP interface\n\nVersion 1, under `/api/v1`. Every page has the same data as `PATH.json`. Sign in with a "
        "token: `Authorization: Bearer ...` (made on your account's page). The whole description: "
        "[openapi.json](openapi.json). Refusals have one shape, with status 409 (403 where a role does not allow it)."
    ]
    for tag, title in (("pages", "Read"), ("acts", "Do")):
        parts.append(f"## {title}\n\n| | asks for | permission | what it is |\n| --- | --- | --- | --- |")
        rows = []
        for path, methods in described["paths"].items():
            for method, said in methods.items():
                if tag in said.get("tags", ()) and path.startswith("/api/v1/"):
                    rows.append(
                        f"| `{method.upper()} {path}` | {_asks(said)} | `{said['x-permission']}` | {said['summary']} |"
                    )
        parts[-1] += "\n" + "\n".join(rows)
    parts.append(f"## Shapes\n\n```json\n{json.dumps(described['components']['schemas'], indent=2)}\n```")
    return Source("reference/http", "HTTP interface", "\n\n".join(parts))


def _asks(said: dict[str, Any]) -> str:
    names = [f"`{p['name']}`" for p in said.get("parameters", ())]
    for content in said.get("requestBody", {}).get("content", {}).values():
        wanted = content["schema"].get("required", ())
        names += [f"`{n}`" + ("" if n in wanted else "?") for n in content["schema"].get("properties", {})]
    return ", ".join(names) or "-"


def openapi() -> dict[str, Any]:
    """The description of the app as it is served, made on an empty workspace."""
    from taktgeber.web import make_app
    from taktgeber.workspace import make_workspace

    with tempfile.TemporaryDirectory() as folder:
        toml = 'firm = "Handbook"\ncurrency = "EUR"\nfirst_beat = 2025-01-06\n'
        web = make_app(make_workspace(Path(folder) / "w", toml))
        try:
            described: dict[str, Any] = web.inside.openapi()
            return described
        finally:
            web.visits.close()


def _brief() -> Source:
    from importlib.resources import files

    schema = json.loads((files("taktgeber.brief") / "schema.json").read_text("utf-8"))
    shown = json.dumps(schema, indent=2)
    words = f"# The brief's JSON\n\nWhat `briefs/*.json` and `/today.json` hold.\n\n```json\n{shown}\n```"
    return Source("reference/brief", "The brief's JSON", words)
