"""Requests as the carrier makes them: real-shaped forms, signed over URL and parameters."""

from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from tests.town.settings import ACCOUNT, SERVICE, TOKEN

BASE = "https://example.org"


def an_sms(**changes: str) -> dict[str, str]:
    """The form of an inbound text, with all that the carrier puts into one."""
    sid = changes.get("MessageSid", "SM" + "a" * 32)
    form = {
        "ToCountry": "US",
        "ToState": "",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ToCity": "",
        "FromZip": "",
        "SmsSid": sid,
        "FromState": "",
        "SmsStatus": "received",
        "FromCity": "",
        "Body": "1",
        "FromCountry": "US",
        "To": SERVICE,
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": ACCOUNT,
        "From": "+12125550100",
        "ApiVersion": "2010-04-01",
    }
    return form | changes


def a_call(**changes: str) -> dict[str, str]:
    """The form of an inbound call, with all that the carrier puts into one."""
    form = {
        "CallSid": "CA" + "b" * 32,
        "AccountSid": ACCOUNT,
        "From": "+12125550100",
        "To": SERVICE,
        "CallStatus": "ringing",
        "ApiVersion": "2010-04-01",
        "Direction": "inbound",
        "Caller": "+12125550100",
        "Called": SERVICE,
        "FromCity": "",
    }
    return form | changes


def signed(
    client: FlaskClient, path: str, form: dict[str, str], token: str = TOKEN
) -> TestResponse:
    """POST `form` to `path` as the carrier would, signed with `token`."""
    signature = RequestValidator(token).compute_signature(BASE + path, form)
    return posted(client, path, urlencode(form), signature)


def posted(client: FlaskClient, path: str, body: Any, signature: str) -> TestResponse:
    """POST a raw form body with this signature."""
    return client.post(
        path,
        data=body,
        content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": signature},
    )
