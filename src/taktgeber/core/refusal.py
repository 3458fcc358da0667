"""One shape for what is refused: rows of files, house rules and requests."""

from __future__ import annotations

from .text import Text


class Refusal(Exception):
    """where: "q3.csv, row 118, column Cost" or "goal"; says: what is wrong; mend: the way on.

    rule: the house rule that speaks, if one does; entry: where the refusal itself is kept.
    """

    def __init__(
        self, where: str, says: Text, mend: Text, *, rule: int | None = None, entry: int | None = None
    ) -> None:
        super().__init__(where, says, mend)
        self.where = where
        self.says = says
        self.mend = mend
        self.rule = rule
        self.entry = entry

    def __str__(self) -> str:
        from .format import show

        kept = f" The refusal is kept in the ledger as entry {self.entry}." if self.entry is not None else ""
        where = f"{self.where}: " if self.where else ""
        return f"refused: {where}{show(self.says)}\n{show(self.mend)}{kept}"
