"""The carrier's own shapes of request through the real routes, and bodies nobody would think of."""

import random
from pathlib import Path
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import MESSAGE
from tests.town.settings import DATA_KEY
from tests.web.carrier_requests import a_call, an_sms, signed

RECORDED = sorted((Path(__file__).parents[1] / "data" / "twilio").glob("*.form"))
SEED = 20260302
MANY, SOME = 500, 60  # bodies, on SQLite and on PostgreSQL
PLANES = [  # letters, marks, scripts, symbols, emoji, what cannot be seen, and what is no character
    (0x20, 0x7E),
    (0x00, 0x1F),
    (0xA0, 0x24F),
    (0x300, 0x36F),
    (0x370, 0x6FF),
    (0x900, 0xDFF),
    (0x1200, 0x137F),
    (0x2000, 0x206F),
    (0x3040, 0x9FFF),
    (0xE000, 0xE0FF),
    (0xFE00, 0xFFFD),
    (0x1F300, 0x1FAFF),
    (0xE0000, 0xE007F),
    (0x10FFF0, 0x10FFFF),
]


def recorded(path: Path) -> tuple[str, int, dict[str, str]]:
    """The route, the status to expect, and the form of a recorded request."""
    first, body = path.read_text(encoding="utf-8").splitlines()
    _, route, status = first.split()
    return route, int(status), dict(parse_qsl(body, keep_blank_values=True))


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_a_request_in_the_carriers_own_shape_is_taken(client: FlaskClient, path: Path) -> None:
    route, status, form = recorded(path)

    signed(client, "/twilio/sms", an_sms(MessageSid="SM0", From="+12125550101"))
    signed(client, "/twilio/voice", a_call(CallSid=form.get("CallSid", "CA0")))
    answer = signed(client, route, form)

    assert answer.status_code == status
    if status == 200:
        assert ElementTree.fromstring(answer.data).tag == "Response"
        assert answer.content_type.startswith("text/xml")


def test_every_kind_of_request_was_recorded() -> None:
    routes = {recorded(path)[0].rstrip("0123456789/") for path in RECORDED}

    assert routes == {
        "/twilio/sms",
        "/twilio/sms/status",
        "/twilio/voice",
        "/twilio/voice/answered",
        "/twilio/voice/key",
        "/twilio/voice/status",
    }


def bodies(count: int) -> list[str]:
    """Bodies of any characters there are, always the same ones."""
    chance = random.Random(SEED)

    def one() -> str:
        length = chance.choice([0, 1, 2, 5, 20, 70, 160, 400])
        planes = chance.sample(PLANES, chance.randint(1, 4))
        return "".join(chr(chance.randint(*chance.choice(planes))) for _ in range(length))

    return [one() for _ in range(count)]


@pytest.mark.timeout(600)
def test_any_characters_are_stored_byte_for_byte_and_answered(
    client: FlaskClient, database_url: str
) -> None:
    sent = bodies(MANY if database_url.startswith("sqlite") else SOME)

    for number, body in enumerate(sent):
        form = an_sms(MessageSid=f"SM{number}", From=f"+1212555{number:04}", Body=body)
        answer = signed(client, "/twilio/sms", form)
        assert answer.status_code == 200, (number, answer.status_code)
        ElementTree.fromstring(answer.data)

    assert stored(database_url) == sent


def stored(database_url: str) -> list[str]:
    """The bodies of all inbound texts, in order."""
    cipher, engine = Cipher((DATA_KEY,), "s" * 40), connect_to(database_url)
    with engine.connect() as connection:
        rows = connection.execute(
            sa.select(MESSAGE.body).where(MESSAGE.direction == "in").order_by(MESSAGE.id)
        ).all()
    engine.dispose()
    return [cipher.open(row.body) for row in rows]
