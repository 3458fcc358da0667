"""What a form or a JSON body says, read by the act's fields: typed values, or a refusal that names the field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from taktgeber.core import Field, Money, Refusal, Text, text
from taktgeber.core.format import show
from taktgeber.core.money import minor_digits

Given = Mapping[str, Sequence[str | Path]]


def read_fields(fields: Sequence[Field], given: Given, currency: str) -> dict[str, Any]:
    """given: by field name, what was sent, files as paths. Unknown names are refused, so that no typo goes unseen."""
    known = {f.name for f in fields}
    for name in given:
        if name not in known:
            raise Refusal(
                name,
                text("this act knows no field of this name."),
                text("It knows: {fields}.", fields=tuple(sorted(known))),
            )
    return {f.name: _value(f, [v for v in given.get(f.name, ()) if v != ""], currency) for f in fields}


def _value(field: Field, sent: list[str | Path], currency: str) -> Any:
    if field.kind == "tick":
        return bool(sent) and sent[-1] not in ("false", "no", "0")
    if not sent:
        if field.required:
            raise _refused(field, text("this field is empty."), text("Fill it in."))
        return () if field.many or field.kind == "file" else None
    if len(sent) > 1 and not field.many:
        raise _refused(field, text("this field was sent twice."), text("Send it once."))
    if field.kind == "file":
        return tuple(v for v in sent if isinstance(v, Path))
    read = tuple(_one(field, str(v), currency) for v in sent)
    return read if field.many else read[0]


def _one(field: Field, written: str, currency: str) -> Any:
    written = written.strip() if field.kind != "password" else written
    if "\x00" in written:
        raise _refused(field, text("it holds a character that no text has."), text("Type it again."))
    match field.kind:
        case "date":
            try:
                return date.fromisoformat(written)
            except ValueError:
                raise _refused(
                    field, text('"{written}" is no day.', written=written), text("Write it as 2025-03-10.")
                ) from None
        case "number":
            number = _decimal(field, written)
            if number != number.to_integral_value() or abs(number) > 10**15:
                raise _refused(
                    field, text('"{written}" is no whole number.', written=written), text("Write digits only.")
                )
            return int(number)
        case "money":
            number = _decimal(field, written)
            minor = number * 10 ** minor_digits(currency)
            if minor != minor.to_integral_value() or abs(minor) > 10**15:
                raise _refused(
                    field,
                    text('"{written}" is no amount in {currency}.', written=written, currency=currency),
                    text("Write it as 1234.50."),
                )
            return Money(int(minor), currency)
        case "choice":
            if written not in {value for value, _ in field.choices}:
                raise _refused(
                    field,
                    text('"{written}" is none of the choices.', written=written),
                    text("Choose one of: {choices}.", choices=tuple(v for v, _ in field.choices)),
                )
    if len(written) > field.most:
        raise _refused(field, text("it is longer than {most} characters.", most=str(field.most)), text("Shorten it."))
    return written


def _decimal(field: Field, written: str) -> Decimal:
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise _refused(
            field,
            text('"{written}" is no number.', written=written),
            text("Write digits, with a point before decimals."),
        )
    return number


def _refused(field: Field, says: Text, mend: Text) -> Refusal:
    return Refusal(field.label, says, mend)


def body_schema(fields: Sequence[Field]) -> dict[str, Any]:
    """JSON schema of an act's body."""
    return {
        "type": "object",
        "properties": {f.name: _schema(f) for f in fields},
        "required": [f.name for f in fields if f.required and f.kind != "tick"],
        "additionalProperties": False,
    }


def _schema(field: Field) -> dict[str, Any]:
    one: dict[str, Any]
    match field.kind:
        case "date":
            one = {"type": "string", "format": "date"}
        case "number":
            one = {"type": "integer"}
        case "money":
            one = {"type": "string", "pattern": r"^-?\d{1,12}(\.\d{1,3})?$"}
        case "tick":
            one = {"type": "boolean"}
        case "choice":
            one = (
                {"type": "string", "enum": [value for value, _ in field.choices]}
                if field.choices
                else {"type": "string"}
            )
        case "file":
            one = {"type": "string", "format": "binary"}
        case _:
            one = {"type": "string", "maxLength": field.most}
    one |= {"description": show(field.label) + (f". {show(field.hint)}" if field.hint else "")}
    if field.many or field.kind == "file":
        return {"type": "array", "items": one}
    return one if field.required or field.kind == "tick" else one | {"type": [one["type"], "null"]}
