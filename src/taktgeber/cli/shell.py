"""Parse, call one function, print its answer. Exit code 0 done, 1 refused, 2 wrong usage.

A verb is a function in its desk's `verbs.py` under its own name (a part of a verb: `<verb>_<part>`):
its first parameter `workspace: Workspace` becomes --workspace (a verb without it makes a workspace or
needs none; `find_workspace`, a function, opens it only where the verb comes to need one), `locale` is
the reader's, the others are typer parameters; it returns an Answer. The shell adds --json and --lang.
"""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any, get_type_hints

import typer

from taktgeber import rooms
from taktgeber.core import Answer, Refusal
from taktgeber.core.catalogue import ENGLISH, translate
from taktgeber.core.text import phrase

from .language import OPTION, take_language
from .worded import NoArgsIsHelpError, UsageError, worded, worded_classes, wrong_usage

Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON for machines.")]
Where = Annotated[str, typer.Option("--workspace", metavar="DIR", help="The workspace's folder.")]
HANDED = ("workspace", "find_workspace", "locale")  # what the shell gives a verb that asks for it
Lang = Annotated[str, typer.Option(OPTION, metavar="de|en|it|zh", help="The language of help, answers and refusals.")]


def shell(called: str | None, locale: str = ENGLISH, asked: bool = False) -> typer.Typer:
    """All verbs by name and help; only the called one's module is imported. asked: see take_language."""
    command_class, group_class = worded_classes(locale)

    def group(help_text: str) -> typer.Typer:
        made = typer.Typer(
            cls=group_class,
            add_completion=False,
            no_args_is_help=True,
            pretty_exceptions_enable=False,
            rich_markup_mode=None,  # plain help starts in half the time
            help=translate(help_text, locale),
        )
        made.callback()(_language_alone)
        return made

    def add(to: typer.Typer, name: str, help_text: str, function: Callable[..., Any]) -> None:
        to.command(name, cls=command_class, help=translate(help_text, locale))(function)

    _language_alone.__annotations__["lang"] = worded(Lang, locale)
    app = group(phrase("Marketing with two hands: one perfects what works, one finds what does not exist yet."))
    for verb in rooms.verbs():
        if verb.name != called:
            add(app, verb.name, verb.help, _nothing)
            continue
        module = import_module(f"taktgeber.{verb.desk}.verbs")
        if not verb.parts:
            add(app, verb.name, verb.help, shell_function(getattr(module, verb.name), locale, asked))
            continue
        parts = group(verb.help)
        for part, help_line in verb.parts:
            function = shell_function(getattr(module, f"{verb.name}_{part}"), locale, asked)
            add(parts, part, help_line, function)
        app.add_typer(parts, name=verb.name)
    return app


def _nothing() -> None:
    """A verb that is listed but not called."""


def _language_alone(lang: Lang = "") -> None:
    """Lists --lang in the help; main has taken it out of the words by the time they are parsed."""


def shell_function(verb: Callable[..., Answer], locale: str = ENGLISH, asked: bool = False) -> Callable[..., None]:
    """The verb as a typer command: --workspace, --json and --lang added, the answer printed."""
    signature = inspect.signature(verb)
    hints = get_type_hints(verb, include_extras=True)
    needs_workspace = "workspace" in signature.parameters
    wants_workspace = needs_workspace or "find_workspace" in signature.parameters

    @functools.wraps(verb)
    def command(**given: Any) -> None:
        from .printing import print_answer

        as_json = given.pop("json")
        given.pop("lang")
        if wants_workspace:
            from taktgeber.workspace import open_workspace

            find_workspace = functools.partial(open_workspace, given.pop("workspace"))
            given |= {"workspace": find_workspace()} if needs_workspace else {"find_workspace": find_workspace}
        if "locale" in signature.parameters:
            given["locale"] = locale
        answer = verb(**given)
        print_answer(answer, as_json, locale, asked)
        raise typer.Exit(answer.code)

    parameters = [p.replace(annotation=hints[n]) for n, p in signature.parameters.items() if n not in HANDED]
    keyword = inspect.Parameter.KEYWORD_ONLY
    extra = [
        inspect.Parameter("json", keyword, default=False, annotation=Json),
        inspect.Parameter("lang", keyword, default="", annotation=Lang),
    ]
    if wants_workspace:
        extra.insert(0, inspect.Parameter("workspace", keyword, default=".", annotation=Where))
    parameters = [p.replace(kind=keyword, annotation=worded(p.annotation, locale)) for p in [*parameters, *extra]]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    del command.__wrapped__  # typer would read the verb's own signature through it
    return command


def main() -> None:
    """0 done, 1 refused with the reason, 2 wrong usage."""
    as_json, locale, asked = "--json" in sys.argv, ENGLISH, False
    try:
        words, locale, asked = take_language(sys.argv[1:], os.environ)
        called = next((word for word in words if not word.startswith("-")), None)
        code = shell(called, locale, asked)(words, standalone_mode=False)
    except Refusal as refused:
        from .printing import print_refusal

        print_refusal(refused, as_json, locale, asked)
        code = 1
    except NoArgsIsHelpError as nothing_asked:
        print(nothing_asked.message)
        code = 2
    except UsageError as wrong:
        from .printing import print_usage

        print_usage(wrong_usage(wrong), wrong.ctx, locale)
        code = 2
    except (typer.Abort, KeyboardInterrupt):
        code = 130
    sys.exit(code)
