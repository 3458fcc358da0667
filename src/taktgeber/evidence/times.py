"""A column of days or times as SQL, however the file writes them; the whole file decides whether day or month is first.

Cells are read as in the data room. A cell that is no day is empty here; who asks refuses it with its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktgeber.core import Refusal, text

if TYPE_CHECKING:
    from taktgeber.data.sheet import Sheet


def time_sql(connection: Any, sheet: Sheet, column: str, name: str, type_: str) -> str:
    """column: as the file calls it; name, type_: in the relation. Raises Refusal where the order of day and month
    is not decided by any row."""
    from taktgeber.data.cells import Cells, Marks
    from taktgeber.data.decide import decide
    from taktgeber.data.sheet import Cell

    if type_ == "TIMESTAMP WITH TIME ZONE":  # else it would be of the machine's own zone
        return f"timezone('UTC', {name})"
    marks = Marks()
    own = sheet.cell(column)
    if own is not None and type_ == own.type == "VARCHAR":
        try:
            marks = decide(connection, sheet, [((column, "time"), own)], None, None)
        except Refusal as wrong:
            mend = text("Write days as 2026-01-31, then read the file again.")
            raise Refusal(wrong.where, wrong.says, mend) from None
    return Cells(marks, searching=True).value(Cell(column, name, type_), "time")
