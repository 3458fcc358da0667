"""One shape for what is refused: rows of files, house rules and requests."""

from __future__ import annotations

from typing import Any

from .catalogue import ENGLISH
from .text import Text, text

_STOPS = (".", "!", "?", "。", "！", "？")


def place(file: str, *, row: int | str | None = None, column: str | None = None) -> Text:
    """Where in a file: "q3.csv, row 118, column \"Cost\""."""
    match row, column:
        case None, None:
            return Text("{file}", {"file": file})
        case None, str():
            return text('{file}, column "{column}"', file=file, column=column)
        case _, None:
            return text("{file}, row {row}", file=file, row=str(row))
    return text('{file}, row {row}, column "{column}"', file=file, row=str(row), column=str(column))


class Refusal(Exception):
    """where: "q3.csv, row 118, column Cost" or "goal"; says: what is wrong; mend: the way on.

    rule: the house rule that speaks, if one does; entry: where the refusal itself is kept.
    """

    def __init__(
        self, where: str | Text, says: Text, mend: Text, *, rule: int | None = None, entry: int | None = None
    ) -> None:
        super().__init__(where, says, mend)
        self.where = where
        self.says = says
        self.mend = mend
        self.rule = rule
        self.entry = entry

    def __str__(self) -> str:
        return self.shown()

    def shown(self, locale: str = ENGLISH) -> str:
        """What is wrong and where on the first line, the way on on the second; a command that it ends with has its line
        for itself, so that nothing else is copied with it."""
        from .format import sentences, show

        first = text("refused: {where}: {says}", where=self.where, says=self.says)
        if not self.where:
            first = text("refused: {says}", says=self.says)
        lines = [show(first, locale), show(self.mend, locale)]
        if self.entry is not None:
            kept = text("The refusal is kept in the ledger as entry {entry}.", entry=str(self.entry))
            if lines[-1].endswith(_STOPS):
                lines[-1] = sentences((self.mend, kept), locale)
            else:
                lines.append(show(kept, locale))
        return "\n".join(lines)

    def plain(self, locale: str = ENGLISH) -> dict[str, Any]:
        """For machines: the one shape of every refusal."""
        from .format import show

        return {
            "refused": show(self.says, locale),
            "where": show(self.where, locale),
            "mend": show(self.mend, locale),
            "rule": self.rule,
            "entry": self.entry,
        }


class NotThere(Refusal):
    """What was asked for by its number or name does not exist: over HTTP a 404."""
