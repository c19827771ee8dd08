"""The guard on everything the carrier calls: its signature, checked before anything else is read.

It stands on the blueprint, so that a new route is guarded by default.
"""

import time
from collections import Counter
from collections.abc import Sequence
from urllib.parse import parse_qsl

import structlog
from flask import Blueprint, Response, g, request
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

MOST_FIELDS = 200
FORM = "application/x-www-form-urlencoded"
TELL = 1.0  # seconds from one line in the log to the next
BODY_HASH = "bodySHA256"  # stands in the signed query and vouches for a body that is no form
log = structlog.get_logger(__name__)


def guard(blueprint: Blueprint, public_base_url: str, tokens: Sequence[str]) -> None:
    """Refuse every request to `blueprint` that none of `tokens` has signed: 403, no detail.

    The signed URL is rebuilt from `public_base_url` and the raw query string: Flask's own
    `request.url` is decoded, and what a proxy says of itself is not to be trusted. Two tokens are
    accepted while one replaces the other.
    """
    validators = [RequestValidator(token) for token in tokens]
    refusals = Refusals()

    @blueprint.before_request
    def check() -> Response | None:
        signature = request.headers.get("X-Twilio-Signature", "")
        signed = _signed_part()
        if not signature or signed is None:
            return refusals.add("missing" if not signature else "unreadable")
        url = public_base_url + _path_and_query()
        if any(validator.validate(url, signed, signature) for validator in validators):
            return None
        return refusals.add("wrong")


def _path_and_query() -> str:
    """The URL of this request behind its host, as the carrier called it."""
    query = request.query_string.decode("latin-1")
    return request.path + (f"?{query}" if query else "")


def _signed_part() -> MultiDict[str, str] | str | None:
    """What is signed beside the URL: a form, or another body's text. None if unreadable.

    A readable form is kept in `g.form`. The carrier writes UTF-8: anything else is not its own.
    """
    body = request.get_data()
    form: MultiDict[str, str] = MultiDict()
    g.form = form
    try:
        if body and request.mimetype != FORM:
            return body.decode() if BODY_HASH in request.args else None
        fields = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        return None
    form.update(fields)
    return form


class Refusals:
    """Those who were refused. The log is told how many and why, and cannot be flooded by them."""

    def __init__(self) -> None:
        self._untold: Counter[str] = Counter()
        self._told_at = 0.0

    def add(self, reason: str) -> Response:
        """403 without a word; the log keeps only the kind of reason."""
        self._untold[reason] += 1
        if time.monotonic() >= self._told_at + TELL:
            self._told_at = time.monotonic()
            untold, self._untold = self._untold, Counter()
            log.warning("signature_refused", **untold)
        return Response(status=403)
