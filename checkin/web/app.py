"""The Flask application: its doors, and what it says when something goes wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from flask import Flask, Response

from checkin.domain.importing.enrolment import Terms
from checkin.usecases.ports import Conflict, Services, Unavailable
from checkin.web import clock_watch, health, recordings, twilio
from checkin.web.admin import blueprint as admin
from checkin.web.recordings import Recordings

log = structlog.get_logger(__name__)
LARGEST = 64 * 1024  # bytes; the carrier's own requests are a tenth of this


@dataclass(frozen=True, slots=True)
class Door:
    """What the application is made of."""

    services: Services
    public_base_url: str
    tokens: Sequence[str]  # the carrier's, newest first
    session_key: bytes
    recordings: Recordings
    terms: Terms
    time_zone: str = "UTC"  # the organisation's
    limits: str = "memory://"  # where tries are counted: the address of Redis
    demo: bool = False


def make_app(door: Door) -> Flask:
    """The application with all its routes."""
    app = Flask("checkin.web", template_folder="admin/templates", static_folder=None)
    app.config.update(SECRET_KEY=door.session_key, MAX_CONTENT_LENGTH=LARGEST)
    signed = twilio.blueprint(door.services, door.public_base_url, door.tokens)
    app.register_blueprint(signed)
    https = door.public_base_url.startswith("https:")
    site = admin.Site(https, door.time_zone, door.limits, door.terms)
    admin.add(app, door.services, site).exempt(signed)
    app.register_blueprint(recordings.blueprint(door.recordings))
    app.register_blueprint(health.blueprint(door.services, demo=door.demo))
    clock_watch.add(app, door.services)
    app.register_error_handler(Conflict, _try_again)
    app.register_error_handler(Unavailable, _try_again)
    return app


def _try_again(error: Exception) -> Response:
    """Nothing was stored: the carrier must ask again or fall back, never believe it was heard."""
    log.error("nothing_stored", exc_info=error)
    return Response("try again", 503, {"Retry-After": "5"}, content_type="text/plain")
