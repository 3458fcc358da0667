"""A workspace: one folder with its settings, sources, tables, ledger and key."""

from .configuration import store_address
from .folder import Workspace, make_workspace, open_workspace
from .keep_store import keep_store
from .own_campaigns import own_campaigns
from .publish import publish

__all__ = ["Workspace", "keep_store", "make_workspace", "open_workspace", "own_campaigns", "publish", "store_address"]
