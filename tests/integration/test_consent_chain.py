"""The ledger in the database: chained by every writer, on one line and on many, with its texts."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.rows import CONSENT, LINE, WORDING_SHOWN
from checkin.cli.opened import opened_ledger
from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.decision import Decision
from checkin.settings import StorageSettings
from checkin.usecases import inbound_text
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.opting_out import stopped_at_carrier
from checkin.usecases.ports import Services
from checkin.usecases.proving import Walked, walk
from tests.integration import crowd
from tests.integration.site import Site, at_once, passing, text
from tests.integration.test_members_csv import BEN, HEADER, counts
from tests.town.command import Command
from tests.town.settings import settings

YES = ConsentEvent(1, None, Purpose.CHECKIN_TEXT, Action.GRANTED, Medium.TEXT, "message 1")
INVITED = replace(YES, wording="invitation", language="en")
OLD_ROW = sa.text(
    "INSERT INTO consent (line_id, purpose, action, medium, evidence, wording, language,"
    " occurred_at) SELECT line_id, purpose, 'granted', medium, evidence, '', 'en', occurred_at"
    " FROM consent WHERE id = (SELECT max(id) FROM consent)"
)


def walked(site: Site) -> Walked:
    """What comes of checking the whole ledger, with the keys of the site."""
    given = settings(site.folder, site.database_url)
    names = StorageSettings.model_fields.keys()
    with opened_ledger(StorageSettings(**{n: getattr(given, n) for n in names})) as ledger:
        return walk(ledger)


def writes(services: Services, *events: ConsentEvent) -> None:
    """Write events as any rule's decision is written."""
    with services.begin() as work:
        work.apply(Decision(events), services.now(), services.policy)


@pytest.fixture
def office(site: Site) -> Services:
    """One process, on a database where three members have said yes."""
    services = site.process()
    crowd.enrol(services, 3)
    return services


def test_every_way_into_the_ledger_is_chained(site: Site, office: Services) -> None:
    inbound_text.receive(office, text(crowd.number(0), "STOP"))
    inbound_text.receive(office, text(crowd.number(0), "START", 1))
    stopped_at_carrier(office, crowd.number(1), 21610)

    found = walked(site)

    assert (found.holds, found.lines, found.waiting, found.unread) == (True, 3, 0, 0)
    assert found.rows == 9
    assert site.rows(LINE.consent_count) == [(4,), (3,), (2,)]
    assert all(len(row[0]) == 64 for row in site.rows(CONSENT.evidence_digest))


def test_the_words_that_an_event_names_are_kept_once_and_their_hash_with_each(
    site: Site, office: Services
) -> None:
    writes(office, INVITED, replace(INVITED, action=Action.CONFIRMED))
    writes(office, replace(INVITED, medium=Medium.CALL, wording="call.menu"), YES)

    kept = crowd.rows(site.database_url, sa.select(WORDING_SHOWN.key, WORDING_SHOWN.text))
    named = site.rows(CONSENT.wording, CONSENT.wording_hash, CONSENT.language)[-4:]
    assert sorted(key for key, _ in kept) == ["call.menu", "invitation"]
    assert "{name}" in str(dict(kept)["invitation"])
    assert named[0] == named[1]
    assert [(key, bool(its), language) for key, its, language in named] == [
        ("invitation", True, "en"),
        ("invitation", True, "en"),
        ("call.menu", True, "en"),
        ("", False, ""),
    ]
    assert walked(site).holds


def test_a_key_that_no_catalog_has_loses_no_event(site: Site, office: Services) -> None:
    writes(office, replace(YES, wording="nobody.knows"))

    assert site.rows(CONSENT.wording, CONSENT.wording_hash)[-1] == ("nobody.knows", "")
    assert walked(site).holds


def test_what_is_rolled_back_leaves_no_gap(site: Site, office: Services) -> None:
    with pytest.raises(RuntimeError), office.begin() as work:
        work.apply(Decision((INVITED,)), office.now(), office.policy)
        raise RuntimeError

    writes(office, YES)

    assert walked(site).holds
    assert len(site.rows(CONSENT.id)) == 7


