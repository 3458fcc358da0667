"""python -m handbook [FOLDER]: write the site, and say where it begins."""

from __future__ import annotations

import sys
from pathlib import Path

from .site import write_site

if __name__ == "__main__":
    print(write_site(Path(sys.argv[1] if len(sys.argv) > 1 else "build/handbook")))
