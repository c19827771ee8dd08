"""Everything that `checkin doctor` looks at, in order, on what the settings name."""

from collections.abc import Callable, Iterator

from sqlalchemy import Engine

from checkin import bootstrap
from checkin.adapters.cipher import Cipher
from checkin.adapters.outside import OutsideWorld
from checkin.adapters.sql.examining import SqlSigns
from checkin.adapters.sql.ledger import SqlLedger
from checkin.adapters.sql.unit_of_work import transactions
from checkin.cli.errors import CannotRun
from checkin.cli.opened import opened_engine
from checkin.settings import Settings, SettingsError
from checkin.usecases.examining import Remark, kept, outside, running, told
from checkin.usecases.examining.remark import ok, wrong
from checkin.usecases.ports import Conflict, Services, Unavailable
from checkin.web import recordings
from checkin.wording import WordingError, keys
from checkin.wording.catalogs import unchecked
from checkin.wording.whole import lacking

Checks = Iterator[tuple[str, Callable[[], Remark]]]


def examined(*, quick: bool) -> Iterator[Remark]:
    """One remark for each check. What needs the settings or the database is left out without."""
    try:
        settings = Settings.load()
        services = bootstrap.services(settings)
    except SettingsError as error:
        yield wrong("settings", str(error), "mend them; docs/operating.md names them all")
        return
    except WordingError as error:
        yield wrong("wording", str(error), "install the program again, or mend the catalog")
        return
    yield ok("settings", "they are complete")
    yield from _database(settings, services, quick=quick)
    for subject, check in (*_outside(settings, services), *_told(settings, services)):
        yield _tried(subject, check)
    services.close()


def _database(settings: Settings, services: Services, *, quick: bool) -> Iterator[Remark]:
    """Whether it answers and has the tables of this program; if so, what it holds."""
    try:
        with opened_engine(settings) as engine:
            yield ok("database", "it answers, and is at the newest migration")
            for subject, check in _inside(engine, settings, services, quick=quick):
                yield _tried(subject, check)
    except CannotRun as error:
        seen, _, run = error.message.partition("; run: ")
        do = run or "see that it runs (DATABASE_URL); people who write get no answer"
        yield wrong("database", seen.partition(" (")[0], do)


def _inside(engine: Engine, settings: Settings, services: Services, *, quick: bool) -> Checks:
    cipher = Cipher(settings.data_keys, settings.secret_key)
    look = transactions(engine, cipher, services.language, read_only=True)
    signs, ledger = SqlSigns(look, cipher), SqlLedger(look, cipher)
    yield "clock", lambda: running.clock(services)
    yield "sending", lambda: running.restored(services)
    yield "escalations", lambda: running.escalations(services, signs)
    yield "coordinators", lambda: running.coordinators(signs)
    yield "budget", lambda: running.budget(services)
    yield "data keys", lambda: kept.keys(signs)
    yield "consent ledger", lambda: kept.heads(signs) if quick else kept.ledger(ledger)


def _outside(settings: Settings, services: Services) -> Checks:
    world = OutsideWorld(settings.public_base_url, bootstrap.carrier(settings))
    yield "queue", lambda: running.queue(services)
    yield "address", lambda: outside.address(world, settings.public_base_url)
    yield "signatures", lambda: outside.signatures(world)
    yield "carrier", lambda: outside.account(world)
    yield "webhooks", lambda: outside.webhooks(world, settings.public_base_url)


def _told(settings: Settings, services: Services) -> Checks:
    organisation = settings.organisation
    today = services.now().date()
    offered = organisation.offered()
    table = organisation.helpline
    confirmed = told.Confirmed(
        organisation.country, table.given, table.confirmed_on, organisation.urgent(today)
    )
    yield "helpline", lambda: told.helpline(confirmed, today)
    yield "languages", lambda: told.languages(offered, lacking(offered), unchecked())
    there = bootstrap.recordings(settings)
    yield (
        "recordings",
        lambda: told.recordings(recordings.missing(there, offered, keys.VOICE)),
    )


def _tried(subject: str, check: Callable[[], Remark]) -> Remark:
    """What a check finds; one that breaks off is wrong itself, and does not end the others."""
    try:
        return check()
    except (Unavailable, Conflict):
        return wrong(subject, "the database went away meanwhile", "see that it runs")
    except Exception as error:  # whatever is broken, the other checks must still be told
        seen = f"it could not be looked at ({type(error).__name__})"
        return wrong(subject, seen, "tell whoever maintains this program")
