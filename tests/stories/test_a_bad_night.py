"""The queue is away, the carrier does not answer, or we were gone ourselves."""

from checkin.usecases import health
from tests.town.town import Town


def test_an_answer_is_taken_while_the_queue_is_away_and_the_page_still_leaves(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    town.wait(hours=2)
    ana.expects("Reply 1")

    town.batches.away = True
    ana.replies("2")

    ana.expects("person")
    cleo.expects("not ok")


def test_what_waited_for_the_queue_leaves_when_it_is_back(town: Town) -> None:
    ana = town.enrol("Ana")
    town.batches.away = True
    town.wait(hours=2)
    ana.is_silent()

    town.batches.away = False
    town.wait(minutes=2)

    ana.expects("Reply 1")


def test_a_job_that_vanished_with_its_queue_is_queued_again(town: Town) -> None:
    ana = town.enrol("Ana")
    town.moment = town.moment.replace(hour=10)
    town.clock_passes()
    town.batches.waiting.clear()

    town.wait(minutes=1)
    ana.is_silent()
    town.wait(minutes=1)

    ana.expects("Reply 1")


def test_a_text_the_carrier_took_without_saying_so_is_not_sent_twice(town: Town) -> None:
    ana = town.enrol("Ana")
    town.control.handset(ana.number).set_faults(create="drop", create_times=1, drop_callbacks=True)

    town.wait(hours=3)

    ana.expects("Reply 1")
    assert health.load(town.services).unsettled.count == 0


def test_a_text_the_carrier_never_took_is_sent_when_that_is_certain(town: Town) -> None:
    ana = town.enrol("Ana")
    town.control.handset(ana.number).set_faults(create="429", create_times=1)

    town.wait(hours=2, minutes=5)

    ana.expects("Reply 1")


def test_after_a_day_away_a_member_is_asked_once(town: Town) -> None:
    ana = town.enrol("Ana")

    town.sleep(days=1, hours=3)

    ana.expects("Reply 1")
    town.wait(minutes=30)


def test_a_question_that_is_hours_late_is_not_asked(town: Town) -> None:
    ana = town.enrol("Ana")

    town.sleep(hours=9)
    ana.is_silent()
    town.wait(hours=17, minutes=1)

    ana.expects("Reply 1")


def test_nothing_leaves_outside_the_window(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    ana.is_switched("no-answer")
    with town.services.begin() as work:
        late = work.conversations.on(ana.number, town.moment).threads[0].member
    town.asks_at(late.id, hour=19, minute=30)

    town.wait(hours=11, minutes=31)
    ana.expects("Reply 1")
    town.wait(hours=13, minutes=28)
    ana.is_silent()
    town.wait(minutes=2)
    ana.expects("Reply 1")
    town.wait(hours=4)
    ana.call_is("no-answer")

    cleo.expects("has not answered")


def test_duplicated_and_reordered_callbacks_change_nothing(town: Town) -> None:
    ana = town.enrol("Ana")
    town.control.set_faults(duplicate_webhooks=True, reorder_callbacks=True)

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("1")

    ana.expects("Thank you")
    town.wait(hours=9)


def test_a_stop_during_a_slow_batch_holds_for_the_rest_of_it(town: Town) -> None:
    ana, eve = town.enrol("Ana"), town.enrol("Eve")
    town.moment = town.moment.replace(hour=10)

    town.carrier_is_slow(seconds=2, meanwhile=lambda: eve.replies("STOP"))
    town.settle()

    ana.expects("Reply 1")
    eve.expects("opted out")
    town.wait(hours=1)


def test_a_page_leaves_though_no_worker_comes_for_it(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    town.wait(hours=2)
    ana.expects("Reply 1")

    town.batches.nobody_comes = True
    ana.replies("2")
    ana.expects("person")
    town.wait(seconds=25)

    cleo.expects("not ok")


def test_two_coordinators_who_share_a_phone_are_paged_once(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    town.shares_phone("Dov", cleo)
    town.wait(hours=2)
    ana.expects("Reply 1")

    ana.replies("2")

    ana.expects("person")
    cleo.expects("not ok")
