"""Words left in a call: agreed to, announced, recorded, and heard by a coordinator on the page."""

import re

import pytest

from checkin.usecases import health
from tests.town.phone import Phone
from tests.town.town import Town
from tests.web.admin.office import Browser

PLAYER = re.compile(r'<audio controls preload="none" src="(/admin/recordings/\d+)"')
NOTICE = {"en": "This is recorded for our team", "es": "Esto se graba para el equipo"}
PASSWORD = "a long password"


def leaves(ana: Phone, *keys: str, words: str = "Please call my sister as well") -> None:
    """She calls, presses keys until she is recorded, and speaks."""
    ana.dials(*keys)
    ana.is_recorded()
    ana.speaks(words)
    ana.presses("#")


def opens_the_escalation(town: Town, browser: Browser, number: int = 1) -> str:
    """A coordinator looks at an escalation; the address of the message on it."""
    browser.logs_in("cleo", PASSWORD)
    browser.opens(f"/admin/escalations/{number}")
    found = PLAYER.search(browser.page)
    assert found, "nothing can be heard on the escalation"
    return found[1]


def resolves_it(browser: Browser) -> None:
    """She has done what there was to do."""
    browser.opens("/admin/escalations/1")
    browser.sends("/admin/escalations/1/take")
    browser.sends("/admin/escalations/1/resolve", note="She was called")


@pytest.mark.parametrize("language", ["en", "es"])
def test_ana_leaves_a_message_and_the_coordinator_hears_it(town: Town, language: str) -> None:
    ana, cleo = town.enrol("Ana", language=language), town.coordinator("Cleo")

    leaves(ana, "3", "1")

    ana.hears(NOTICE[language])
    ana.call_is("completed")
    cleo.expects("asks for a call")  # one page for the call and the message
    browser = Browser(town.app)
    sound = browser.client.get(opens_the_escalation(town, browser))
    assert (sound.status_code, sound.mimetype) == (200, "audio/wav")
    assert sound.data.startswith(b"RIFF")
    browser.opens("/admin/escalations/1")
    assert "They left a message in the call as well" in browser.page
    assert "First heard by Cleo at 08:00" in browser.page


def test_who_has_agreed_already_is_not_asked_again(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    leaves(ana, "3", "1")
    assert "May we record" in ana.heard()
    cleo.expects("asks for a call")
    leaves(ana, "0", "1")

    ana.hears("To leave a message for our team, press 1", "This is recorded")
    assert "May we record" not in ana.heard()
    cleo.expects("a person now")


def test_without_a_yes_nothing_is_recorded(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.dials("3", "2")

    ana.hears("nothing else changes")
    ana.call_is("completed")
    assert not town.carrier.carrier.recordings
    cleo.expects("asks for a call")


def test_to_say_nothing_or_to_hang_up_changes_nothing(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.dials("3", "1")
    ana.keeps_silent()
    ana.hears("You can reach us at")
    ana.call_is("completed")
    ana.dials("3")
    ana.keeps_silent()
    ana.call_is("completed")
    ana.dials("3", "1")
    ana.hangs_up()

    cleo.expects("asks for a call")
    browser = Browser(town.app)
    browser.logs_in("cleo", PASSWORD)
    browser.opens("/admin/escalations/1")
    assert "<audio" not in browser.page


def test_what_was_said_before_hanging_up_is_heard(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.dials("0", "1")
    ana.speaks("I cannot talk long")
    ana.hangs_up()

    cleo.expects("a person now")
    opens_the_escalation(town, Browser(town.app))


def test_a_message_on_a_later_day_pages_again(town: Town) -> None:
    ana, cleo = town.enrol("Ana", cadence="weekly"), town.coordinator("Cleo")

    leaves(ana, "3", "1")
    cleo.expects("asks for a call")
    town.wait(hours=1)
    leaves(ana, "3", "1")

    cleo.expects("left a message")


def test_a_stranger_may_leave_a_message_once_they_have_agreed(town: Town) -> None:
    dov, cleo = town.phone("Dov"), town.coordinator("Cleo")

    leaves(dov, "0", "1")
    cleo.expects("left a message")
    opens_the_escalation(town, Browser(town.app))
    leaves(dov, "0", "1")

    assert "May we record" in dov.heard()  # their yes was for one message


def test_the_same_keys_work_at_the_offer(town: Town) -> None:
    ana, cleo = town.enrol("Ana", channel="call"), town.coordinator("Cleo")

    ana.dials("3", "*", "5", "0")
    ana.hears("You pressed 5", "They may not be free at once")
    assert ana.heard().count("May we record") == 4
    ana.presses("9")

    ana.hears("We will not call you again")
    cleo.expects("asks for a call")
    cleo.expects("a person now")


def test_a_recording_is_gone_after_thirty_days(town: Town) -> None:
    ana, cleo = town.enrol("Ana", cadence="weekly"), town.coordinator("Cleo")
    leaves(ana, "3", "1")
    cleo.expects("asks for a call")
    browser = Browser(town.app)
    address = opens_the_escalation(town, browser)
    resolves_it(browser)
    ana.replies("stop")
    ana.expects("opted out")
    town.wait(days=29)
    assert town.carrier.carrier.recordings
    town.wait(days=1, hours=1)

    assert not town.carrier.carrier.recordings
    assert health.load(town.services).escalations == {}
    browser.logs_in("cleo", PASSWORD)
    assert browser.opens(address).status_code == 404
    browser.opens("/admin/members/1")
    assert "It has been deleted." in browser.page
    assert "<audio" not in browser.page


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_message_marked_as_a_stop_is_silence_from_then_on(town: Town, language: str) -> None:
    ana, cleo = town.enrol("Ana", language=language), town.coordinator("Cleo")
    leaves(ana, "3", "1", words="Stop ringing me, all of you")
    cleo.expects("asks for a call")

    browser = Browser(town.app)
    address = opens_the_escalation(town, browser)
    browser.opens(f"{address}/stop")
    assert "Ana" in browser.page
    browser.sends(f"{address}/stop")

    assert "Everything has stopped for this number." in browser.page
    assert "They have stopped us" in browser.page
    assert "Everything. On this page" in browser.page
    resolves_it(browser)
    town.wait(days=3)
    ana.is_silent()


def test_a_text_read_as_a_stop_is_silence_from_then_on(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    ana.replies("my brother has this phone on Sundays")
    ana.expects("person")
    cleo.expects("could not read")

    browser = Browser(town.app)
    browser.logs_in("cleo", PASSWORD)
    browser.opens("/admin/escalations/1")
    found = re.search(r'href="(/admin/messages/\d+/stop)"', browser.page)
    assert found
    browser.opens(found[1])
    assert "my brother has this phone" in browser.page
    browser.sends(found[1])
    resolves_it(browser)

    town.wait(days=3)
    ana.is_silent()


def test_a_machine_hears_who_called_only_where_that_was_agreed_to(town: Town) -> None:
    ben, cleo = town.enrol("Ben", channel="call"), town.coordinator("Cleo")
    ben.replies("ALLOW VOICEMAIL")
    ben.expects("name and number")
    ben.replies("yes")
    ben.expects("noted")
    ben.is_switched("voicemail")

    town.wait(hours=2)
    assert ben.heard() == "This is Harbour Circle. Please call us back at 2 1 2, 5 5 5, 0 1 4 2."
    town.wait(hours=5)

    ben.hears("This is Harbour Circle.")
    cleo.expects("has not answered")  # a machine is no answer
