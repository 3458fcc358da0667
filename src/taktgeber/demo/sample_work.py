"""What the process that loads the sample does: `python -m taktgeber.demo.sample_work OUTCOME ROOT`."""

from __future__ import annotations

import sys
from pathlib import Path

from taktgeber.core import Refusal


def main(outcome: str, root: str) -> None:
    from taktgeber.cycle.job import finish

    from .sample import load_sample

    try:
        finish(Path(outcome), load_sample(Path(root)))
    except Refusal as refused:
        finish(Path(outcome), refused)


if __name__ == "__main__":
    main(*sys.argv[1:])
