"""Parse, call one function, print its answer. Exit code 0 done, 1 refused, 2 wrong usage.

A verb is a function in its desk's `verbs.py` under its own name (a part of a verb: `<verb>_<part>`):
its first parameter `workspace: Workspace` becomes --workspace (a verb without it makes a workspace or
needs none), the others are typer parameters; it returns an Answer. The shell adds --json.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any, get_type_hints

import typer

from taktgeber import rooms
from taktgeber.core import Answer

Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON for machines.")]
Where = Annotated[str, typer.Option("--workspace", metavar="DIR", help="The workspace's folder.")]


def shell(called: str | None) -> typer.Typer:
    """All verbs by name and help; only the called one's module is imported."""
    app = _typer("Marketing with two hands: one perfects what works, one finds what does not exist yet.")
    app.callback()(_nothing)
    for verb in rooms.verbs():
        if verb.name != called:
            app.command(verb.name, help=verb.help)(_nothing)
            continue
        module = import_module(f"taktgeber.{verb.desk}.verbs")
        if not verb.parts:
            app.command(verb.name, help=verb.help)(shell_function(getattr(module, verb.name)))
            continue
        group = _typer(verb.help)
        group.callback()(_nothing)
        for part, help_line in verb.parts:
            group.command(part, help=help_line)(shell_function(getattr(module, f"{verb.name}_{part}")))
        app.add_typer(group, name=verb.name)
    return app


def _typer(help_text: str) -> typer.Typer:
    return typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help starts in half the time
        help=help_text,
    )


def _nothing() -> None:
    """A verb that is listed but not called."""


def shell_function(verb: Callable[..., Answer]) -> Callable[..., None]:
    """The verb as a typer command: --workspace and --json added, the answer printed."""
    signature = inspect.signature(verb)
    hints = get_type_hints(verb, include_extras=True)
    wants_workspace = "workspace" in signature.parameters

    @functools.wraps(verb)
    def command(**given: Any) -> None:
        from .printing import print_answer

        as_json = given.pop("json")
        if wants_workspace:
            from taktgeber.workspace import open_workspace

            given["workspace"] = open_workspace(given["workspace"])
        answer = verb(**given)
        print_answer(answer, as_json)
        raise typer.Exit(answer.code)

    parameters = [p.replace(annotation=hints[n]) for n, p in signature.parameters.items() if n != "workspace"]
    keyword = inspect.Parameter.KEYWORD_ONLY
    extra = [inspect.Parameter("json", keyword, default=False, annotation=Json)]
    if wants_workspace:
        extra.insert(0, inspect.Parameter("workspace", keyword, default=".", annotation=Where))
    parameters = [p.replace(kind=keyword) for p in parameters]
    command.__signature__ = inspect.Signature(parameters + extra)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters + extra}
    del command.__wrapped__  # typer would read the verb's own signature through it
    return command


def main() -> None:
    from taktgeber.core import Refusal

    try:
        shell(next((word for word in sys.argv[1:] if not word.startswith("-")), None))()
    except Refusal as refused:
        from .printing import print_refusal

        print_refusal(refused, as_json="--json" in sys.argv)
        sys.exit(1)
