"""What was assigned, in sentences and tables."""

from __future__ import annotations

from taktgeber.core import Table, Text, text, text_n
from taktgeber.evidence.shown import share

from .file import AssignedFile
from .plan import AssignmentPlan, Why


def sentences(made: AssignedFile, written: str | None) -> tuple[Text, ...]:
    """written: the name of the file that was made."""
    inside = sum(made.by_arm.values())
    said = [
        text_n(
            "Of {n} unit, {inside} is in the experiment.",
            "Of {n} units, {inside} are in the experiment.",
            made.units,
            inside=inside,
        )
    ]
    if made.rows > made.units:
        said.append(
            text_n(
                "{n} row names a unit that stands before it already; each unit counts once.",
                "{n} rows name a unit that stands before them already; each unit counts once.",
                made.rows - made.units,
            )
        )
    if written is not None:
        said.append(text("{file} holds one row a unit: its arm, or why it has none.", file=written))
    return tuple(said)


def tables(made: AssignedFile, plan: AssignmentPlan) -> tuple[Table, ...]:
    """Units by arm, and by why the others have none."""
    inside = sum(made.by_arm.values())
    arms = tuple(
        (
            arm.name,
            share(float(arm.share)),
            text("{n}", n=made.by_arm[arm.name]),
            share(made.by_arm[arm.name] / inside) if inside else text("cannot tell"),
        )
        for arm in plan.arms
    )
    head = (text("Arm"), text("Planned share"), text("Units counted"), text("Share of units"))
    by_arm = Table(head, arms, text("In the experiment"))
    without = tuple((_why(why), text("{n}", n=many)) for why, many in made.without.items() if many)
    if not without:
        return (by_arm,)
    return by_arm, Table((text("Why"), text("Units counted")), without, text("Without an arm"))


def _why(why: Why) -> Text:
    match why:
        case "holdout":
            return text("in the holdout")
        case "other experiment":
            return text("kept for other experiments of the layer")
        case "not in traffic":
            return text("not in the traffic yet")
