"""Each number of `/metrics` moves when what it measures moves, and not before."""

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import event

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import SPENDING
from checkin.domain.budget import Budget
from checkin.usecases import delivery
from tests.integration.hands import Meddling, PowerCut
from tests.town.town import Town

Numbers = dict[str, float]


def numbers(town: Town) -> Numbers:
    """Every sample, by its name and the values of its labels in order of their names."""
    page = town.app.test_client().get("/metrics").text
    return {
        " ".join((sample.name, *(sample.labels[name] for name in sorted(sample.labels)))): (
            sample.value
        )
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


def test_what_waits_shows_by_kind_and_by_age(town: Town) -> None:
    ana = town.enrol("Ana")
    before = numbers(town)
    assert before["checkin_outbox_waiting ask"] == 0

    town.moment += timedelta(hours=2)
    town.clock_passes()
    town.moment += timedelta(seconds=90)
    waits = numbers(town)
    town.settle()
    gone = numbers(town)
    ana.expects("Reply 1")

    assert waits["checkin_outbox_waiting ask"] == 1
    assert waits["checkin_outbox_oldest_seconds ask"] == 90
    assert waits["checkin_outbox_oldest_seconds page"] == 0
    assert gone["checkin_outbox_waiting ask"] == gone["checkin_outbox_oldest_seconds ask"] == 0
    assert "checkin_sent_recently text delivered" not in before
    assert gone["checkin_sent_recently text delivered"] == 1


def test_what_comes_in_shows_for_a_quarter_of_an_hour(town: Town) -> None:
    ana = town.enrol("Ana")
    quiet = numbers(town)
    for _ in range(3):
        ana.replies("HELP")
        ana.expects()
    busy = numbers(town)
    town.moment += timedelta(minutes=16)
    later = numbers(town)

    assert quiet["checkin_received_per_minute text"] == 0
    assert busy["checkin_received_per_minute text"] == 3 / 15
    assert busy["checkin_received_per_minute call"] == 0
    assert later["checkin_received_per_minute text"] == 0


def test_who_waits_shows_by_level_and_age(town: Town) -> None:
    ana = town.enrol("Ana")
    assert not [name for name in numbers(town) if name.startswith("checkin_escalation")]
    ana.replies("I want to kill myself")
    ana.expects()
    town.moment += timedelta(minutes=7)

    waits = numbers(town)

    assert waits["checkin_escalations red open"] == 1
    assert waits["checkin_escalation_oldest_seconds red open"] == 7 * 60


def test_the_clock_lags_until_it_passes(town: Town) -> None:
    assert numbers(town)["checkin_clock_last_pass_seconds"] == float("inf")
    town.settle()
    town.moment += timedelta(minutes=4)
    assert numbers(town)["checkin_clock_last_pass_seconds"] == 240
    town.settle()
    assert numbers(town)["checkin_clock_last_pass_seconds"] == 0


def test_money_shows_where_it_is_limited(town: Town) -> None:
    assert "checkin_budget_used_ratio" not in numbers(town)
    town.decides(budget=Budget(monthly=100, segment=1, call=2))
    assert numbers(town)["checkin_budget_used_ratio"] == 0
    row = {"month": "2026-03", "segments": 50, "calls": 10, "message_id": 0, "call_id": 0}
    engine = connect_to(town.settings.database_url)
    with engine.begin() as connection:
        connection.execute(sa.insert(SPENDING.month.table).values(row))
    engine.dispose()
    assert numbers(town)["checkin_budget_used_ratio"] == 0.7


def test_an_attempt_that_nobody_wrote_down_shows_until_it_is_settled(town: Town) -> None:
    def cut(_: int) -> None:
        raise PowerCut

    ana = town.enrol("Ana")
    real = town.services
    town.moment += timedelta(hours=2)
    town.clock_passes()
    broken = replace(real, carrier=Meddling(real.carrier, after=cut))
    try:
        delivery.deliver(broken, town.batches.waiting.pop())
    except PowerCut:
        town.moment += timedelta(minutes=1)
    unsettled = numbers(town)
    town.carrier.settle()
    town.sleep(minutes=10)
    settled = numbers(town)
    ana.expects("Reply 1")

    assert unsettled["checkin_outbox_unsettled"] == 1
    assert unsettled["checkin_outbox_unsettled_oldest_seconds"] == 60
    assert unsettled["checkin_sent_recently text handing"] == 1
    assert settled["checkin_outbox_unsettled"] == 0


def test_a_page_of_numbers_asks_the_database_a_handful_of_times(town: Town) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        numbers(town)
    finally:
        event.remove(sa.Engine, "before_cursor_execute", note)

    reading = [statement for statement in asked if "SELECT" in statement]
    assert 0 < len(reading) <= 8
    assert not [one for one in reading if "message" in one and "LIMIT" not in one]


def test_every_number_says_what_it_is_and_names_nobody(town: Town) -> None:
    ana = town.enrol("Ana")
    ana.replies("HELP")
    ana.expects()

    page = town.app.test_client().get("/metrics").text

    assert ana.number[-7:] not in page
    assert "Ana" not in page
    families = list(text_string_to_metric_families(page))
    assert len(families) >= 8
    assert [family.name for family in families if not family.documentation] == []
