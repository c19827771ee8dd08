"""What commands work on, opened from the environment: the database, the keys, the organisation."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.ledger import SqlLedger
from checkin.adapters.sql.resealing import SqlSealedFields
from checkin.adapters.sql.unit_of_work import SqlUnitOfWork, transactions
from checkin.adapters.time import DemoClock, system_now
from checkin.cli.errors import CannotRun
from checkin.cli.migrated import refuse_unless_migrated
from checkin.domain.importing.enrolment import Terms
from checkin.domain.policy import Policy
from checkin.settings import DatabaseSettings, Settings, SettingsError, StorageSettings
from checkin.wording import Catalogs
from checkin.wording.catalogs import languages


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """`Store`, without the carrier and the queue that `Services` need."""

    begin: Callable[[], AbstractContextManager[SqlUnitOfWork]]
    look: Callable[[], AbstractContextManager[SqlUnitOfWork]]
    policy: Policy
    now: Callable[[], datetime]


def storage_settings() -> StorageSettings:
    """The settings of what touches people's data. Ends the command if one is wrong."""
    try:
        return StorageSettings.load()
    except SettingsError as error:
        raise CannotRun(str(error)) from None


def service_settings() -> Settings:
    """All settings of the service. Ends the command if one is wrong."""
    try:
        return Settings.load()
    except SettingsError as error:
        raise CannotRun(str(error)) from None


@contextmanager
def opened_engine(settings: DatabaseSettings) -> Iterator[Engine]:
    """The database, there and at the newest migration. Ends the command if it is not."""
    engine = connect_to(settings.database_url)
    try:
        refuse_unless_migrated(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def opened_store(settings: StorageSettings) -> Iterator[OpenedStore]:
    """The database for flows that read and write people's data."""
    cipher = Cipher(settings.data_keys, settings.secret_key)
    language = settings.organisation.language
    now = DemoClock(settings.demo_clock) if settings.demo_clock else system_now
    urgent = settings.organisation.urgent_help(now().date())
    values = settings.organisation.sentence_values(page="")
    wording = Catalogs.load(values, language, urgent=urgent)
    with opened_engine(settings) as engine:
        yield OpenedStore(
            begin=transactions(engine, cipher, language, wording=wording),
            look=transactions(engine, cipher, language, read_only=True),
            policy=settings.policy,
            now=now,
        )


@contextmanager
def opened_fields(settings: StorageSettings) -> Iterator[SqlSealedFields]:
    """The sealed columns of the database, with all data keys and with the newest alone."""
    every = Cipher(settings.data_keys, settings.secret_key)
    newest = Cipher(settings.data_keys[:1], settings.secret_key)
    with opened_engine(settings) as engine:
        begin = transactions(engine, every, settings.organisation.language)
        yield SqlSealedFields(begin, every, newest)


@contextmanager
def opened_ledger(settings: StorageSettings) -> Iterator[SqlLedger]:
    """The consent ledger, to be read."""
    cipher = Cipher(settings.data_keys, settings.secret_key)
    language = settings.organisation.language
    with opened_engine(settings) as engine:
        yield SqlLedger(transactions(engine, cipher, language, read_only=True), cipher)


def terms(settings: StorageSettings) -> Terms:
    """What the organisation brings to every row of a members file."""
    return settings.organisation.terms(languages())
