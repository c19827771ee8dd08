"""How long it takes from the answer that needs a person until the page about it has left.

Web, worker and Redis are processes of their own, as in service. One answer comes after the other:
each waits for its page.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Engine

from benchmarks.inbound.client import ask_all
from benchmarks.inbound.side import OURS
from benchmarks.inbound.texts import text
from benchmarks.inbound.web import ROOT, Web, serving
from benchmarks.installation import Installation
from benchmarks.paging.carrier import Carrier, taking
from benchmarks.progress import say
from benchmarks.report import Goal, Row
from benchmarks.scale import Scale
from benchmarks.seed import found_by_number, members, open_check_ins
from benchmarks.servers import Ground, open_redis
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import LINE, OUTBOX
from checkin.adapters.time import system_now
from checkin.usecases.staff import add_coordinator

LONGEST = 2.0  # seconds, for 99 of 100
ON_CALL = "+12125559999"
WARM_UP = 5  # answers
PATIENCE = 60.0  # seconds until a page is given up


def measure(ground: Ground, scale: Scale) -> list[Row]:
    """The rows of the table, for one database after the other; raises if a page does not come."""
    return [_database(ground, scale, postgres) for postgres in (True, False)]


def _database(ground: Ground, scale: Scale, postgres: bool) -> Row:
    database = "PostgreSQL" if postgres else "SQLite"
    name, many = f"paging_{database.lower()}", WARM_UP + scale.answers
    with ExitStack() as stack:
        redis_url = stack.enter_context(open_redis())
        installation = ground.installation(name, postgres=postgres, redis_url=redis_url)
        engine, now = connect_to(installation.database_url), system_now()
        stack.callback(engine.dispose)
        with engine.begin() as connection:
            members(connection, installation, many + 1, now)
            found_by_number(connection, installation, many)
            open_check_ins(connection, now)
        _on_call(installation, engine, many + 1)
        carrier = stack.enter_context(taking())
        environment = installation.environment() | {"TWILIO_API_BASE_URL": carrier.url}
        stack.enter_context(_working(environment, ground.folder / f"{name}.worker.log"))
        web = stack.enter_context(serving(OURS, environment, ground.folder / f"{name}.log"))
        took = []
        for member in range(1, many + 1):
            say(f"paging: {database}, answer {member} of {many}")
            took.append(_answered(web, carrier, member))
            _forget(engine)
    ground.drop(name)
    return _row(database, sorted(took[WARM_UP:]))


def _on_call(installation: Installation, engine: Engine, line_id: int) -> None:
    """A coordinator on the line with that id, which nobody answers from."""
    cipher = installation.cipher()
    known = {"number": cipher.seal(ON_CALL), "fingerprint": cipher.fingerprint(ON_CALL)}
    with engine.begin() as connection:
        connection.execute(sa.update(LINE.id.table).where(LINE.id == line_id).values(known))
    services = installation.services()
    add_coordinator(services, "dana", "Dana", "a password of the benchmarks", ON_CALL, "en")
    services.close()


def _row(database: str, took: list[float]) -> Row:
    """The middle, and what 99 of 100 stay below."""
    half, most = took[len(took) // 2], took[min(len(took) - 1, len(took) * 99 // 100)]
    reached = f"p50 {half:.2f} s, p99 {most:.2f} s, longest {took[-1]:.2f} s"
    goal = Goal(f"p99 <= {LONGEST:g} s", reached, most <= LONGEST)
    return Row(f'"2" to its page, {len(took)} answers', database, goal=goal)


def _answered(web: Web, carrier: Carrier, member: int) -> float:
    """The seconds from this member's "2" until the carrier is given the page about it."""
    request = text(f"SM{member:032x}", member, said="2")
    began = time.perf_counter()
    answers = ask_all(web.address, [request])
    if set(answers) != {(200, True)}:
        raise RuntimeError(f"the answer was not taken: {dict(answers)}")
    number, arrived = carrier.taken.get(timeout=PATIENCE)
    if number != ON_CALL:
        raise RuntimeError("a text went to somebody who is not on call")
    return arrived - began


def _forget(engine: Engine) -> None:
    """Every page was long ago: many in ten minutes would become one about them all."""
    long_ago = {"created_at": system_now() - timedelta(hours=1)}
    with engine.begin() as connection:
        connection.execute(sa.update(OUTBOX.id.table).values(long_ago))


@contextmanager
def _working(environment: Mapping[str, str], log: Path) -> Iterator[None]:
    """A worker, for as long as the block lasts; its words go to the file `log`."""
    with log.open("wb") as words:
        process = subprocess.Popen(
            [sys.executable, "-m", "workers.run"],
            env=dict(environment),
            cwd=ROOT,
            stdout=words,
            stderr=words,
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait()
