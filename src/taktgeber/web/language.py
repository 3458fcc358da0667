"""The reader's language: as chosen in the account, else by a cookie, else as the browser asks."""

from __future__ import annotations

from fastapi import Request

LOCALES = {"en": "en_GB", "de": "de_DE", "it": "it_IT", "zh": "zh_CN"}
NAMES = {"en_GB": "English", "de_DE": "Deutsch", "it_IT": "Italiano", "zh_CN": "中文"}
COOKIE = "takt-language"


def language_of(request: Request, chosen: str | None) -> str:
    asked = request.query_params.get("lang", "")
    for wanted in (LOCALES.get(asked), chosen, LOCALES.get(request.cookies.get(COOKIE, ""))):
        if wanted in NAMES:
            return str(wanted)
    for part in request.headers.get("accept-language", "").split(","):
        found = LOCALES.get(part.partition(";")[0].strip().partition("-")[0].lower())
        if found:
            return found
    return "en_GB"
