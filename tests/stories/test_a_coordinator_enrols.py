"""A coordinator enrols somebody by hand, and the phone of the new member hears of it."""

from checkin.usecases.staff import add_coordinator
from tests.town.town import Town
from tests.web.admin.office import Browser

PASSWORD = "a long password"
FORM = {
    "cadence": "daily",
    "channel": "text",
    "time_zone": "UTC",
    "hour": "10:00",
    "yes": "call",
    "day": "2026-03-02",
    "proof": "noted by Cleo",
    "adult": "yes",
}


def enrols(town: Town, name: str, language: str, **more: str) -> None:
    """Cleo types somebody into the form on the page."""
    browser = Browser(town.app)
    add_coordinator(town.services, f"cleo{name.lower()}", "Cleo", PASSWORD, None, "en")
    browser.logs_in(f"cleo{name.lower()}", PASSWORD)
    browser.opens("/admin/members/new")
    phone = more.pop("phone", town.phone(name).number)
    typed = FORM | {"name": name, "phone": phone, "language": language} | more
    assert browser.sends("/admin/members/new", **typed).status_code == 303, browser.page


def test_she_is_asked_once_says_yes_and_then_it_begins(town: Town) -> None:
    ana = town.phone("Ana")
    enrols(town, "Ana", "en")
    town.settle()
    ana.is_silent()  # eight in the morning is before her hours

    town.wait(hours=1, minutes=1)
    ana.expects("Ana, reply YES")
    town.wait(hours=3)
    ana.is_silent()

    ana.replies("yes")
    ana.expects("Ana")
    town.wait(hours=22)
    ana.expects("Reply 1")
    town.everyone_is_silent()


def test_who_shares_her_phone_is_invited_in_his_own_language(town: Town) -> None:
    ana = town.enrol("Ana", cadence="weekly")
    town.wait(hours=2, minutes=30)
    ana.expects("Reply 1")

    enrols(town, "Ben", "es", phone=ana.number, shares="yes")
    town.settle()

    ana.expects("Ben, responde")
    town.everyone_is_silent()


def test_who_does_not_answer_is_never_asked_again(town: Town) -> None:
    ana = town.phone("Ana")
    enrols(town, "Ana", "en")
    town.wait(hours=2)
    ana.expects("reply YES")

    town.wait(days=9)

    town.everyone_is_silent()
