"""A coordinator changes something for a member: what the phone hears of it, and what not."""

from checkin.usecases.staff import add_coordinator
from tests.town.phone import Phone
from tests.town.town import Town
from tests.web.admin.office import Browser
from tests.web.admin.test_changing import HOW, SEEN

PASSWORD = "a long password"
STANDS = HOW | {"time_zone": "UTC", "cadence": "daily"}


def changes(town: Town, act: str, **fields: str) -> None:
    """Dana sends one of the forms of the member who was enrolled last."""
    browser = Browser(town.app)
    if browser.logs_in("dana", PASSWORD).status_code != 303:
        add_coordinator(town.services, "dana", "Dana", PASSWORD, None, "en")
        assert browser.logs_in("dana", PASSWORD).status_code == 303
    at = f"/admin/members/{town.member.id}"
    browser.opens(f"{at}/change")
    stamp = SEEN.search(browser.page)
    assert stamp
    answer = browser.sends(f"{at}/{act}", seen=stamp[1], **fields)
    assert answer.status_code == 303, browser.page


def answers(phone: Phone) -> None:
    phone.expects("Reply 1")
    phone.replies("1")
    phone.expects("Thank you")


def test_a_new_hour_is_told_in_her_language_and_kept(town: Town) -> None:
    ana = town.enrol("Ana", language="sw")
    town.wait(hours=1)

    changes(town, "how", **STANDS | {"language": "sw", "hour": "15:00"})
    town.settle()

    told = ana.expects("kila siku")
    assert "15:00" in told
    town.wait(hours=5, minutes=59)  # ten o'clock, and almost three
    ana.is_silent()
    town.wait(minutes=2)
    ana.expects("Jibu 1")
    town.everyone_is_silent()


def test_a_new_hour_is_not_told_at_night(town: Town) -> None:
    ana = town.enrol("Ana")
    town.wait(hours=2, minutes=5)
    answers(ana)
    town.wait(hours=13)

    changes(town, "how", **STANDS | {"hour": "14:00"})
    changes(town, "how", **STANDS | {"hour": "15:00"})
    town.wait(hours=9)
    ana.is_silent()

    town.wait(hours=1)
    assert "about 15:00" in ana.expects("from now on")
    town.wait(hours=5, minutes=30)
    ana.is_silent()
    town.wait(hours=1)
    answers(ana)
    town.everyone_is_silent()


def test_whoever_was_asked_today_is_not_asked_again_today(town: Town) -> None:
    ana = town.enrol("Ana", cadence="weekly")
    town.wait(hours=2, minutes=5)
    answers(ana)

    changes(town, "how", **STANDS | {"hour": "15:00"})
    town.settle()
    ana.expects("every day at about 15:00")
    town.wait(hours=20)
    ana.is_silent()

    town.wait(hours=9)
    answers(ana)
    town.everyone_is_silent()


def test_the_new_number_is_told_and_the_old_one_hears_nothing(town: Town) -> None:
    ana, dov = town.enrol("Ana"), town.phone("Dov")
    town.wait(hours=1)

    changes(town, "number", phone=dov.number, evidence="called us")
    town.settle()

    assert "Ana" in dov.expects("your number now")
    ana.is_silent()
    town.wait(hours=1, minutes=5)
    answers(dov)
    town.everyone_is_silent()


def test_a_stranger_who_gets_the_new_number_by_mistake_ends_it(town: Town) -> None:
    town.enrol("Ana")
    dov = town.phone("Dov")
    town.wait(hours=1)
    changes(town, "number", phone=dov.number, evidence="called us")
    town.settle()
    dov.expects("Not you?")

    dov.replies("wrong number")

    dov.expects("we have the wrong number")
    town.wait(days=2)
    town.everyone_is_silent()


def test_a_pause_is_silent_until_its_day(town: Town) -> None:
    ana = town.enrol("Ana")
    town.wait(hours=2, minutes=5)
    ana.expects("Reply 1")

    changes(town, "pause", until="2026-03-05")
    town.wait(days=2, hours=20)
    town.everyone_is_silent()

    town.wait(hours=4)
    answers(ana)
    town.everyone_is_silent()


def test_who_has_stopped_hears_of_no_change(town: Town) -> None:
    ana, dov = town.enrol("Ana"), town.phone("Dov")
    ana.replies("STOP")
    ana.expects("opted out")

    changes(town, "number", phone=dov.number, evidence="called us")
    changes(town, "note", note="Wants to be left alone.")
    town.wait(days=1)

    town.everyone_is_silent()
