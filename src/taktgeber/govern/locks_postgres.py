"""The locks of the ledger's table on PostgreSQL: what forbids change, removal and an entry out of its place.

They fire for replication too, and find the table by its schema, whatever search path a session sets. Whoever
opens the ledger sees whether they stand as written here, and sets them again where they do not.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from .chain import TEXTS, ZERO

_TEXT = [(column, "text", "C") for column in TEXTS]
TABLE = [("seq", "bigint", None), *_TEXT, ("body", "bytea", None), ("previous", "text", "C"), ("hash", "text", "C")]
_NEVER = """BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE =
  'the ledger is append-only: nothing in it is ' || CASE TG_OP WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END; END"""
_AT_THE_END = """DECLARE newest RECORD; links TEXT := concat_ws(chr(10), NEW.seq, {texts});
BEGIN
  SELECT seq, hash INTO newest FROM {table} ORDER BY seq DESC LIMIT 1;
  IF NEW.seq IS DISTINCT FROM coalesce(newest.seq, 0) + 1 OR NEW.previous IS DISTINCT FROM coalesce(newest.hash, {zero})
     OR links LIKE '%' || repeat(chr(10) || '%', 6) OR strpos(NEW.previous, chr(10)) > 0
     OR NEW.hash IS DISTINCT FROM encode(sha256(convert_to(
          concat_ws(chr(10), links, encode(sha256(NEW.body), 'hex'), NEW.previous), 'UTF8')), 'hex') THEN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
      MESSAGE = 'the ledger is append-only: an entry comes after the last one';
  END IF;
  RETURN NEW;
END"""
_PATH = "search_path=pg_catalog, pg_temp"
# Name: when it fires, and PostgreSQL's own number for that (pg_trigger.tgtype).
_TRIGGERS = {
    "entries_never_change": ("BEFORE UPDATE OR DELETE OR TRUNCATE ON {} FOR EACH STATEMENT", 58),
    "entries_only_at_the_end": ("BEFORE INSERT ON {} FOR EACH ROW", 7),
}
_SCHEMA = (
    "SELECT nspname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = to_regclass('entries')"
)
_COLUMNS = """SELECT attname, format_type(atttypid, atttypmod), nullif(collname, 'default')
FROM pg_attribute LEFT JOIN pg_collation c ON c.oid = attcollation
WHERE attrelid = to_regclass('entries') AND attnum > 0 AND NOT attisdropped AND attnotnull ORDER BY attnum"""
_STANDING = """SELECT tgname, prosrc, array_to_string(proconfig, ';'), tgtype, tgenabled, tgqual IS NULL
FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid WHERE tgrelid = 'entries'::regclass AND NOT tgisinternal"""


def table_of(db: psycopg.Connection[Any]) -> list[tuple[Any, ...]]:
    """Its columns that are never empty, with type and order of text; nothing where there is none."""
    return db.execute(_COLUMNS).fetchall()


def locks_stand(db: psycopg.Connection[Any]) -> bool:
    wanted = {
        (name, body, _PATH, _TRIGGERS[name][1], "A", True) for name, body in _bodies(db).items()
    }  # fmt: skip
    return wanted <= {
        (n, src, path, when, _letter(on), plain) for n, src, path, when, on, plain in db.execute(_STANDING)
    }


def set_locks(db: psycopg.Connection[Any]) -> None:
    table = _table(db)
    for name, body in _bodies(db).items():
        known = sql.Identifier(name)
        within = sql.Identifier(_schema(db), name)
        db.execute(
            sql.SQL("CREATE OR REPLACE FUNCTION {} () RETURNS trigger LANGUAGE plpgsql SET {} AS {}").format(
                within, sql.SQL("search_path = pg_catalog, pg_temp"), sql.Literal(body)
            )
        )
        when = sql.SQL(_TRIGGERS[name][0]).format(table)
        db.execute(sql.SQL("DROP TRIGGER IF EXISTS {} ON {}").format(known, table))
        db.execute(sql.SQL("CREATE TRIGGER {} {} EXECUTE FUNCTION {} ()").format(known, when, within))
        db.execute(sql.SQL("ALTER TABLE {} ENABLE ALWAYS TRIGGER {}").format(table, known))


def _bodies(db: psycopg.Connection[Any]) -> dict[str, str]:
    texts = ", ".join(f"NEW.{column}" for column in TEXTS)
    at_the_end = _AT_THE_END.format(texts=texts, table=_table(db).as_string(db), zero=f"'{ZERO}'")
    return {"entries_never_change": _NEVER, "entries_only_at_the_end": at_the_end}


def _table(db: psycopg.Connection[Any]) -> sql.Identifier:
    return sql.Identifier(_schema(db), "entries")


def _schema(db: psycopg.Connection[Any]) -> str:
    row = db.execute(_SCHEMA).fetchone()
    return str(row[0]) if row else "public"


def _letter(enabled: bytes | str) -> str:
    return enabled.decode() if isinstance(enabled, bytes) else enabled
