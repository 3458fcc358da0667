"""What a check found, in sentences and tables."""

from __future__ import annotations

from taktgeber.core import Table, Text, text, text_n
from taktgeber.evidence.reading.day_tables import split_by_day
from taktgeber.evidence.reading.tables import arms_table

from .check import Checked


def sentences(checked: Checked) -> tuple[Text, ...]:
    return (
        _verdict(checked),
        text_n(
            "One unit was checked; no effect of a metric was looked at, so this may be done on any day.",
            "{n} units were checked; no effect of a metric was looked at, so this may be done on any day.",
            checked.units,
        ),
    )


def _verdict(checked: Checked) -> Text:
    if not checked.trusted:
        return text("Believe no effect of this experiment before what is to be mended is mended.")
    if any(finding.severity == "warn" for finding in checked.findings):
        return text("This experiment may be read, with what is to watch in mind.")
    return text("Nothing speaks against reading this experiment.")


def tables(checked: Checked) -> tuple[Table, ...]:
    arms = arms_table(checked.names, checked.split, clustered=checked.design.cluster is not None)
    return (arms, split_by_day(checked.days)) if checked.days else (arms,)