def writing(services: Services, line_ids: list[int]) -> Callable[[], None]:
    """Somebody who writes on these lines again and again, each time two events."""

    def run() -> None:
        for line_id in line_ids:
            both = (replace(INVITED, line_id=line_id), replace(YES, line_id=line_id))
            again_on_conflict(partial(writes, services, *both))

    return run


def test_many_who_write_on_one_line_and_on_many_leave_whole_chains(
    site: Site, office: Services
) -> None:
    processes = [site.process() for _ in range(4)]
    orders = ([1] * 10, [1] * 10, [1, 2, 3] * 4, [3, 2, 1] * 4) * 2

    at_once(
        *(
            writing(services, list(order))
            for services, order in zip(processes * 2, orders, strict=True)
        )
    )

    found = walked(site)
    assert (found.broken, found.rows) == ([], 6 + 2 * sum(map(len, orders)))


def test_several_lines_in_one_decision_meet_others_without_harm(
    site: Site, office: Services
) -> None:
    orders = ((1, 2, 3), (3, 2, 1)) * 2

    def run(services: Services, order: tuple[int, ...]) -> None:
        for _ in range(8):
            writes(services, *(replace(YES, line_id=line_id) for line_id in order))

    at_once(*(partial(run, site.process(), order) for order in orders))

    assert (walked(site).broken, len(site.rows(CONSENT.id))) == ([], 6 + 3 * 8 * 4)


def test_clocks_and_texts_at_once_leave_whole_chains(site: Site) -> None:
    services = site.process()
    crowd.enrol(services, 20)
    with services.begin() as work:
        work.connection.execute(  # type: ignore[attr-defined]
            sa.text("UPDATE member SET state = 'invited', invited_until = '2026-01-01 00:00:00'")
        )

    def stops() -> None:
        for place in range(20):
            inbound_text.receive(site.process(), text(crowd.number(place), "STOP"))

    at_once(passing(site.process()), passing(site.process()), stops)

    found = walked(site)
    assert found.broken == []
    assert found.rows >= 20 * 3


def test_rows_that_an_older_release_writes_meanwhile_are_taken_in(
    site: Site, office: Services
) -> None:
    writes(office, YES, replace(YES, line_id=2))
    with office.begin() as work:
        for _ in range(2):
            work.connection.execute(OLD_ROW)  # type: ignore[attr-defined]

    waiting = walked(site)
    writes(office, replace(YES, line_id=2), YES)
    taken_in = walked(site)
    writes(office, replace(YES, line_id=2))

    assert (waiting.holds, waiting.waiting) == (True, 2)
    assert (taken_in.holds, taken_in.waiting) == (True, 0)
    assert (walked(site).holds, site.rows(LINE.consent_count)) == (True, [(4,), (7,), (2,)])


def test_a_shredded_key_leaves_every_chain_whole(database_url: str, tmp_path: Path) -> None:
    written = Command(database_url, tmp_path)
    assert written.imports(BEN, header=HEADER).exit_code == 0

    shredded = Command(database_url, tmp_path)  # with another data key, and only that

    done = shredded("consent", "verify")
    assert done.exit_code == 0
    assert "2 events have evidence that no data key opens" in done.output


def test_an_import_writes_a_batch_together_and_chains_every_line(
    database_url: str, tmp_path: Path
) -> None:
    checkin = Command(database_url, tmp_path)
    rows = [BEN.replace("345678", f"{100000 + n}") for n in range(250)]

    assert checkin.imports(*rows, header=HEADER).exit_code == 0

    assert counts(checkin) == [250, 250, 500, 250]
    assert checkin("consent", "verify").output == "250 lines, 500 events: all of it holds\n"
    assert set(checkin.rows(sa.select(LINE.consent_count))) == {(2,)}
