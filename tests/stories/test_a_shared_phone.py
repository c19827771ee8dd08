"""Ana and Ben share one phone: who is speaking, what is guarded, and what stops for both."""

from tests.town.phone import Phone
from tests.town.town import Town


def shared(town: Town) -> Phone:
    """One phone, on which both are asked at ten in the morning."""
    phone = town.enrol("Ana")
    town.enrol("Ben", on=phone, language="es")
    return phone


def test_each_answers_their_own_question_by_name(town: Town) -> None:
    phone, cleo = shared(town), town.coordinator("Cleo")

    town.wait(hours=2)
    phone.expects("Ana", "Reply 1")
    phone.expects("Ben", "1")
    phone.replies("1")
    phone.expects("1 Ana", "2 Ben")
    phone.replies("1")
    phone.expects("Thank you, Ana")
    phone.replies("Ben 2")
    phone.expects("Ben")

    cleo.expects("not ok")


def test_who_has_said_their_name_need_not_say_it_again_for_a_while(town: Town) -> None:
    phone = shared(town)

    phone.replies("Ana")
    phone.expects("Thank you, Ana")
    phone.replies("pause 3")
    phone.expects("Ana", "Mar 5")
    town.wait(minutes=11)
    phone.replies("pause 3")
    phone.expects("1 Ana", "2 Ben")
    phone.replies("Ben")
    phone.expects("Ben")
    town.wait(days=2)


def test_by_call_a_key_says_who_it_is(town: Town) -> None:
    phone = shared(town)

    phone.calls()
    phone.hears("If you are Ana, press 1", "If you are Ben, press 2")
    phone.presses("1")
    phone.hears("If you are OK, press 1")
    phone.presses("3")
    phone.hears("asking a person on our team to call you")


def test_a_pin_guards_what_is_personal_and_nothing_else(town: Town) -> None:
    phone, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    phone.replies("PIN 4711")
    phone.expects("delete your text")

    phone.replies("my data")
    phone.expects("your PIN")
    phone.replies("0000")
    phone.expects("not it")
    phone.replies("1111")
    phone.expects("not it")
    phone.replies("2222")
    phone.expects("closed for a day", "STOP")
    phone.replies("my data")
    phone.expects("closed for a day")
    town.wait(hours=2)
    phone.expects("Reply 1")
    phone.replies("1")
    phone.expects("Good to hear from you")
    cleo.is_silent()


def test_the_right_pin_opens_for_a_while(town: Town) -> None:
    phone, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    phone.replies("PIN 4711")
    phone.expects("delete your text")

    phone.replies("my data")
    phone.expects("your PIN")
    phone.replies("4711")
    phone.expects("within 7 days")
    phone.replies("choices")
    phone.expects("ALLOW")

    cleo.expects("asks for their data")


def test_a_safe_word_looks_like_nothing_and_calls_a_person(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    ana.replies("safe word mango juice")
    ana.expects("Noted")

    ana.replies("Mango juice!")

    ana.expects("has been counted")
    cleo.expects("safe word")


def test_a_safe_code_works_by_key_as_well(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    ana.replies("safe word 8642")
    ana.expects("Noted")
    ana.replies("pin 4711")
    ana.expects("Noted")

    ana.calls()
    ana.presses("7")
    ana.presses("7")
    ana.hears("your PIN")
    ana.presses("8642")

    ana.hears("Your answer has been counted")
    cleo.expects("safe word")


def test_stop_stops_the_phone_and_a_person_reaches_each_in_another_way(town: Town) -> None:
    phone, cleo = shared(town), town.coordinator("Cleo")

    phone.replies("stop")
    phone.expects("opted out")
    cleo.expects("stop needs a person")
    cleo.expects("stop needs a person")
    town.wait(hours=3, minutes=50)
