"""The checks of `checkin doctor`, each where all is well and where it is not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from checkin import bootstrap
from checkin.adapters.carrier import TwilioCarrier
from checkin.adapters.cipher import Cipher
from checkin.adapters.outside import DOOR, OutsideWorld
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.examining import SqlSigns
from checkin.adapters.sql.ledger import SqlLedger
from checkin.adapters.sql.rows import COORDINATOR, LINE, SPENDING, STATUS_REPORT
from checkin.adapters.sql.unit_of_work import transactions
from checkin.domain.budget import Budget
from checkin.domain.decision import Decision
from checkin.domain.escalation import EscalationKind, Level, Raised
from checkin.domain.helplines import Helpline, Urgent
from checkin.domain.staff import Role
from checkin.simulator import Config, Simulator, create_simulator
from checkin.simulator.server import Server
from checkin.usecases import acting, desk
from checkin.usecases.examining import Remark, State, kept, outside, running, told
from checkin.usecases.ports import Services
from checkin.usecases.ports.staff import Coordinator
from checkin.usecases.staff import add_coordinator
from checkin.wording.catalogs import FOLDER
from checkin.wording.whole import lacking
from tests.integration import crowd
from tests.integration.client import BASE, SERVICE_SID, client_of
from tests.integration.installation import free_port
from tests.integration.site import Site
from tests.town.settings import ACCOUNT, DATA_KEY, SERVICE, TOKEN, settings

TODAY = date(2026, 3, 2)
OTHER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
PHONE = "+12125550190"


@pytest.fixture
def services(site: Site) -> Services:
    """The service on a fresh database, with a clock that the test sets."""
    return site.process()


@contextmanager
def looked_at(site: Site, key: str = DATA_KEY) -> Iterator[tuple[SqlSigns, SqlLedger]]:
    engine = connect_to(site.database_url)
    cipher = Cipher((key,), "s" * 40)
    look = transactions(engine, cipher, "en", read_only=True)
    try:
        yield SqlSigns(look, cipher), SqlLedger(look, cipher)
    finally:
        engine.dispose()


def signs(site: Site, check: Callable[[SqlSigns], Remark], key: str = DATA_KEY) -> Remark:
    """What a check finds in the database."""
    with looked_at(site, key) as (seen, _):
        return check(seen)


def change(site: Site, statement: sa.Executable) -> None:
    engine = connect_to(site.database_url)
    with engine.begin() as connection:
        connection.execute(statement)
    engine.dispose()


def test_a_clock_that_has_stopped_or_never_came(site: Site, services: Services) -> None:
    assert running.clock(services).seen == "it has never come through"
    with services.begin() as work:
        work.pulse.beat(site.moment)
    site.moment += timedelta(seconds=119)
    assert running.clock(services).state is State.OK
    site.moment += timedelta(seconds=1)
    late = running.clock(services)
    assert (late.state, late.seen) == (State.WRONG, "it last came through 2 minutes ago")


def test_a_queue_that_is_away(site: Site, services: Services) -> None:
    assert running.queue(services).state is State.OK
    site.queue.away = True
    assert running.queue(services).state is State.WRONG


def test_nobody_who_can_be_paged(site: Site, services: Services) -> None:
    assert signs(site, running.coordinators).state is State.WRONG
    add_coordinator(services, "cleo", "Cleo", "a long password", None, "en")
    assert signs(site, running.coordinators).state is State.WRONG
    add_coordinator(services, "dana", "Dana", "a long password", PHONE, "en")
    assert signs(site, running.coordinators).state is State.OK
    change(site, sa.update(LINE.id.table).values(stopped=True))
    assert signs(site, running.coordinators).state is State.WRONG
    change(site, sa.update(LINE.id.table).values(stopped=False))
    change(site, sa.update(COORDINATOR.id.table).values(active=False))
    assert signs(site, running.coordinators).state is State.WRONG


def test_escalations_that_nobody_takes(site: Site, services: Services) -> None:
    (ana,) = crowd.enrol(services, 1)
    dana = add_coordinator(services, "dana", "Dana", "a long password", PHONE, "en")

    def found() -> Remark:
        return signs(site, lambda seen: running.escalations(services, seen))

    assert found().state is State.OK
    with services.begin() as work:
        raised = Decision((Raised(EscalationKind.NOT_OK, ana.id),))
        work.apply(raised, site.moment, services.policy)
    site.moment += services.policy.ladders[Level.YELLOW].rungs[0].wait
    assert found().state is State.OK
    site.moment += timedelta(minutes=4)
    assert found().seen.startswith("nobody has taken 1 escalation within 4 hours")
    site.moment += timedelta(minutes=2)
    assert found().seen.startswith("1 escalation past the deadline")
    (waiting,) = desk.listing(services, None).concerns
    acting.take(
        services,
        waiting.escalation.id,
        Coordinator(dana, "dana", "Dana", "en", Role.COORDINATOR, "", second_factor=False),
    )
    assert found().state is State.OK


def test_a_budget_near_its_end(site: Site, services: Services) -> None:
    assert running.budget(services).seen == "no limit is set"
    budget = Budget(monthly=100, segment=1, call=2)
    careful = replace(services, policy=replace(services.policy, budget=budget))
    assert running.budget(careful).seen.startswith("0% of this month's")
    row = {"month": "2026-03", "segments": 50, "calls": 20, "message_id": 0, "call_id": 0}
    change(site, sa.insert(SPENDING.month.table).values(row))
    assert running.budget(careful).state is State.WARNING
    change(site, sa.update(SPENDING.month.table).values(calls=25))
    assert running.budget(careful).state is State.WRONG


def test_keys_that_open_what_was_sealed_last(site: Site, services: Services) -> None:
    assert signs(site, kept.keys, OTHER_KEY).state is State.OK
    crowd.enrol(services, 1)
    assert signs(site, kept.keys).state is State.OK
    lost = signs(site, kept.keys, OTHER_KEY)
    assert lost.state is State.WRONG
    assert "line.number, member.name" in lost.seen
    assert "consent.evidence" in lost.seen


def test_a_ledger_that_was_touched(site: Site, services: Services) -> None:
    crowd.enrol(services, 2)
    with looked_at(site) as (seen, ledger):
        assert kept.ledger(ledger).seen == "all of it holds: 2 lines, 4 events"
        assert kept.heads(seen).state is State.OK
        change(site, sa.text("UPDATE line SET consent_count = 3 WHERE id = 1"))
        assert kept.ledger(ledger).seen.startswith("1 line does not hold")
        assert kept.heads(seen).state is State.WRONG
        change(site, sa.text("UPDATE line SET consent_count = 2, consent_head = 'x' WHERE id = 1"))
        assert kept.heads(seen).state is State.WRONG


def test_evidence_that_nobody_can_read_any_more(site: Site, services: Services) -> None:
    crowd.enrol(services, 1)
    with looked_at(site, OTHER_KEY) as (_, ledger):
        found = kept.ledger(ledger)
    assert found.state is State.WARNING
    assert found.seen.endswith("no data key opens the evidence of 2")


LINES = (Helpline(call="988"),)


@pytest.mark.parametrize(
    ("own", "days", "urgent", "state", "seen"),
    [
        (True, 180, Urgent("911", LINES), State.OK, "confirmed 2025-09-03"),
        (True, 181, Urgent("911", LINES), State.WARNING, "last confirmed 2025-09-02"),
        (True, 366, Urgent("911"), State.WRONG, "members are told the emergency number only"),
        (True, None, Urgent("911", words="call us"), State.WARNING, "nobody has confirmed"),
        (False, None, Urgent("911", LINES), State.WARNING, "(the data's for US)"),
        (False, None, Urgent("911"), State.WARNING, "no crisis line is known for US"),
    ],
)
def test_a_helpline_must_be_confirmed_again(
    own: bool, days: int | None, urgent: Urgent, state: State, seen: str
) -> None:
    on = None if days is None else TODAY - timedelta(days=days)
    found = told.helpline(told.Confirmed("US", own, on, urgent), TODAY)
    assert found.state is state
    assert seen in found.seen


def test_languages_that_lack_sentences_or_were_not_checked(tmp_path: Path) -> None:
    assert told.languages(["en"], {"en": ()}, {}).state is State.OK
    doubtful = told.languages(["en", "es"], {}, {"es": ("text/help",), "fr": ("text/help",)})
    assert doubtful.seen == "sentences that no native speaker has checked: es (1)"
    lacks = told.languages(["es"], {"es": [f"text/{n}" for n in range(5)]}, {})
    assert lacks.seen == "es lacks text/0, text/1, text/2 and 2 more"
    for medium in ("text", "voice"):
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en" / f"{medium}.po").write_text(
            (FOLDER / "en" / f"{medium}.po").read_text("utf-8"), "utf-8"
        )
    found = lacking(["en", "en_US", "es"], tmp_path)
    assert found["en"] == found["en_US"] == ()
    assert {"text/help", "voice/help"} <= set(found["es"])


def test_recordings_that_are_missing() -> None:
    assert told.recordings(()).state is State.OK
    assert told.recordings(("sw/help",)).seen == "1 recorded prompt missing: sw/help"


@contextmanager
def page(status: int) -> Iterator[str]:
    """Something that answers at an address."""
    app = Flask("a proxy")
    app.add_url_rule("/healthz", "healthz", lambda: ("ok", status))
    app.add_url_rule(DOOR, "door", lambda: ("ok", status), methods=["POST"])
    server = Server(app)
    server.start()
    yield server.url
    server.close()


@pytest.mark.parametrize(("status", "state"), [(200, State.OK), (502, State.WARNING)])
def test_an_address_that_answers(carrier: TwilioCarrier, status: int, state: State) -> None:
    with page(status) as url:
        found = outside.address(OutsideWorld(url, carrier), "https://example.org")
    assert found.state is state


def test_an_address_that_is_out_of_reach_or_not_https(carrier: TwilioCarrier) -> None:
    world = OutsideWorld("http://127.0.0.1:1", carrier)
    assert "cannot be reached" in outside.address(world, "https://example.org").seen
    assert "is not https" in outside.address(world, "http://127.0.0.1:8000").seen


def test_an_account_that_works_and_one_that_does_not(simulator: Simulator) -> None:
    def found(client: TwilioCarrier) -> Remark:
        return outside.account(OutsideWorld("", client))

    assert found(client_of(simulator.url)).state is State.OK
    assert found(client_of(simulator.url, token="0" * 32)).state is State.WRONG
    away = found(client_of("http://127.0.0.1:1"))
    assert (away.state, away.seen) == (State.WARNING, "it does not answer")


@contextmanager
def console(**others: str) -> Iterator[OutsideWorld]:
    """What the carrier says of an account like this one."""
    usual = Config(ACCOUNT, TOKEN, SERVICE, f"{BASE}/twilio/sms", f"{BASE}/twilio/voice")
    with create_simulator(replace(usual, **others)) as simulator:  # type: ignore[arg-type]
        service = others.get("messaging_service_sid", "")
        yield OutsideWorld(BASE, client_of(simulator.url, service=service))


@pytest.mark.parametrize(
    ("others", "state", "seen"),
    [
        ({"account_status": "suspended"}, State.WRONG, "our account there is suspended"),
        ({"account_status": "closed"}, State.WRONG, "our account there is closed"),
        ({"account_type": "Trial"}, State.WARNING, "our account there is a trial"),
    ],
)
def test_an_account_that_was_suspended_or_never_paid_for(
    others: dict[str, str], state: State, seen: str
) -> None:
    with console(**others) as world:
        found = outside.account(world)
    assert (found.state, found.seen) == (state, seen)


@pytest.mark.parametrize("service", ["", SERVICE_SID])
@pytest.mark.parametrize(
    ("others", "seen"),
    [
        ({}, "texts and calls come to us"),
        ({"sms_url": ""}, "texts go nowhere"),
        ({"sms_url": f"{BASE}/sms"}, "texts go to another address"),
        ({"voice_url": "https://elsewhere.org/twilio/voice"}, "calls go to another address"),
        ({"sms_url": "", "voice_url": ""}, "texts go nowhere; calls go nowhere"),
        ({"service_number": "+12125550199"}, "is not in this account"),
    ],
)
def test_webhooks_that_lead_elsewhere(service: str, others: dict[str, str], seen: str) -> None:
    given = others | ({"messaging_service_sid": service} if service else {})
    with console(**given) as world:
        found = outside.webhooks(world, BASE)
    assert found.state is (State.WRONG if others else State.OK)
    assert seen in found.seen


def test_a_messaging_service_that_is_not_ours_and_a_carrier_that_is_away() -> None:
    with console() as world:
        world.carrier = client_of(str(world.carrier.client.api.base_url), service=SERVICE_SID)
        unknown = outside.webhooks(world, BASE)
    away = outside.webhooks(OutsideWorld(BASE, client_of("http://127.0.0.1:1")), BASE)
    assert (unknown.state, unknown.seen) == (State.WRONG, "it refuses our account (20404)")
    assert (away.state, away.seen) == (State.WARNING, "it does not answer")


@contextmanager
def door(site: Site, token: str, base: str = "") -> Iterator[str]:
    """Our own web, which knows this token, and believes to be at `base`."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    chosen = settings(
        site.folder, site.database_url, public_base_url=base or url, twilio_auth_token=token
    )
    server = Server(bootstrap.app(chosen, site.process()), port=port)
    server.start()
    yield url
    server.close()


