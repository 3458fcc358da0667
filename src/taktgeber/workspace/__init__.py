"""A workspace: one folder with its settings, sources, tables, ledger and key."""

from .folder import Workspace, make_workspace, open_workspace

__all__ = ["Workspace", "make_workspace", "open_workspace"]
