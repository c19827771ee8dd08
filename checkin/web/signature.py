"""The guard on everything the carrier calls: its signature, checked before anything else is read.

It stands on the blueprint, so that a new route is guarded by default.
"""

from collections.abc import Sequence
from urllib.parse import parse_qsl

import structlog
from flask import Blueprint, abort, g, request
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

MOST_FIELDS = 200
FORM = "application/x-www-form-urlencoded"
log = structlog.get_logger(__name__)


def guard(blueprint: Blueprint, public_base_url: str, tokens: Sequence[str]) -> None:
    """Refuse every request to `blueprint` that none of `tokens` has signed: 403, no detail.

    The signed URL is rebuilt from `public_base_url` and the raw query string: Flask's own
    `request.url` is decoded, and what a proxy says of itself is not to be trusted. Two tokens are
    accepted while one replaces the other.
    """
    validators = [RequestValidator(token) for token in tokens]

    @blueprint.before_request
    def check() -> None:
        signature = request.headers.get("X-Twilio-Signature", "")
        url = signed_url(public_base_url)
        signed = _signed_part()
        if not signature or signed is None:
            refuse("missing" if not signature else "unreadable")
        if not any(validator.validate(url, signed, signature) for validator in validators):
            refuse("wrong")


def signed_url(public_base_url: str) -> str:
    """The URL of this request as the carrier called it."""
    query = request.query_string.decode("latin-1")
    return public_base_url + request.path + (f"?{query}" if query else "")


def _signed_part() -> MultiDict[str, str] | str | None:
    """What is signed beside the URL: the form, or a JSON body's text. None if unreadable.

    A readable form is kept in `g.form`. The carrier writes UTF-8: anything else is not its own.
    """
    body = request.get_data()
    g.form = MultiDict()
    try:
        if request.method == "POST" and request.mimetype != FORM:
            return body.decode()
        fields = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        return None
    form = g.form = MultiDict(fields)
    return form


def refuse(reason: str) -> None:
    """403 without a word; the log keeps only the kind of reason."""
    log.warning("signature_refused", reason=reason)
    abort(403)
