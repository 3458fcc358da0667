"""Every message of the house, read from the source: marked strings in Python, calls in templates.

In Python: text, phrase, text_n, unit; any `help="..."`; the help of verbs and rooms; what a column of a
table is. In templates: _("...") and n_("...", "...", n). A pattern of placeholders alone is no message.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "taktgeber"
Message = str | tuple[str, str]

ONE = {"text", "phrase"}
ONE_WRITTEN_OUT = {"translate", "Text"}  # take a message that is marked elsewhere, or one written out
MANY = {"text_n", "unit"}
AT = {"Verb": 2, "Room": 1, "Column": 2, "_typer": 0}  # where a call holds English that is shown


def messages() -> set[Message]:
    found = {m for path in sorted(SOURCE.rglob("*.py")) for m in in_python(path)}
    found |= {m for path in sorted(SOURCE.rglob("templates/*.html")) for m in in_template(path)}
    return {m for m in found if has_words(m)}


def has_words(message: Message) -> bool:
    return bool(re.sub(r"\{[^}]*\}", "", message if isinstance(message, str) else message[0]).strip())


def in_python(path: Path) -> Iterator[Message]:
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(call, ast.Call):
            yield from _of_call(call, path)


def _of_call(call: ast.Call, path: Path) -> Iterator[Message]:
    args = call.args
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if isinstance(call.func, ast.Name):
        if name == "map" and isinstance(args[0], ast.Name) and args[0].id in ONE:
            raise SystemExit(f"{path}, line {call.lineno}: a message is marked one by one, not by map")
        if name in ONE or (name in ONE_WRITTEN_OUT and args and _is_text(args[0])):
            yield _constant(args[0], path)
        if name in MANY:
            one, many = _constant(args[0], path), _constant(args[1], path)
            yield from ((one, many), many) if name == "unit" else ((one, many),)
    if name in AT and len(args) > AT[name] and _is_text(args[AT[name]]):
        yield _constant(args[AT[name]], path)
        for part in args[AT[name] + 1 :]:
            if name == "Verb" and isinstance(part, ast.Tuple):
                yield from (_constant(pair.elts[1], path) for pair in part.elts if isinstance(pair, ast.Tuple))
    for keyword in call.keywords:
        if keyword.arg == "help" and _is_text(keyword.value):
            yield _constant(keyword.value, path)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _constant(node: ast.expr, path: Path) -> str:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        raise SystemExit(f"{path}, line {node.lineno}: a message is one string, written out: {ast.unparse(node)}")
    return node.value


def in_template(path: Path) -> Iterator[Message]:
    from jinja2.ext import babel_extract

    with path.open("rb") as file:
        options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
        for _, function, found, _ in babel_extract(file, ("_", "n_"), (), options):
            if function == "n_":
                yield (found[0], found[1])
            elif isinstance(found, tuple):
                yield found[0]
            else:
                yield found
