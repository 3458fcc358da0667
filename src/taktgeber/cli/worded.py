"""typer's own words in the reader's language: headings and usage of its help, and what it says of wrong usage."""

from __future__ import annotations

import copy
from typing import Annotated, Any, get_args, get_origin

import typer
import typer.core
from typer._click.exceptions import BadParameter, MissingParameter, NoArgsIsHelpError, NoSuchOption, UsageError

from taktgeber.core.catalogue import translate
from taktgeber.core.text import Text, phrase, text

# What typer asks gettext for; it has no catalogues of its own, so ours answer.
_TYPERS = (
    phrase("Arguments"),
    phrase("Options"),
    phrase("Commands"),
    phrase("required"),
    phrase("default: {default}"),
    phrase("Missing command."),
    phrase("No such command {name!r}."),
)
_HELP = phrase("Show this message and exit.")
_USAGE = phrase("Usage:")


def worded_classes(locale: str) -> tuple[type[typer.core.TyperCommand], type[typer.core.TyperGroup]]:
    """A command and a group that speak the language."""
    typer.core._ = lambda message: translate(message, locale)  # type: ignore[attr-defined]

    class Worded:
        def format_usage(self, ctx: Any, formatter: Any) -> None:
            pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
            formatter.write_usage(ctx.command_path, pieces, prefix=f"{translate(_USAGE, locale)} ")

        def get_help_option(self, ctx: Any) -> Any:
            option = super().get_help_option(ctx)  # type: ignore[misc]
            if option is not None:
                option.help = translate(_HELP, locale)
            return option

    class Command(Worded, typer.core.TyperCommand):
        pass

    class Group(Worded, typer.core.TyperGroup):
        pass

    return Command, Group


def worded(hint: Any, locale: str) -> Any:
    """A parameter's annotation with its help in the language."""
    if get_origin(hint) is not Annotated:
        return hint
    base, *marks = get_args(hint)
    return Annotated[base, *(_with_help(mark, locale) for mark in marks)]


def _with_help(mark: Any, locale: str) -> Any:
    if not getattr(mark, "help", None):
        return mark
    mark = copy.copy(mark)
    mark.help = translate(mark.help, locale)
    return mark


def wrong_usage(wrong: UsageError) -> Text:
    """What is wrong with how a command was typed."""
    match wrong:
        case MissingParameter():
            return text("{name} is missing.", name=_name(wrong))
        case NoSuchOption():
            return text("there is no option {name}.", name=wrong.option_name)
        case BadParameter():
            return text("{name} does not fit: {what}", name=_name(wrong), what=_wanted(wrong))
    return Text("{what}", {"what": wrong.format_message()})


def _name(wrong: BadParameter) -> str:
    return str(wrong.param.get_error_hint()) if wrong.param else str(wrong.param_hint or "")


def _wanted(wrong: BadParameter) -> Text | str:
    kind = getattr(wrong.param, "type_descriptor", None)
    if kind is None:
        return wrong.message
    if kind.choices:
        return text("choose one of {choices}.", choices=tuple(map(str, kind.choices)))
    if kind.is_datetime:
        return text("a day such as 2025-03-10 is wanted.")
    if kind.is_ranged and kind.parameter_info.max is not None:
        limits = (kind.parameter_info.min or 0, kind.parameter_info.max)
        return text("a number from {least} to {most} is wanted.", least=f"{limits[0]:g}", most=f"{limits[1]:g}")
    if kind.is_ranged and kind.parameter_info.min is not None:
        return text("a number from {least} on is wanted.", least=int(kind.parameter_info.min))
    return text("a number is wanted.") if kind.annotation in (int, float) else wrong.message


__all__ = ["NoArgsIsHelpError", "UsageError", "worded", "worded_classes", "wrong_usage"]
