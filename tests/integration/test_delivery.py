"""A batch on its way to the carrier, cut off in the middle: in the end each has got it once."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.attempts import LOST
from checkin.adapters.sql.rows import CHECK_IN, MESSAGE, OUTBOX
from checkin.domain.carrier import Fate
from checkin.domain.outgoing import Kind
from checkin.usecases import delivery, settling
from checkin.usecases.ports import NotHanded
from tests.integration import crowd
from tests.integration.hands import Meddling, PowerCut
from tests.town.town import Town

MANY = 26  # more than the outcomes that are written down together
STATES = sa.select(OUTBOX.state, sa.func.count()).group_by(OUTBOX.state)


def due(town: Town, count: int = MANY) -> list[int]:
    """It is ten, and these rows of the outbox are on their way to a worker."""
    crowd.enrol(town.services, count - count // 2)
    crowd.enrol(town.services, count // 2, first=100, channel="call")
    town.moment += timedelta(hours=2)
    town.clock_passes()
    batches, town.batches.waiting = town.batches.waiting, []
    return [row for batch in batches for row in batch]


def cut_off(town: Town, batch: list[int], carrier: Meddling) -> None:
    """A worker delivers this batch until the power goes."""
    with pytest.raises(PowerCut):
        delivery.deliver(replace(town.services, carrier=carrier), batch)


def at_the_carrier(town: Town) -> Counter[str]:
    """How many texts and calls each number has got there."""
    contacts = [*town.carrier.carrier.messages.values(), *town.carrier.carrier.calls.values()]
    return Counter(contact.to for contact in contacts)


def states(town: Town) -> dict[str, int]:
    """How many rows of the outbox have come how far."""
    found = crowd.rows(town.settings.database_url, STATES)
    return {state.value: count for state, count in found}  # type: ignore[attr-defined]


def one(town: Town, *columns: sa.Column[object]) -> tuple[object, ...]:
    """These values of the only row."""
    (found,) = crowd.rows(town.settings.database_url, sa.select(*columns))
    return tuple(found)


def until_all_is_settled(town: Town) -> None:
    """Time goes by as it does: look-ups, and delivery of what was never sent."""
    for _ in range(3):
        town.moment += timedelta(minutes=3)
        town.clock_passes()
        batches, town.batches.waiting = town.batches.waiting, []
        for batch in batches:
            delivery.deliver(town.services, batch)


@pytest.mark.parametrize("nth", [1, delivery.FLUSH, MANY])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_worker_killed_in_the_middle_leaves_nobody_out_and_asks_nobody_twice(
    town: Town, nth: int, when: str
) -> None:
    def cut(tried: int) -> None:
        if tried == nth:
            raise PowerCut

    batch = due(town)
    carrier = Meddling(town.services.carrier, **{when: cut})
    cut_off(town, batch, carrier)
    written = (nth - 1) // delivery.FLUSH * delivery.FLUSH
    assert states(town).get("handed", 0) == written
    assert states(town)["claimed"] == MANY - written

    until_all_is_settled(town)

    assert states(town) == {"handed": MANY}
    assert len(at_the_carrier(town)) == MANY
    assert set(at_the_carrier(town).values()) == {1}


def test_what_may_be_under_way_is_not_sent_again_before_it_was_looked_up(town: Town) -> None:
    def cut(tried: int) -> None:
        raise PowerCut

    batch = due(town, 2)
    cut_off(town, batch, Meddling(town.services.carrier, after=cut))

    again = delivery.deliver(town.services, batch)
    town.moment += settling.LOOK_AFTER - timedelta(seconds=1)
    settled = settling.settle(town.services)

    assert not again
    assert settled == 0
    assert sum(at_the_carrier(town).values()) == 1


def test_an_attempt_that_somebody_else_has_settled_is_not_written_over(town: Town) -> None:
    def taken_for_dead(tried: int) -> None:
        town.moment += timedelta(minutes=3)
        settling.settle(town.services)
        delivery.deliver(town.services, batch)
        raise NotHanded(Fate.REFUSED, 21211)

    batch = due(town, 1)
    slow = replace(town.services, carrier=Meddling(town.services.carrier, before=taken_for_dead))

    delivery.deliver(slow, batch)

    assert one(town, OUTBOX.state, OUTBOX.attempts, OUTBOX.reason) == ("handed", 2, "")
    assert set(at_the_carrier(town).values()) == {1}


def test_a_late_word_about_one_attempt_says_nothing_about_the_next(town: Town) -> None:
    def cut(tried: int) -> None:
        raise PowerCut

    def taken_for_dead(tried: int) -> None:
        town.moment += timedelta(minutes=3)
        settling.settle(town.services)
        cut_off(town, batch, Meddling(town.services.carrier, after=cut))
        raise NotHanded(Fate.REFUSED, 21211)

    batch = due(town, 1)
    slow = replace(town.services, carrier=Meddling(town.services.carrier, before=taken_for_dead))

    delivery.deliver(slow, batch)

    assert one(town, OUTBOX.state, OUTBOX.attempts) == ("claimed", 2)
    until_all_is_settled(town)
    assert one(town, OUTBOX.state, OUTBOX.attempts, OUTBOX.reason) == ("handed", 2, "")
    assert set(at_the_carrier(town).values()) == {1}


def test_a_late_word_of_failure_does_not_send_again_what_has_arrived(town: Town) -> None:
    def settled_meanwhile(tried: int) -> None:
        town.moment += timedelta(minutes=3)
        settling.settle(town.services)
        raise NotHanded(Fate.LATER, 20429)

    batch = due(town, 1)
    slow = replace(town.services, carrier=Meddling(town.services.carrier, after=settled_meanwhile))
    delivery.deliver(slow, batch)

    until_all_is_settled(town)

    assert one(town, OUTBOX.state, OUTBOX.attempts) == ("handed", 1)
    assert set(at_the_carrier(town).values()) == {1}


def test_a_batch_that_takes_too_long_puts_back_what_it_has_not_tried(town: Town) -> None:
    def slowly(tried: int) -> None:
        town.moment += timedelta(seconds=25)

    batch = due(town, 8)
    slow = replace(town.services, carrier=Meddling(town.services.carrier, after=slowly))

    delivery.deliver(slow, batch)

    assert states(town) == {"handed": 3, "waiting": 5}
    assert sum(at_the_carrier(town).values()) == 3
    queued = sa.select(OUTBOX.queued_at).where(OUTBOX.state == "waiting")
    assert {row[0] for row in crowd.rows(town.settings.database_url, queued)} == {None}
    until_all_is_settled(town)
    assert states(town) == {"handed": 8}
    assert list(at_the_carrier(town).values()) == [1] * 8


def test_a_question_that_has_waited_too_long_is_dropped_and_says_why(town: Town) -> None:
    batch = due(town, 1)
    town.moment += timedelta(hours=4, seconds=1)

    delivery.deliver(town.services, batch)

    assert one(town, OUTBOX.state, OUTBOX.reason) == ("dropped", "dropped.stale")
    assert one(town, CHECK_IN.state, CHECK_IN.reason) == ("cancelled", "dropped.stale")
    assert not at_the_carrier(town)


def test_what_was_never_sent_is_not_sent_once_it_is_stale(town: Town) -> None:
    def cut(tried: int) -> None:
        raise PowerCut

    cut_off(town, due(town, 1), Meddling(town.services.carrier, before=cut))
    town.moment += timedelta(hours=4, seconds=1)

    until_all_is_settled(town)

    asked = sa.select(OUTBOX.state).where(OUTBOX.kind == Kind.ASK)
    assert crowd.rows(town.settings.database_url, asked) == [("failed",)]
    said = [message.body for message in town.carrier.carrier.messages.values()]
    assert len(said) == 1
    assert "call" in said[0]  # the reminder, which has its own time


def test_a_refused_attempt_is_final_and_a_busy_carrier_is_tried_again_later(town: Town) -> None:
    def busy_once(tried: int) -> None:
        if tried == 1:
            raise NotHanded(Fate.LATER, 20429)

    batch = due(town, 1)
    busy = replace(town.services, carrier=Meddling(town.services.carrier, before=busy_once))
    delivery.deliver(busy, batch)
    assert delivery.deliver(busy, batch) == {}
    assert one(town, MESSAGE.status, MESSAGE.error_code) == (LOST, 20429)

    town.moment += delivery.BACKOFF[0]

    assert delivery.deliver(busy, batch) == {"handed": 1}
    assert one(town, OUTBOX.state, OUTBOX.attempts) == ("handed", 2)


def test_a_call_that_was_lost_is_not_taken_for_the_other_one_to_the_same_phone(town: Town) -> None:
    phone = town.enrol("Ana", "call")
    town.enrol("Ben", "call", on=phone)
    town.moment += timedelta(hours=2)
    town.clock_passes()
    batches, town.batches.waiting = town.batches.waiting, []

    def lost(tried: int) -> None:
        if tried == 2:
            raise NotHanded(Fate.UNKNOWN)

    carrier = Meddling(town.services.carrier, before=lost)
    for batch in batches:
        delivery.deliver(replace(town.services, carrier=carrier), batch)
    until_all_is_settled(town)

    assert at_the_carrier(town) == {phone.number: 2}
    assert states(town) == {"handed": 2}
