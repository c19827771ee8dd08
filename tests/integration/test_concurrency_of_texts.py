"""Members write at the very moment at which something is decided about them."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import groupby

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import CHECK_IN, ESCALATION, ESCALATION_EVENT, LINE, MESSAGE, OUTBOX
from checkin.usecases import clock_pass, delivery, inbound_text
from tests.integration import crowd
from tests.integration.site import TEN, Site, asked, at_once, passing, text

ROUNDS = 25


@pytest.mark.parametrize("hours", [2, 5], ids=["a reminder", "giving up"])
def test_an_answer_and_a_deadline_at_the_same_moment_end_in_one_state(
    site: Site, hours: int
) -> None:
    web, clock = site.process(), site.process()
    numbers = asked(site, web, ROUNDS)
    for step in range(2, hours, 2):
        site.moment = TEN + timedelta(hours=step)
        passing(clock)()
    for place, number in enumerate(numbers):
        others = CHECK_IN.id.table.c.member_id != place + 1
        put_off(site, others)
        site.moment = TEN + timedelta(hours=hours)
        at_once(
            partial(inbound_text.receive, web, text(number, "1")),
            partial(clock_pass.move_check_ins, clock),
        )

    assert set(site.rows(CHECK_IN.state, CHECK_IN.answer)) == {("answered", "ok")}
    assert set(site.rows(CHECK_IN.act_after)) == {(None,)}
    assert None not in {closed for (closed,) in site.rows(CHECK_IN.closed_at)}
    for _, events in timelines(site):
        assert events == ["opened", "answered_ok"]
    before = site.carrier.sent.total()
    assert delivery.deliver(web, [row for (row,) in site.rows(OUTBOX.id)]) == {}
    assert site.carrier.sent.total() == before


def put_off(site: Site, whose: sa.ColumnElement[bool]) -> None:
    """Let nobody else's deadline come up now, and this one's be past."""
    table = CHECK_IN.id.table
    open_ones = table.c.closed_at.is_(None)
    engine = connect_to(site.database_url)
    with engine.begin() as connection:
        far = sa.update(table).where(open_ones, whose).values(act_after=TEN + timedelta(days=1))
        connection.execute(far)
        near = sa.update(table).where(open_ones, sa.not_(whose)).values(act_after=TEN)
        connection.execute(near)
    engine.dispose()


def timelines(site: Site) -> Iterator[tuple[int, list[str]]]:
    """What happened to each escalation, in order."""
    found = site.rows(ESCALATION_EVENT.escalation_id, ESCALATION_EVENT.what)
    for escalation, events in groupby(sorted(found, key=lambda row: row[0]), lambda row: row[0]):
        yield escalation, [what for _, what in events]


def test_a_silence_that_two_clocks_find_at_once_calls_one_person_once(site: Site) -> None:
    clocks = [site.process() for _ in range(3)]
    asked(site, clocks[0], ROUNDS)
    for hours in (2, 4, 5):
        site.moment = TEN + timedelta(hours=hours)
        at_once(*(passing(clock) for clock in clocks))
        delivery.deliver(clocks[0], site.queued())

    assert set(site.rows(CHECK_IN.state)) == {("missed",)}
    assert len(site.rows(ESCALATION.id)) == ROUNDS
    assert {tuple(events) for _, events in timelines(site)} == {("opened",)}
    assert set(site.carrier.sent.values()) == {3}  # asked, reminded, called


def test_sixteen_texts_at_once_on_one_line_are_all_kept_and_one_answers(site: Site) -> None:
    web = site.process()
    (number,) = asked(site, web, 1)

    texts = [text(number, "1", nth) for nth in range(16)]
    answers = at_once(*(partial(inbound_text.receive, web, one) for one in texts))

    assert len(site.rows(MESSAGE.id, direction="in")) == 16
    assert site.rows(CHECK_IN.state, CHECK_IN.answer) == [("answered", "ok")]
    assert site.rows(LINE.misunderstood) == [(15,)]  # all the others had no question to answer
    assert len([answer for answer in answers if answer.body]) == 2


def test_texts_from_many_new_numbers_at_once_make_one_line_each(site: Site) -> None:
    web = site.process()
    texts = [text(crowd.number(nth % 4), "hello", nth) for nth in range(16)]

    at_once(*(partial(inbound_text.receive, web, one) for one in texts))

    assert len(site.rows(LINE.id)) == 4
    assert len(site.rows(MESSAGE.id, direction="in")) == 16


def test_a_stop_while_its_batch_is_being_claimed_is_held_to(site: Site) -> None:
    web, worker = site.process(), site.process()
    crowd.enrol(web, ROUNDS)
    site.moment = TEN
    passing(web)()

    for place, row in enumerate(site.queued()):
        stop = partial(inbound_text.receive, web, text(crowd.number(place), "STOP"))
        at_once(stop, partial(delivery.deliver, worker, [row]))

    passing(web)()
    delivery.deliver(worker, [row for (row,) in site.rows(OUTBOX.id)])
    assert max(site.carrier.sent.values(), default=1) == 1
    states = set(site.rows(OUTBOX.state, OUTBOX.reason))
    assert states <= {("handed", ""), ("dropped", "dropped.stopped")}
    assert set(site.rows(LINE.stopped)) == {(True,)}
    assert {state for (state,) in site.rows(CHECK_IN.state)} == {"cancelled"}


def test_nothing_leaves_for_a_member_whose_stop_came_while_others_were_served(site: Site) -> None:
    web, worker = site.process(), site.process()
    crowd.enrol(web, 2)
    site.moment = TEN
    passing(web)()
    last = crowd.number(1)

    def stops_meanwhile(number: str) -> None:
        if number != last:
            inbound_text.receive(web, text(last, "STOP"))
            site.moment += 2 * delivery.FRESH

    site.carrier.before = stops_meanwhile

    delivery.deliver(worker, site.queued())

    assert site.carrier.sent == {crowd.number(0): 1}
    assert site.rows(OUTBOX.state, OUTBOX.reason) == [
        ("handed", ""),
        ("dropped", "dropped.stopped"),
    ]
