"""Vega as one script for the browser, made once from what vl-convert ships: nothing comes from another host.

`python -m taktgeber.charts.vega_script FILE` writes it; to bundle takes seconds, so a process of its own does it.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from threading import Lock

_SNIPPET = "window.vegaEmbed = vegaEmbed;"
_making = Lock()


def vega_script(folder: Path) -> Path:
    """The script's file in the folder, made where it is not there yet."""
    path = folder / f"vega-{version('vl-convert-python')}.js"
    with _making:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, "-m", "taktgeber.charts.vega_script", str(path)]
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return path


def main(path: Path) -> None:
    import vl_convert

    half = path.with_suffix(".half")
    half.write_text(vl_convert.javascript_bundle(_SNIPPET), "utf-8")
    half.replace(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