@pytest.mark.parametrize(
    ("token", "base", "state", "seen"),
    [
        (TOKEN, "", State.OK, "a signed request is accepted, an unsigned one refused"),
        ("0" * 32, "", State.WRONG, "a request with a right signature is refused"),
        (TOKEN, "https://other.org", State.WRONG, "a request with a right signature is refused"),
    ],
)
def test_our_own_door_knows_the_carrier(
    site: Site, carrier: TwilioCarrier, token: str, base: str, state: State, seen: str
) -> None:
    with door(site, token, base) as url:
        found = outside.signatures(OutsideWorld(url, carrier))
    assert (found.state, found.seen) == (state, seen)
    assert site.rows(STATUS_REPORT.id) == []


@pytest.mark.parametrize(
    ("status", "seen"),
    [
        (204, "a request without a signature is accepted"),
        (302, "our door answers 302 signed and 302 unsigned"),
        (502, "our door answers 502 signed and 502 unsigned"),
    ],
)
def test_something_else_at_our_door(carrier: TwilioCarrier, status: int, seen: str) -> None:
    with page(status) as url:
        found = outside.signatures(OutsideWorld(url, carrier))
    away = outside.signatures(OutsideWorld("http://127.0.0.1:1", carrier))
    assert (found.state, found.seen) == (State.WRONG, seen)
    assert away.state is State.WARNING
