"""The one place that picks concrete classes. What starts a process calls one function of it."""

import gc
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

import structlog
from flask import Flask

from checkin import logs
from checkin.adapters import segments
from checkin.adapters.carrier import Sender, TwilioCarrier
from checkin.adapters.cipher import Cipher
from checkin.adapters.embedded_redis import EmbeddedRedis
from checkin.adapters.job_queue import JobQueue, connect
from checkin.adapters.matching import Blossoms
from checkin.adapters.passwords import ArgonPasswords
from checkin.adapters.second_factors import TotpFactors
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.unit_of_work import transactions
from checkin.adapters.time import DemoClock, system_now
from checkin.domain.risk import assess, ready
from checkin.settings import Settings, SettingsError
from checkin.usecases.ports import Services
from checkin.web.app import Door, make_app
from checkin.web.recordings import Recordings, Speech
from checkin.wording import Catalogs
from checkin.wording.catalogs import languages

log = structlog.get_logger(__name__)


def settings_or_exit() -> Settings:
    """The settings of the environment; ends the process with one message if any is wrong."""
    try:
        return Settings.load()
    except SettingsError as error:
        raise SystemExit(str(error)) from None


def redis_url(settings: Settings) -> str:
    """The address of Redis: the one that is set, else the embedded server's socket."""
    return settings.redis_url or EmbeddedRedis(settings.var / "redis").url


def own_redis(settings: Settings) -> AbstractContextManager[None]:
    """The embedded server, run for as long as the block lasts; nothing if `REDIS_URL` is set."""
    if settings.redis_url:
        return nullcontext()
    return EmbeddedRedis(settings.var / "redis").running()


def services(settings: Settings) -> Services:
    """Everything a use case is given. Connects to nothing before it is first used."""
    organisation = settings.organisation
    language = organisation.language
    engine = connect_to(settings.database_url)
    cipher = Cipher(settings.data_keys, settings.secret_key)
    now = DemoClock(settings.demo_clock) if settings.demo_clock else system_now
    values = organisation.sentence_values(settings.page_address)
    catalogs = Catalogs.load(values, language, urgent=organisation.urgent_help(now().date()))
    wording = Speech(catalogs, recordings(settings), language, organisation.country)
    return Services(
        begin=transactions(engine, cipher, language, wording=wording),
        look=transactions(engine, cipher, language, read_only=True),
        carrier=carrier(settings),
        wake=JobQueue(connect(redis_url(settings))),
        wording=wording,
        passwords=ArgonPasswords(),
        second_factors=TotpFactors(system_now),
        policy=replace(settings.policy, clock_jumps=settings.demo_clock is not None),
        language=language,
        time_zone=settings.organisation.time_zone(),
        count_segments=lambda body: segments.count(body).count,
        now=now,
        wall=system_now,
        solver=Blossoms(),
        assess=assess,
        close=engine.dispose,
    )


def recordings(settings: Settings) -> Recordings:
    """The recorded prompts in the folder that is set; none if there is none."""
    return Recordings.within(settings.recordings, settings.public_base_url)


def carrier(settings: Settings) -> TwilioCarrier:
    """The carrier's client. Connects to nothing before it is first used."""
    return TwilioCarrier(
        settings.twilio_account_sid,
        settings.twilio_auth_token,
        settings.public_base_url,
        Sender(settings.twilio_from_number, settings.twilio_messaging_service_sid or ""),
        settings.twilio_api_base_url,
    )


def create_app() -> Flask:
    """The web process: `gunicorn 'checkin.bootstrap:create_app()'`."""
    settings = settings_or_exit()
    logs.configure(json_lines=not settings.demo)
    _read_rules()
    return app(settings, services(settings))


def _read_rules() -> None:
    """Have the rules of danger in memory before the first text comes: it is not to wait for them.

    Broken ones keep nothing from starting: every text is a concern then. What is read stays for
    good, so nothing looks for garbage in it, now or later.
    """
    gc.disable()
    try:
        ready()
    except Exception as error:
        log.error("risk_rules_not_read", exc_info=error)
    finally:
        gc.freeze()
        gc.enable()


def app(settings: Settings, provided: Services) -> Flask:
    """The web application over `provided`."""
    tokens = [settings.twilio_auth_token, settings.twilio_auth_token_previous]
    cipher = Cipher(settings.data_keys, settings.secret_key)
    return make_app(
        Door(
            services=provided,
            public_base_url=settings.public_base_url,
            tokens=tuple(token for token in tokens if token),
            session_key=cipher.derive("session"),
            recordings=recordings(settings),
            terms=settings.organisation.terms(languages()),
            time_zone=settings.organisation.time_zone(),
            limits=redis_url(settings),
            demo=settings.demo,
        )
    )
