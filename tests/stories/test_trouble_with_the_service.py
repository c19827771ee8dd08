"""The service tells a person when it is not well itself."""

from tests.town.town import Town


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
