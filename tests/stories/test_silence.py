"""Nobody answers: reminded, called, then a person. Not arriving is not the same as silence."""

from checkin.usecases import health
from tests.town.town import Town


def open_escalations(town: Town) -> int:
    """How many escalations nobody has resolved."""
    return sum(health.load(town.services).escalations.values())


def test_ana_does_not_answer_and_cleo_is_paged(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    town.wait(hours=2)
    ana.expects("Reply 1")
    town.wait(hours=2)
    ana.expects("Reply 1", "call")
    town.wait(hours=2)
    ana.lets_it_ring()
    cleo.is_silent()
    town.wait(hours=1, minutes=1)

    cleo.expects("has not answered")
    assert open_escalations(town) == 1


def test_a_page_names_no_member_and_no_number(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("2")
    ana.expects("person")

    page = cleo.expects("not ok")
    assert "Ana" not in page
    assert ana.number[-4:] not in page


def test_an_answer_to_the_reminder_ends_it(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    town.wait(hours=4)
    ana.expects("Reply 1")
    ana.expects("Reply 1")
    ana.replies("1")
    ana.expects("Thank you")
    town.wait(hours=12)

    cleo.is_silent()
    assert open_escalations(town) == 0


def test_a_late_answer_counts_but_closes_nothing(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    ana.is_switched("no-answer")

    town.wait(hours=8)
    ana.expects("Reply 1")
    ana.expects("Reply 1")
    ana.call_is("no-answer")
    cleo.expects("has not answered")
    ana.replies("1")

    ana.expects("Thank you")
    assert open_escalations(town) == 1


def test_an_escalation_nobody_takes_is_paged_again(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("2")
    ana.expects("person")
    cleo.expects("not ok")
    town.wait(hours=4, minutes=1)

    cleo.expects("not ok")


def test_a_text_that_never_arrives_is_unreachable_and_not_silent(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    ana.is_switched("undeliverable", 30005)

    town.wait(hours=8)

    ana.call_is("failed")
    cleo.expects("cannot reach")


def test_without_consent_to_calls_nobody_is_called(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    ana.calls()
    ana.hears("press 9")
    ana.presses("9")

    town.wait(hours=8)

    ana.expects("Reply 1")
    ana.expects("Reply 1")
    cleo.expects("has not answered")
