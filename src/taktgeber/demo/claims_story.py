"""Claims of the house: the film that "has hand-warmer customers", and a mail that a lot has shown to work.

The orders are the house's own. Which film ran is laid over them: the winter film from September to February, the summer
film from March to August, on Wednesdays the other one. Hand warmers sell in autumn whatever film runs, so who saw the
winter film buys more of them: the claim is truly in the data, and truly false.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from taktgeber.core import PersonId

from .cast import Cast
from .experiment_acts import FOLDER as EXPERIMENTS
from .experiment_plans import REMINDER
from .orders import UK_SMALL
from .quarters import Deed

if TYPE_CHECKING:
    from taktgeber.cycle import House

FOLDER, FILMS = "claims", "films.csv"
WINTER = (9, 10, 11, 12, 1, 2)
OTHER_FILM = 2  # Wednesday, counted from Monday
YEAR = (date(2024, 8, 12), date(2025, 8, 10))
SAYS = "Who sees our winter film buys hand warmers."
MAILED = "A mail about the basket left behind brings orders."


def claims_of_quarter_8(house: House, cast: Cast) -> tuple[Deed, ...]:
    """Somebody would build a plan on the film; the other is what the house builds upon already."""
    return (
        (date(2025, 8, 12), partial(_films, house, cast.performance)),
        (date(2025, 8, 13), partial(_mail, house, cast.controller)),
    )


def write_films(sources: Path, folder: Path) -> Path:
    """A row a day, film and whether hand warmers were bought, with the number of orders."""
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILMS
    first, last = (day.isoformat() for day in YEAR)
    placed = '"InvoiceDate"::date'
    winter = f"(month({placed}) IN {WINTER}) != (isodow({placed}) = {OTHER_FILM + 1})"
    with duckdb.connect() as db:
        db.execute("SET TimeZone = 'UTC'")
        db.execute(
            f"""copy (
            with bought as (
                select "Invoice", any_value({placed}) as day, any_value({winter}) as winter,
                    bool_or(coalesce("Description", '') ilike '%hand warmer%') as warmers
                from read_parquet('{_quoted(sources)}/*/orders_*.parquet')
                where "Quantity" > 0 and "Team" = '{UK_SMALL}' and {placed} between '{first}' and '{last}'
                group by "Invoice")
            select day, if(winter, 'winter', 'summer') as film, if(warmers, 'yes', 'no') as hand_warmers,
                count(*) as orders
            from bought group by all order by all)
            to '{_quoted(path)}' (format csv, header)"""
        )
    return path


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _films(house: House, actor: PersonId) -> object:
    root = house.workspace.root
    file = write_films(house.workspace.sources, root / FOLDER)
    return _keep(house, file, SAYS, actor, outcome="hand_warmers", exposure="film", given=(), time="day",
                 weight="orders", on="playbook:winter-film")  # fmt: skip


def _mail(house: House, actor: PersonId) -> object:
    """The last look's file: its units were drawn into their arms."""
    file = max((house.workspace.root / EXPERIMENTS).glob(f"{REMINDER}*.csv"))
    return _keep(house, file, MAILED, actor, outcome="ordered", exposure="arm", given=("device",), time=None,
                 weight=None, on=f"insight:{REMINDER}")  # fmt: skip


def _keep(house: House, file: Path, says: str, actor: PersonId, *, outcome: str, exposure: str,
          given: tuple[str, ...], time: str | None, weight: str | None, on: str) -> object:  # fmt: skip
    """As takt audit claim --keep does."""
    from taktgeber.evidence.claims import audit_claim, keep_claim, read_claim

    options = {"--outcome": (outcome,), "--exposure": (exposure,), "--given": given}
    read = read_claim(file, options, time=time, weight=weight)
    audit = audit_claim(read.columns, outcome, exposure, given, time=time, weight=read.weight)
    return keep_claim(house.book, says, audit, read.digest, actor, source=file.name, on=on, market=UK_SMALL)
