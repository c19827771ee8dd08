"""Somebody's story, and every place in which a trace of it may be left."""

import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from redis import Redis
from sqlalchemy.engine import make_url

from checkin.adapters.cipher import Cipher, Sealed
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.resealing import LEDGER, RESEALED
from checkin.domain.decision import Decision, MemberChanged
from checkin.domain.invitation import confirmed
from checkin.domain.member import Cadence, Channel, Member, Rhythm, Window
from checkin.usecases.ports import Services
from checkin.usecases.ports.records import Enrolment
from tests.integration import crowd

NUMBER, STAFF_NUMBER = "+12125550100", "+12125550102"
NAME, STAFF_NAME = "Wilhelmina Featherstone", "Cleopatra Quillfeather"
TOPICS, EVIDENCE = "widowhood; eviction", "signed at the harbour clinic"
SAID = "My sister Theodora has not come home"
NOTE = "Rang her landlord Ebenezer, who will look"
SEALED = (NUMBER, STAFF_NUMBER, NAME, STAFF_NAME, TOPICS, EVIDENCE, SAID, NOTE, "Reply 1 if OK")
# In clear nowhere, in any part or form.
SECRET = (
    *("2125550100", "5550100", "555-0100", "2125550102", "5550102"),
    *("Wilhelmina", "Featherstone", "Cleopatra", "Quillfeather"),
    *("widowhood", "eviction", "harbour clinic", "Theodora", "Ebenezer", "Reply 1 if OK"),
)


def secrets_in(text: str) -> set[str]:
    """Every secret that stands in `text`, however it is written."""
    folded = text.casefold().replace("+", " ").replace("%20", " ").replace("_", " ")
    return {secret for secret in SECRET if secret.casefold() in folded}


def enrol(services: Services, time_zone: str = "UTC", at: time = time(10)) -> Member:
    """The one whose story it is."""
    now = services.now()
    enrolment = Enrolment(
        number=NUMBER,
        name=NAME,
        language="en",
        time_zone=time_zone,
        channel=Channel.TEXT,
        rhythm=Rhythm(Cadence.DAILY, at),
        window=Window(),
        invited_until=now + timedelta(days=7),
        topics=TOPICS,
    )
    with services.begin() as work:
        member = work.people.enrol(enrolment, now)
        decision = confirmed(member, EVIDENCE, now)
        work.apply(decision, now, services.policy)
    return member


def is_due(services: Services, member: Member) -> None:
    """Her slot is now."""
    with services.begin() as work:
        change = MemberChanged(member.id, next_due_at=services.now())
        work.apply(Decision((change,)), services.now(), services.policy)


def opened(database_url: str, cipher: Cipher) -> str:
    """Everything sealed in the database, in clear."""
    return "\n".join(cipher.open(Sealed(sealed)) for sealed in _sealed(database_url))


def _sealed(database_url: str) -> Iterator[str]:
    for column in (*RESEALED, LEDGER):
        for row in crowd.rows(database_url, sa.select(column).where(column.isnot(None))):
            yield str(row[0])


def database(database_url: str) -> str:
    """Every column of every table as the database has it; of a SQLite file, all its bytes too."""
    engine = connect_to(database_url)
    lines = []
    with engine.connect() as connection:
        for table in sa.inspect(engine).get_table_names():
            found = connection.exec_driver_sql(f'SELECT * FROM "{table}"')
            lines += [f"{table} {' '.join(map(str, row))}" for row in found]
    engine.dispose()
    file = make_url(database_url).database
    if database_url.startswith("sqlite") and file:
        lines += [path.read_bytes().decode("latin-1") for path in beside(Path(file))]
    return "\n".join(lines)


def beside(file: Path) -> Iterable[Path]:
    """A SQLite file and what it keeps beside itself."""
    return file.parent.glob(f"{file.name}*")


def redis(url: str) -> str:
    """Every key and value in Redis, unpacked."""
    with Redis.from_url(url) as client:
        found = [(key, _value(client, key)) for key in client.keys("*")]
    return "\n".join(f"{key.decode()} {value}" for key, value in found)


def _value(client: "Redis[bytes]", key: bytes) -> str:
    kind = client.type(key).decode()
    readers: dict[str, Any] = {
        "string": client.get,
        "hash": client.hgetall,
        "list": lambda key: client.lrange(key, 0, -1),
        "set": client.smembers,
        "zset": lambda key: client.zrange(key, 0, -1),
        "stream": client.xrange,
    }
    return _unpacked(readers[kind](key))


def _unpacked(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{_unpacked(key)}={_unpacked(inner)}" for key, inner in value.items())
    if isinstance(value, (list, tuple, set)):
        return " ".join(map(_unpacked, value))
    return _inflated(value).decode("latin-1") if isinstance(value, bytes) else str(value)


def _inflated(value: bytes) -> bytes:
    """RQ keeps some values compressed, and some of those in base64."""
    with suppress(zlib.error):
        return zlib.decompress(value)
    with suppress(zlib.error, ValueError):
        return zlib.decompress(b64decode(value))
    return value
