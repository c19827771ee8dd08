"""Status callbacks: any order, repeats, unknown ids and unknown words never harm."""

from itertools import permutations

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import CALL, MESSAGE, STATUS_REPORT
from tests.web.carrier_requests import a_call, an_sms, signed

SID = "SM" + "c" * 32
HUGE = 9_223_372_036_854_775_807


def a_reply(client: FlaskClient, database_url: str) -> int:
    """The id of a text that we have just sent as a reply."""
    signed(client, "/twilio/sms", an_sms(Body="HELP"))
    return int(str(_read(database_url, sa.select(sa.func.max(MESSAGE.id)))))


def told(client: FlaskClient, message_id: int, status: str, **more: str) -> int:
    """Tell the service a status of a text; the answer's status."""
    form = {"MessageSid": SID, "MessageStatus": status, "SmsStatus": status} | more
    return signed(client, f"/twilio/sms/status/{message_id}", form).status_code


def _read(database_url: str, statement: sa.Select[tuple[object]]) -> object:
    engine = connect_to(database_url)
    with engine.connect() as connection:
        value = connection.execute(statement).scalar()
    engine.dispose()
    return value


@pytest.mark.parametrize("order", list(permutations(["queued", "sent", "delivered"])))
def test_in_any_order_the_highest_status_stays(
    client: FlaskClient, database_url: str, order: tuple[str, ...]
) -> None:
    reply = a_reply(client, database_url)

    for status in order:
        assert told(client, reply, status) == 204

    assert _read(database_url, sa.select(MESSAGE.status).where(MESSAGE.id == reply)) == "delivered"


def test_a_repeat_is_kept_once(client: FlaskClient, database_url: str) -> None:
    reply = a_reply(client, database_url)

    for _ in range(3):
        told(client, reply, "delivered")

    assert _read(database_url, sa.select(sa.func.count(STATUS_REPORT.id))) == 1


def test_an_error_is_kept_and_not_blanked(client: FlaskClient, database_url: str) -> None:
    reply = a_reply(client, database_url)

    told(client, reply, "undelivered", ErrorCode="30005")
    told(client, reply, "sent")

    assert _read(database_url, sa.select(MESSAGE.error_code).where(MESSAGE.id == reply)) == 30005


@pytest.mark.parametrize("status", ["", "teleported", "DELIVERED", "x" * 500, "a\x00b", "é"])
def test_unknown_words_do_no_harm(client: FlaskClient, database_url: str, status: str) -> None:
    reply = a_reply(client, database_url)

    assert told(client, reply, status) == 204
    assert _read(database_url, sa.select(MESSAGE.status).where(MESSAGE.id == reply)) == "replied"


@pytest.mark.parametrize("unknown", [0, 999, HUGE])
def test_unknown_texts_and_calls_do_no_harm(client: FlaskClient, unknown: int) -> None:
    call = a_call(CallStatus="completed")

    assert told(client, unknown, "delivered") == 204
    assert signed(client, f"/twilio/voice/status/{unknown}", call).status_code == 204
    assert signed(client, f"/twilio/voice/answered/{unknown}", call).status_code == 200
    assert signed(client, f"/twilio/voice/key/{unknown}/1", call).status_code == 200


def test_an_id_beyond_any_is_not_found(client: FlaskClient) -> None:
    assert told(client, HUGE + 1, "delivered") == 404


def test_another_texts_provider_id_is_not_believed(client: FlaskClient, database_url: str) -> None:
    reply = a_reply(client, database_url)
    told(client, reply, "sent")

    told(client, reply, "failed", MessageSid="SM" + "d" * 32)

    assert _read(database_url, sa.select(MESSAGE.status).where(MESSAGE.id == reply)) == "sent"


def test_an_inbound_calls_status_goes_by_its_provider_id(
    client: FlaskClient, database_url: str
) -> None:
    signed(client, "/twilio/voice", a_call())

    signed(client, "/twilio/voice/status/0", a_call(CallStatus="completed"))

    assert _read(database_url, sa.select(CALL.status)) == "completed"
