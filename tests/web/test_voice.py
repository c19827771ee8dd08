"""Calls through the real routes: odd callers, repeats of a turn, keys that are none."""

import pytest
from flask.testing import FlaskClient

from tests.web.carrier_requests import a_call, signed


@pytest.mark.parametrize(
    "caller",
    [
        "anonymous",
        "Anonymous",
        "",
        "+266696687",
        "unknown",
        "12345",
        "sip:ana@example.org",
        "x" * 99,
    ],
)
def test_an_odd_caller_hears_a_neutral_sentence(client: FlaskClient, caller: str) -> None:
    answer = signed(client, "/twilio/voice", a_call(From=caller))

    assert answer.status_code == 200
    assert "<Say" in answer.text
    assert "<Gather" not in answer.text
    assert "<Hangup" in answer.text


def test_a_repeat_of_a_turn_hears_the_same_again(client: FlaskClient) -> None:
    first = signed(client, "/twilio/voice", a_call())
    second = signed(client, "/twilio/voice", a_call())

    assert first.text == second.text


def test_a_call_without_an_id_is_refused(client: FlaskClient) -> None:
    assert signed(client, "/twilio/voice", a_call(CallSid="")).status_code == 400


@pytest.mark.parametrize("digits", ["", "12", "x", "\x00", "💚", "9" * 900])
def test_keys_that_are_none_do_no_harm(client: FlaskClient, digits: str) -> None:
    signed(client, "/twilio/voice", a_call())

    answer = signed(client, "/twilio/voice/key/1/1", a_call(Digits=digits))

    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["get", "put", "delete"])
@pytest.mark.parametrize("path", ["/twilio/sms", "/twilio/voice"])
def test_other_methods_are_not_served(client: FlaskClient, method: str, path: str) -> None:
    assert client.open(path, method=method.upper()).status_code in (403, 405)
