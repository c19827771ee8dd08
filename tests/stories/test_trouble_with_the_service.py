"""The service tells a person when it is not well itself."""

from datetime import timedelta

from checkin.usecases import health
from tests.town.town import MONDAY, Town


def test_after_hours_with_nobody_awake_a_person_hears_of_it_once(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    town.decides(clock_jumps=False)

    town.sleep(hours=3)

    ana.expects("Reply 1")
    cleo.expects("the service itself has trouble", "1t")
    cleo.replies("1d restarted the server")
    cleo.expects("Please take it first")
    cleo.replies("1t")
    cleo.expects("1 is yours until")
    cleo.replies("1d restarted the server")
    cleo.expects("1 is resolved")
    ana.replies("1")
    ana.expects("Thank you")
    town.sleep(hours=20)


def test_a_reminder_of_a_shift_that_did_not_leave_in_time_is_trouble_too(night: Town) -> None:
    cleo = night.coordinator("Cleo")
    night.decides(clock_jumps=False)
    night.puts_on_call("Cleo", starts=22, hours=160)  # she is to be reminded at ten

    night.sleep(hours=2, minutes=5)
    cleo.expects("you are on call from 22:00")
    night.sleep(days=7, minutes=10)

    cleo.expects("the service itself has trouble")
    cleo.expects("you are on call from 22:00")


def test_a_shift_added_a_moment_before_it_begins_is_none(night: Town) -> None:
    cleo = night.coordinator("Cleo")
    night.decides(clock_jumps=False)
    night.sleep(hours=13)

    night.puts_on_call("Cleo", starts=22, hours=8)
    night.settle()

    cleo.expects("you are on call from 22:00")


def test_the_clock_is_looked_for_when_the_next_one_is_to_be_reminded(night: Town) -> None:
    cleo = night.coordinator("Cleo")
    night.puts_on_call("Cleo", starts=22, hours=8)

    assert health.next_deadline(night.services) == MONDAY.replace(hour=10)
    night.wait(hours=2)
    cleo.is_silent()
    night.wait(seconds=1)
    cleo.expects("you are on call from 22:00")

    assert health.next_deadline(night.services) == MONDAY.replace(hour=10) + timedelta(days=7)
