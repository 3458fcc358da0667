"""python -m tests.words: bring the catalogues up to date with the source."""

from .catalogues import update_all

update_all()
