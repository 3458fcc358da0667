"""How often the audit gives the verdict of the person who read the text: python -m tests.balance.word.accuracy

Prints the table of docs/text-audit.md from the texts in the folder that the tests read their samples from.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from taktgeber.balance.word import audit_text

from ...conftest import samples_folder
from .real_texts import Judged, constructed, documents, sentences, set_apart

ORDER = ("plain", "dressed", "hybrid", "exploration", "too_little")
Confusion = Counter[tuple[str, str]]
SURE = (0.0, 0.5, 0.7, 0.85, 0.95)


def confusion(texts: Iterable[Judged]) -> Confusion:
    """Counts by (verdict read, verdict of the audit)."""
    return Counter((one.verdict, audit_text(one.words).verdict) for one in texts)


def balanced(counts: Confusion) -> float:
    """Mean recall over the verdicts that occur."""
    found = [counts[read, read] / _all(counts, read) for read in ORDER if _all(counts, read)]
    return sum(found) / len(found)


def of(counts: Confusion, read: str, *said: str) -> tuple[int, int]:
    """Texts of a verdict that the audit gave one of some verdicts, and all of that verdict."""
    return sum(counts[read, one] for one in said), _all(counts, read)


def sure_and_right(texts: Iterable[tuple[str, dict[str, str]]]) -> list[tuple[float, int, int]]:
    """By lower bound of how sure the model is (SURE): labelled sentences, and those whose class it gave rightly."""
    counted = {low: [0, 0] for low in SURE}
    for language, labels in texts:
        for unit in audit_text("\n".join(labels), language).units:
            meant = labels.get(unit.text.strip())
            if meant is not None and not unit.heading:
                low = max(low for low in SURE if unit.likelihood >= low)
                counted[low][0] += 1
                counted[low][1] += unit.label == meant
    return [(low, said, right) for low, (said, right) in counted.items()]


def _all(counts: Confusion, read: str) -> int:
    return sum(counts[read, one] for one in ORDER)


def main() -> None:
    from taktgeber.stats.compare import wilson

    samples = samples_folder()
    if samples is None:
        sys.exit("no sample data: their folder is not set")
    sets = {"real": documents, "constructed": constructed, "set apart": set_apart}
    for name, read_set in sets.items():
        texts = list(read_set(samples))
        groups = {"all": texts} | {lang: [t for t in texts if t.language == lang] for lang in ("de", "en", "it", "zh")}
        groups["sure"] = [t for t in texts if t.confidence > 1]
        for group, some in groups.items():
            if not some:
                continue
            counts = confusion(some)
            print(f"{name} {group}: {len(some)} texts, balanced {balanced(counts):.2f}")
            for read in ORDER:
                print("  ", read, [counts[read, said] for said in ORDER])
            right = sum(counts[one, one] for one in ORDER)
            rates = {"same verdict": (right, len(some)), "dressed found": of(counts, "dressed", "dressed"),
                     "plain called dressed or hybrid": of(counts, "plain", "dressed", "hybrid"),
                     "dressed taken for exploration": of(counts, "dressed", "exploration"),
                     "exploration found": of(counts, "exploration", "exploration")}  # fmt: skip
            for what, (k, n) in rates.items():
                if n:
                    low, high = wilson(k / n, n, 1.645)
                    print(f"   {what}: {k} of {n}, {k / n:.0%} ({low:.0%} to {high:.0%})")
    for low, said, right in sure_and_right(sentences(samples)):
        print(f"sentences of which the model is sure by {low} and more: {right} of {said} right")


if __name__ == "__main__":
    main()
