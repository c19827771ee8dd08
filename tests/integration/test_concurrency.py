"""Several clocks and workers at the same moment: each thing happens once, and nobody fails."""

import threading
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from checkin.adapters.sql.rows import CHECK_IN, MEMBER, MESSAGE, OUTBOX
from checkin.usecases import delivery, inbound_text
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.ports import Services
from tests.integration import crowd
from tests.integration.site import TEN, Site, at_once, passing, text

ROUNDS = 25


def test_four_clocks_at_once_ask_each_member_once(site: Site) -> None:
    crowd.enrol(site.process(), 300)
    site.moment = TEN

    at_once(*(passing(site.process()) for _ in range(4)))

    asked = site.rows(CHECK_IN.member_id)
    assert len(asked) == len(set(asked)) == 300
    assert len(site.rows(OUTBOX.id)) == 300
    queued = site.queued()
    assert sorted(queued) == [row for (row,) in site.rows(OUTBOX.id)]
    assert {slot for (slot,) in site.rows(MEMBER.next_due_at)} == {TEN + timedelta(days=1)}


def test_planners_that_take_small_bites_share_the_work(site: Site) -> None:
    crowd.enrol(site.process(), 120)
    site.moment = TEN

    def bites() -> int:
        services, planned = site.process(), 0
        while True:
            with services.begin() as work:
                did = work.check_ins.plan(site.moment, services.policy, 7)
            planned += did
            if not did:
                return planned

    shares = at_once(*(bites for _ in range(4)))

    assert sum(shares) == 120
    assert len(set(site.rows(CHECK_IN.member_id))) == len(site.rows(CHECK_IN.id)) == 120


def test_the_same_batch_given_to_four_workers_is_sent_once(site: Site) -> None:
    first = site.process()
    crowd.enrol(first, 60)
    site.moment = TEN
    passing(first)()
    batch = site.queued()

    def deliver(services: Services) -> int:
        jobs = [batch[i : i + 7] for i in range(0, 60, 7)]
        return sum(delivery.deliver(services, job).get("handed", 0) for job in jobs)

    workers = [site.process() for _ in range(4)]
    attempts = at_once(*(partial(deliver, worker) for worker in workers))

    assert sum(attempts) == 60
    assert set(site.carrier.sent.values()) == {1}
    assert len(site.carrier.sent) == 60
    assert set(site.rows(OUTBOX.state, OUTBOX.attempts)) == {("handed", 1)}


def test_two_who_wait_for_each_other_are_both_served(site: Site) -> None:
    first, second = site.process(), site.process()
    crowd.enrol(first, 2)
    together = threading.Barrier(2)
    tries: list[int] = []

    def both(services: Services, numbers: Sequence[str]) -> None:
        def work() -> None:
            mine = len(tries)
            tries.append(mine)
            with services.begin() as work:
                work.conversations.on(numbers[0], site.moment)
                if mine < 2 and on_postgres:
                    together.wait(10)
                work.conversations.on(numbers[1], site.moment)

        again_on_conflict(work)

    on_postgres = site.database_url.startswith("postgresql")
    one, two = crowd.number(0), crowd.number(1)
    at_once(partial(both, first, (one, two)), partial(both, second, (two, one)))

    assert len(tries) >= (3 if on_postgres else 2)


def test_a_reader_is_not_kept_waiting_by_who_writes(site: Site) -> None:
    writer, reader = site.process(), site.process()
    crowd.enrol(writer, 1)

    with writer.begin() as work:
        work.conversations.on(crowd.number(0), site.moment)
        work.pulse.beat(site.moment)
        with reader.look() as looking:
            beat = looking.pulse.last_beat()

    assert beat is None


def test_who_comes_while_another_writes_waits_and_is_then_served(site: Site) -> None:
    writer, web = site.process(), site.process()
    crowd.enrol(writer, 1)
    held, answered = threading.Event(), threading.Event()

    def holds_the_line() -> None:
        with writer.begin() as work:
            work.conversations.on(crowd.number(0), site.moment)
            held.set()
            assert not answered.wait(0.3)

    def arrives() -> None:
        held.wait()
        inbound_text.receive(web, text(crowd.number(0), "HELP"))
        answered.set()

    at_once(holds_the_line, arrives)

    assert answered.is_set()
    assert len(site.rows(MESSAGE.id, direction="in")) == 1
