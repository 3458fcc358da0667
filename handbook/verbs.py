"""One page a verb, from the verb itself: what it does, what it asks for, what it answers."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.resources import files
from typing import Any, get_args, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from taktgeber.core import Verb
from taktgeber.rooms import verbs

from .contents import Source


def verb_pages() -> tuple[Source, ...]:
    return tuple(Source(f"verbs/{verb.name}", f"takt {verb.name}", _page(verb)) for verb in verbs())


def _page(verb: Verb) -> str:
    module = import_module(f"taktgeber.{verb.desk}.verbs")
    if not verb.parts:
        return f"# takt {verb.name}\n\n{verb.help}\n\n{_part(verb, verb.name, getattr(module, verb.name), '')}"
    parts = []
    for part, help_line in verb.parts:
        function = getattr(module, f"{verb.name}_{part}")
        parts.append(
            f"## takt {verb.name} {part}\n\n{help_line}\n\n{_part(verb, f'{verb.name}_{part}', function, part)}"
        )
    return f"# takt {verb.name}\n\n{verb.help}\n\n" + "\n\n".join(parts)


def _part(verb: Verb, name: str, function: Callable[..., Any], part: str) -> str:
    asked = list(_parameters(function))
    words = " ".join(
        ["takt", verb.name, *([part] if part else []), *(shown for shown, _, kind in asked if kind == "word")]
    )
    rows = "\n".join(f"| `{shown}` | {help_line} |" for shown, help_line, _ in asked)
    schema = json.loads((files(f"taktgeber.{verb.desk}") / "schemas" / f"{name}.json").read_text("utf-8"))
    answer = json.dumps(schema, indent=2, ensure_ascii=False)
    return (
        f"```\n{words}\n```\n\n| | |\n| --- | --- |\n{rows}\n\n"
        f"<details><summary>The answer with --json (JSON schema)</summary>\n\n```json\n{answer}\n```\n\n</details>\n"
    )


def _parameters(function: Callable[..., Any]) -> Iterator[tuple[str, str, str]]:
    """As typed, help, and "word" or "option"."""
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        if name == "workspace":
            yield "--workspace DIR", "The workspace's folder; the current one if not given.", "option"
            continue
        info: Any = next((a for a in get_args(hints[name])[1:] if isinstance(a, ArgumentInfo | OptionInfo)), None)
        help_line = " ".join((getattr(info, "help", "") or "").split())
        if isinstance(info, OptionInfo):
            shown = " or ".join(info.param_decls or ()) or f"--{name.replace('_', '-')}"
            yield shown, help_line, "option"
        else:
            optional = parameter.default is not inspect.Parameter.empty
            word = (getattr(info, "metavar", None) or name.upper()).strip("[]")
            yield f"[{word}]" if optional else word, help_line, "word"
    yield "--json", "Print the answer as JSON for machines.", "option"
