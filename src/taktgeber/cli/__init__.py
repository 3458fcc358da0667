"""The command line. Help needs no room: verbs are read from the list, modules load when called."""

from .shell import main

__all__ = ["main"]
