"""Words left in a call, as the carrier tells of them: signed, repeated, of unknown calls, empty."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import ESCALATION, RECORDING
from tests.web.carrier_requests import a_call, signed

SID = "RE" + "c" * 32
RECORDED = re.compile(r'<Record action="(/twilio/voice/recorded/\d+/\d+)"([^>]*)/>')


def rows(url: str, *columns: Any) -> list[tuple[Any, ...]]:
    """What the database holds in these columns."""
    engine = connect_to(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(sa.select(*columns))]
    engine.dispose()
    return found


def left(**changes: str) -> dict[str, str]:
    """The form in which the carrier tells of a recording."""
    url = f"https://api.twilio.com/2010-04-01/Accounts/AC0/Recordings/{SID}"
    told = {"RecordingSid": SID, "RecordingUrl": url, "RecordingDuration": "12", "Digits": "#"}
    return a_call(CallStatus="in-progress") | told | changes


@pytest.fixture
def recording(client: FlaskClient) -> str:
    """Where the words are told of that a stranger has agreed to leave; they are being recorded."""
    signed(client, "/twilio/voice", a_call())
    signed(client, "/twilio/voice/key/1/1", a_call(Digits="0"))
    answer = signed(client, "/twilio/voice/key/1/2", a_call(Digits="1"))
    found = RECORDED.search(answer.text)
    assert found, answer.text
    assert answer.text.index("This is recorded") < answer.text.index("<Record")
    assert answer.text.index("<Record") < answer.text.index("<Redirect")
    for said in ('finishOnKey="#"', 'maxLength="120"', 'timeout="5"', 'playBeep="true"'):
        assert said in found[2]
    assert "12125550100" not in answer.text
    return found[1]


def test_words_are_kept_once_however_often_the_carrier_tells_of_them(
    client: FlaskClient, database_url: str, recording: str
) -> None:
    told = [signed(client, recording, left()) for _ in range(2)]
    status = left(RecordingStatus="completed")
    told.append(signed(client, recording, status))

    assert "A person on our team will listen" in told[0].text
    assert {answer.text for answer in told} == {told[0].text}
    found = rows(database_url, RECORDING.provider_id, RECORDING.seconds, RECORDING.member_id)
    assert found == [(SID, 12, None)]
    assert [kind for (kind,) in rows(database_url, ESCALATION.kind)] == ["voicemail"]


@pytest.mark.parametrize("seconds", ["0", "", "-1", "x"])
def test_an_empty_recording_changes_nothing(
    client: FlaskClient, database_url: str, recording: str, seconds: str
) -> None:
    answer = signed(client, recording, left(RecordingDuration=seconds))

    assert "You can reach us" in answer.text
    assert rows(database_url, RECORDING.id) == rows(database_url, ESCALATION.id) == []


def test_words_that_were_not_asked_for_are_not_kept(client: FlaskClient, database_url: str) -> None:
    signed(client, "/twilio/voice", a_call())

    answer = signed(client, "/twilio/voice/recorded/1/1", left())

    assert answer.status_code == 200
    assert rows(database_url, RECORDING.id) == rows(database_url, ESCALATION.id) == []


@pytest.mark.parametrize(
    ("path", "changes", "status"),
    [
        ("/twilio/voice/recorded/99/3", {}, 200),  # a call we know nothing of
        ("/twilio/voice/recorded/1/3", {"CallSid": "CA" + "9" * 32}, 200),  # another call's
        ("/twilio/voice/recorded/1/3", {"RecordingSid": ""}, 400),
        ("/twilio/voice/recorded/1/3", {"RecordingSid": "../x"}, 400),
    ],
)
def test_what_is_told_of_others_is_not_kept(
    client: FlaskClient,
    database_url: str,
    recording: str,
    path: str,
    changes: dict[str, str],
    status: int,
) -> None:
    answer = signed(client, path, left(**changes))

    assert answer.status_code == status
    assert rows(database_url, RECORDING.id) == []


def test_without_the_carriers_signature_nothing_is_taken(
    client: FlaskClient, database_url: str, recording: str
) -> None:
    assert client.post(recording, data=left()).status_code == 403
    assert rows(database_url, RECORDING.id) == []
