"""When something goes wrong: small pages that say what to do, with what was typed still there."""

from typing import Any

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from checkin.web.admin.addresses import is_act
from checkin.web.admin.headers import is_ours
from checkin.web.admin.kept import kept, others
from checkin.web.admin.limits import WAIT
from checkin.web.admin.pages import Pages
from checkin.web.admin.rights import OPEN

# Each of these has words of its own; others are 500.
TOLD = frozenset({400, 403, 404, 405, 413, 429, 502, 503})
BUSY = 5  # seconds


def add(app: Flask, pages: Pages) -> None:
    """Kind pages for whatever happens under `/admin`; elsewhere everything stays as it was."""

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response | HTTPException:
        if not is_ours():
            return error
        if isinstance(error, CSRFError):
            return _form_too_old(pages)
        response = mishap(pages, error.code or 500)
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.allow.update(error.valid_methods)
        return response


def mishap(pages: Pages, code: int) -> Response:
    """The page that says what happened and what to do."""
    told = code if code in TOLD else 500
    response = pages.show("mishap.html", code, code=told)
    if code == 429:
        response.headers["Retry-After"] = str(WAIT)
    return response


def _form_too_old(pages: Pages) -> Response:
    """The form's token has run out: the same again, with a fresh one, is one press away."""
    if request.endpoint in OPEN:
        form = request.form
        typed: dict[str, Any] = {name: form.get(name, "") for name in ("login", "next", "note")}
        typed["others"] = others()
        return pages.show("login.html", 400, fault_key="login.stale", **typed)
    return _again(pages, 400, "again.stale")


def database_away(pages: Pages) -> Response:
    """Nothing was stored. What was typed can be sent again from the page itself."""
    response = _again(pages, 503, "again.away")
    response.headers["Retry-After"] = str(BUSY)
    return response


def _again(pages: Pages, status: int, reason: str) -> Response:
    """Offer the form again if there was one; else say what to do."""
    form = kept()
    if request.method != "POST" or not is_act(form.address):
        return mishap(pages, status)
    return pages.show(
        "again.html",
        status,
        reason=reason,
        address=form.address,
        note=form.note,
        others=form.others,
    )
