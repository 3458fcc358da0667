"""docs/loading.md says what the contracts say, and its mapping loads."""

import re
from pathlib import Path

from taktgeber.data import CONTRACTS
from taktgeber.data.mapping import ready_mappings

PAGE = (Path(__file__).parents[2] / "docs" / "loading.md").read_text("utf-8")


def tables() -> str:
    """The standard tables as the page shows them."""
    parts = []
    for contract in CONTRACTS.values():
        parts.append(f"### `{contract.table}`\n{contract.says} A row is named by: {', '.join(contract.grain)}.\n")
        parts.append(
            "| column | type | unit | holds | may be empty | personal data |\n| --- | --- | --- | --- | --- | --- |"
        )
        for c in contract.columns:
            says = f"{c.says}: {', '.join(c.allowed)}" if c.allowed else c.says
            empty = "no" if c.required else "yes"
            parts.append(f"| `{c.name}` | {c.type} | {c.unit} | {says} | {empty} | {c.personal} |")
        parts.append("")
    return "\n".join(parts).rstrip()


def test_the_page_shows_every_contract_as_it_is():
    assert tables() in PAGE


def test_the_page_names_every_ready_mapping():
    assert set(re.findall(r"`(\w+)`", PAGE.rsplit("Ready mappings", 1)[1])) == set(ready_mappings())


def test_the_mapping_on_the_page_loads(house):
    h = house("EUR")
    (mapping,) = [block for block in re.findall(r"```toml\n(.*?)```", PAGE, re.S) if block.startswith("table")]
    rows = "Order;Client;When;Item;Pieces;Price;Cost;Team\n1;anna;13/03/2024;mug;2;7,50;3,00;D\n"
    h.load(h.write("orders.csv", rows), mapping=h.write("m.toml", mapping))
    assert h.sql("SELECT revenue, margin, market, kind FROM transactions") == [(1500, 900, "Germany", "sale")]
