"""The least a webhook can do: Flask, the library's signature check, an empty answer."""

import os
from collections.abc import Callable

from flask import Flask, Response, abort, request
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse


def create_app(keep: Callable[[], None] = lambda: None) -> Flask:
    """The application; `keep` is called for each request that is signed."""
    app = Flask(__name__)
    validator = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])
    base = os.environ["PUBLIC_BASE_URL"]

    @app.post("/twilio/sms")
    def sms() -> Response:
        signature = request.headers.get("X-Twilio-Signature", "")
        if not validator.validate(base + request.path, request.form, signature):
            abort(403)
        keep()
        return Response(str(MessagingResponse()), content_type="text/xml")

    return app
