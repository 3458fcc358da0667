"""What the desks offer the web: every `pages.py` under desks is found, none is listed."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import taktgeber.desks
from taktgeber.core import Act, Download, Leaf


@cache
def leaves() -> tuple[Leaf, ...]:
    """Every page, those of the navigation first, in their rank."""
    every = [leaf for module in _modules() for leaf in getattr(module, "LEAVES", ())]
    return tuple(sorted(every, key=lambda leaf: (leaf.rank == 0, leaf.rank, leaf.path)))


@cache
def acts() -> tuple[Act, ...]:
    return tuple(sorted((act for module in _modules() for act in getattr(module, "ACTS", ())), key=lambda a: a.name))


@cache
def downloads() -> tuple[Download, ...]:
    return tuple(one for module in _modules() for one in getattr(module, "DOWNLOADS", ()))


@cache
def template_homes() -> tuple[str, ...]:
    """Packages of desks that keep templates of their own."""
    return tuple(module.__name__.rpartition(".")[0] for module in _modules() if getattr(module, "TEMPLATES", False))


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(taktgeber.desks.__path__):
        name = f"taktgeber.desks.{found.name}.pages"
        if find_spec(name) is not None:
            yield import_module(name)
    yield import_module("taktgeber.demo.pages")  # it stands above the desks and keeps its own
