"""A check-in by call: who is calling, one key answers, and a machine hears nothing."""

from checkin.usecases import health
from tests.town.town import Town


def test_ben_is_called_and_is_not_ok(town: Town) -> None:
    ben, cleo = town.enrol("Ben", channel="call"), town.coordinator("Cleo")

    town.wait(hours=2)
    ben.answers()
    ben.hears("Harbour Circle", "automated", "press 9", "press 1", "press 2")
    ben.presses("2")

    ben.hears("person")
    ben.call_is("completed")
    cleo.expects("not ok")


def test_the_key_that_stops_the_calls_is_offered_first(town: Town) -> None:
    ben = town.enrol("Ben", channel="call")

    town.wait(hours=2)
    ben.answers()

    said = ben.heard()
    assert said.index("press 9") < said.index("press 1") < said.index("press 2")
    ben.presses("1")
    ben.hears("Thank you")


def test_a_star_repeats_and_a_wrong_key_is_named(town: Town) -> None:
    ben = town.enrol("Ben", channel="call")

    town.wait(hours=2)
    ben.answers()
    ben.presses("*")
    ben.presses("5")
    ben.presses("7")
    ben.hears("you pressed 7", "how many weeks")
    ben.presses("*")
    ben.presses("1")

    ben.hears("We will not ask before March 9")


def test_silence_on_the_line_ends_politely_and_ben_is_called_again(town: Town) -> None:
    ben, cleo = town.enrol("Ben", channel="call"), town.coordinator("Cleo")

    town.wait(hours=2)
    ben.answers()
    ben.keeps_silent()
    ben.keeps_silent()
    ben.keeps_silent()
    ben.call_is("completed")
    town.wait(hours=2)
    ben.lets_it_ring()
    town.wait(hours=2)

    cleo.expects("has not answered")


def test_voicemail_hears_nothing_and_answers_nothing(town: Town) -> None:
    ben, cleo = town.enrol("Ben", channel="call"), town.coordinator("Cleo")
    ben.is_switched("voicemail")

    town.wait(hours=2)
    assert ben.heard() == ""
    town.wait(hours=5)

    assert ben.heard() == ""
    cleo.expects("has not answered")


def test_key_nine_stops_the_calls_for_good(town: Town) -> None:
    ben = town.enrol("Ben", channel="call")

    town.wait(hours=2)
    ben.answers()
    ben.presses("9")
    ben.hears("not call")
    town.wait(days=1)

    ben.expects("Reply 1")


def test_calling_the_number_answers_the_open_question(town: Town) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.calls()
    ana.hears("press 1")
    ana.presses("1")
    town.wait(hours=8)

    assert sum(health.load(town.services).escalations.values()) == 0


def test_a_stranger_and_a_hidden_number_are_told_nothing(town: Town) -> None:
    dov = town.phone("Dov")

    dov.calls()

    dov.hears("automated line", "If you want us to ask you how you are, press 1")
    assert "press 2" not in dov.heard()
