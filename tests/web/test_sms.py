"""Inbound texts through the real route: repeats, odd senders, odd bodies, and the database gone."""

from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import MESSAGE
from tests.town.settings import DATA_KEY, TOKEN
from tests.web.carrier_requests import an_sms, signed
from tests.web.conftest import PREVIOUS

ODD_BODIES = {
    "empty": "",
    "blank": "   \n ",
    "NUL": "a\x00b",
    "1600 emoji": "😀" * 1600,
    "accents": " Sí, estoy bien 👍 ",
    "right to left": "\u202eabc\u2066",
    "markup": "<Response><Hangup/></Response>&amp;",
    "one letter a line": "\r\n".join("stop"),
}


def stored(database_url: str) -> list[tuple[str, str]]:
    """Direction and body of every text in the database, in order."""
    cipher = Cipher((DATA_KEY,), "s" * 40)
    engine = connect_to(database_url)
    with engine.connect() as connection:
        rows = connection.execute(
            sa.select(MESSAGE.direction, MESSAGE.body).order_by(MESSAGE.id)
        ).all()
    engine.dispose()
    return [(row.direction.value, cipher.open(row.body)) for row in rows]


def said(body: str) -> str:
    """The words of a reply."""
    return "".join(ElementTree.fromstring(body).itertext())


def test_a_repeat_changes_nothing_and_gets_the_same_reply(
    client: FlaskClient, database_url: str
) -> None:
    first = signed(client, "/twilio/sms", an_sms(Body="HELP"))
    second = signed(client, "/twilio/sms", an_sms(Body="HELP"))

    assert first.status_code == 200
    assert said(first.text)
    assert first.text == second.text
    assert len(stored(database_url)) == 2


def test_the_same_text_many_times_at_once_is_stored_once(
    client: FlaskClient, database_url: str
) -> None:
    def deliver(_: int) -> str:
        return signed(client.application.test_client(), "/twilio/sms", an_sms(Body="HELP")).text

    with ThreadPoolExecutor(8) as pool:
        replies = set(pool.map(deliver, range(16)))

    assert len(replies) == 1
    assert len(stored(database_url)) == 2


@pytest.mark.parametrize("body", ODD_BODIES.values(), ids=ODD_BODIES)
def test_an_odd_body_is_stored_byte_for_byte(
    client: FlaskClient, database_url: str, body: str
) -> None:
    answer = signed(client, "/twilio/sms", an_sms(Body=body))

    assert answer.status_code == 200
    assert stored(database_url)[0] == ("in", body)


@pytest.mark.parametrize("sender", ["12345", "HARBOUR", "whatsapp:+12125550100", "+1", "٣٤٥"])
def test_a_sender_that_is_no_telephone_is_stored_and_not_talked_to(
    client: FlaskClient, database_url: str, sender: str
) -> None:
    answer = signed(client, "/twilio/sms", an_sms(From=sender, Body="your code is 1234"))

    assert answer.status_code == 200
    assert said(answer.text) == ""
    assert stored(database_url) == [("in", "your code is 1234")]


@pytest.mark.parametrize(
    "form",
    [
        an_sms(MessageSid=""),
        an_sms(MessageSid="SM' OR 1=1"),
        an_sms(MessageSid="SM\x00"),
        an_sms(From=""),
        an_sms(From="x" * 500),
    ],
)
def test_what_cannot_be_a_text_is_refused_clearly(
    client: FlaskClient, database_url: str, form: dict[str, str]
) -> None:
    answer = signed(client, "/twilio/sms", form)

    assert answer.status_code == 400
    assert "is missing" in answer.text
    assert stored(database_url) == []


def test_parameters_nobody_told_us_of_do_no_harm(client: FlaskClient) -> None:
    answer = signed(client, "/twilio/sms", an_sms(NumSegments="many", NewThing="x" * 2000))

    assert answer.status_code == 200


def test_the_carriers_own_word_for_a_stop_is_believed_and_not_confirmed_twice(
    client: FlaskClient,
) -> None:
    answer = signed(client, "/twilio/sms", an_sms(Body="ARRETEZ TOUT", OptOutType="STOP"))

    assert said(answer.text) == ""


def test_the_previous_token_is_still_good_and_another_is_not(client: FlaskClient) -> None:
    assert signed(client, "/twilio/sms", an_sms(), TOKEN).status_code == 200
    assert signed(client, "/twilio/sms", an_sms(), PREVIOUS).status_code == 200
    assert signed(client, "/twilio/sms", an_sms(), "another").status_code == 403


def test_with_the_database_gone_the_carrier_is_told_to_come_again(
    client: FlaskClient, database_url: str
) -> None:
    engine = connect_to(database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE message RENAME TO message_gone"))
    engine.dispose()

    answer = signed(client, "/twilio/sms", an_sms())

    assert answer.status_code == 503
    assert "Response" not in answer.text
