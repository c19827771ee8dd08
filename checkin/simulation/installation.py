"""The real service, whole but for its web: on SQLite in memory, at the newest migration."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from checkin import bootstrap
from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.unit_of_work import transactions
from checkin.settings import Organisation, Settings
from checkin.simulation.evidence import Evidence
from checkin.simulation.killing import Lives
from checkin.usecases.ports import Carrier, Services, WakeUp

ROOT = Path(__file__).parents[2]
MEMORY = "sqlite:///:memory:"
NOWHERE = "https://simulation.invalid"
SECRET = "nobody's " * 8  # always the same: an order by fingerprints must be the same again
KEY = urlsafe_b64encode(bytes(32)).decode()
CLOSED = "CREATE INDEX simulated_closed_at ON check_in (closed_at)"  # for the survey alone


@dataclass(frozen=True, slots=True)
class Ground:
    """What all runs for one organisation share, and what takes long to make."""

    organisation: Organisation
    provided: Services
    cipher: Cipher
    engine: Engine  # one for all runs: it remembers every statement it has compiled

    @classmethod
    def of(cls, organisation: Organisation) -> "Ground":
        """The ground for this organisation's runs; what it seals belongs to nobody."""
        key, secret = KEY, SECRET
        given: dict[str, Any] = {
            "database_url": MEMORY,
            "redis_url": "redis://127.0.0.1:1/0",
            "secret_key": secret,
            "data_keys": (key,),
            "organisation": organisation,
            "public_base_url": NOWHERE,
            "twilio_account_sid": "AC" + "0" * 32,
            "twilio_auth_token": "0" * 32,
            "twilio_from_number": organisation.phone,
        }
        provided = bootstrap.services(Settings(**given))
        return cls(organisation, provided, Cipher((key,), secret), connect_to(MEMORY))


@dataclass(frozen=True, slots=True)
class Installation:
    """One service with an empty database of its own."""

    services: Services  # of processes that may be killed
    steady: Services  # the same database, for whoever sets things up
    evidence: Evidence


def install(
    ground: Ground, now: Callable[[], datetime], lives: Lives, carrier: Carrier, wake: WakeUp
) -> Installation:
    """A new service on `ground`, in place of the one that was there before."""
    engine = ground.engine
    engine.dispose()  # a database in memory ends with its connection
    connection: Any = engine.raw_connection().driver_connection
    connection.deserialize(_migrated())
    connection.execute(CLOSED)
    language = ground.provided.language
    begin = transactions(engine, ground.cipher, language, wording=ground.provided.wording)
    look = transactions(engine, ground.cipher, language, read_only=True)
    steady = replace(
        ground.provided, begin=begin, look=look, carrier=carrier, wake=wake, now=now, wall=now
    )
    evidence = Evidence(connection, ground.cipher, steady.policy)
    mortal = replace(steady, begin=lives.mortal(begin))
    return Installation(mortal, steady, evidence)


@lru_cache(maxsize=1)
def _migrated() -> bytes:
    """An empty database at the newest migration."""
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    engine = connect_to(MEMORY)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    raw: Any = engine.raw_connection().driver_connection
    made: bytes = raw.serialize()
    engine.dispose()
    return made
