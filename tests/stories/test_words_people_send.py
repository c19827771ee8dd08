"""Later, pause, language, call me, and what people write instead: in two languages and by key."""

import pytest

from tests.town.town import Town


def test_later_means_later(town: Town) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("later pls")
    ana.expects("12:00")
    town.wait(hours=1, minutes=59)
    ana.is_silent()
    town.wait(minutes=2)

    ana.expects("hear from you")
    ana.replies("ok")
    ana.expects("Thank you")


@pytest.mark.parametrize("words", ["pause 7", "away until 9 march", "away 1 week"])
def test_a_pause_is_never_questioned_and_ends_by_itself(town: Town, words: str) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies(words)
    ana.expects("Mar 9", "BACK")
    town.wait(days=6, hours=20)
    ana.is_silent()
    town.wait(hours=5)

    ana.expects("Reply 1")


def test_back_ends_it_sooner_by_word_or_key(town: Town) -> None:
    ana, ben = town.enrol("Ana"), town.enrol("Ben")

    for phone in (ana, ben):
        phone.replies("pause")
        phone.expects("Mar 9")
    ana.replies("I'm back")
    ana.expects("Welcome back")
    ben.calls()
    ben.hears("To start again, press 5")
    ben.presses("5")
    ben.hears("Welcome back")
    town.wait(hours=2)

    ana.expects("Reply 1")
    ben.expects("Reply 1")


def test_a_language_chosen_by_word_is_spoken_in_calls_as_well(town: Town) -> None:
    ana = town.enrol("Ana")

    ana.replies("espanol")
    changed = ana.expects()
    assert "English" not in changed
    town.wait(hours=2)
    asked = ana.expects("1", "2", "Harbour Circle")
    assert "Reply" not in asked
    ana.replies("estoy bien, gracias")
    ana.expects("Ana")
    ana.calls()
    assert "press" not in ana.heard()


def test_somebody_who_wants_a_call_gets_a_person(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("can someone call me please")

    ana.expects("asking a person on our team to call you")
    cleo.expects("asks for a call")


def test_help_says_who_we_are_and_a_person_hears_of_it(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("HELP")

    ana.expects("call us at", "Demo Line", "911")
    cleo.expects("asks for help")


def test_calls_end_and_texts_go_on(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("stop calling me, texts are fine")
    ana.expects("no more automated calls")
    town.wait(hours=2)
    ana.expects("Reply 1")
    town.wait(hours=5)

    ana.expects("hear from you")
    cleo.expects("has not answered")


def test_keep_after_stop_brings_only_the_texts_back(town: Town) -> None:
    ana = town.enrol("Ana")

    ana.replies("STOP")
    ana.expects("opted out", "KEEP")
    ana.replies("keep")
    ana.expects("nothing else comes")
    town.wait(hours=2)

    ana.expects("Reply 1")


def test_in_free_words_it_is_a_stop_too_and_a_person_looks(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("please take me off this list and dont text me any more")
    ana.expects("opted out")
    cleo.expects("stop needs a person")
    town.wait(hours=3)


def test_my_bus_stop_is_flooded(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("my bus stop is flooded")
    ana.expects("Reply 1 if you are OK")
    ana.replies("1")
    ana.expects("Good to hear from you")
    cleo.is_silent()


def test_a_wrong_number_is_let_go_at_once_and_told_nothing(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("who is this? wrong number")
    said = ana.expects("wrong number")
    assert "Ana" not in said
    cleo.expects("somebody else")
    ana.replies("hello?")
    town.wait(hours=3)


def test_forget_me_ends_everything_after_one_question(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("forget me")
    ana.expects("YES or NO")
    ana.replies("yes")
    ana.expects("erased within 7 days")
    cleo.expects("asks to be erased")
    town.wait(hours=3)


def test_ringing_and_hanging_up_says_i_am_here(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.rings_and_hangs_up()
    town.wait(hours=6)

    cleo.is_silent()


def test_ringing_and_hanging_up_otherwise_asks_for_a_call_back_once(town: Town) -> None:
    town.decides(rings="call_back")
    ana = town.enrol("Ana")
    town.wait(hours=1, minutes=30)

    ana.rings_and_hangs_up()
    ana.rings_and_hangs_up()
    town.wait(minutes=1)

    ana.answers()
    ana.hears("You rang us", "press 9")
    ana.presses("3")
    ana.hears("asking a person")
