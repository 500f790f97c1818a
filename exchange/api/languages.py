"""The language of an answer: `lang`, else `Accept-Language`; never a cookie, for an answer is the same for everyone."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

CODES = [code for code, _name in settings.LANGUAGES]


def language_of(request: HttpRequest) -> str:
    """The code of the language to answer in."""
    asked = request.GET.get("lang", "")
    if asked in CODES:
        return asked
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    codes = (code.split("-")[0] for code, _weight in accepted)
    return next((code for code in codes if code in CODES), CODES[0])
