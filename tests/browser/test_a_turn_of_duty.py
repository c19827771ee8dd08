"""A whole turn of duty in a real Chromium: each act on the page, and what phones make of it."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from checkin.domain.staff import Role
from tests.browser.site import Site, browsing, site
from tests.town.phone import Phone

WIDEST = "document.documentElement.scrollWidth"
WORDS = "I am by the phone until ten."
NOTE = "Rang her. Her sister stays with her tonight."


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Ana, Ben and Eve have just been asked how they are; Cleo and Dov are on call."""
    with site(tmp_path_factory.mktemp("duty")) as place:
        members = [place.town.enrol(name) for name in ("Ana", "Ben", "Eve")]
        place.hires("Cleo", Role.ADMIN)
        place.hires("Dov")
        place.town.wait(hours=2, minutes=1)
        for phone in members:
            phone.expects("Reply 1 if OK")
        yield place


@pytest.fixture(autouse=True)
def silence(place: Site) -> Iterator[None]:
    """Whatever reached a phone was expected."""
    yield
    place.town.everyone_is_silent()


def is_not_ok(place: Site, name: str) -> None:
    """A member answers 2; both coordinators are told, and the page names nobody to them."""
    phone = place.town.phone(name)
    phone.replies("2")
    phone.expects("person on our team")
    for on_call in ("Cleo", "Dov"):
        page = place.town.phone(on_call).expects("is not OK")
        assert name not in page


def take(page: Page, member: Phone, by: str) -> None:
    """Take it; the member hears who has it, and by when they hear from them."""
    page.get_by_role("button", name="I take this").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("It is yours")
    member.town.settle()
    member.expects(f"{by} from our team", "in touch by")


def resolve(page: Page, note: str, member: Phone) -> None:
    """Say what was done, and that it is done; the member is asked once whether it helped."""
    page.get_by_label("What was done?").fill(note)
    page.get_by_label("What came of it?").select_option("spoke")
    page.get_by_role("button", name="Mark as resolved").press("Enter")
    expect(page.get_by_role("heading", name="Nobody is waiting")).to_be_visible()
    member.town.settle()
    member.expects("Did it help?")


def goes_away_for_a_while(page: Page) -> str:
    """Drop the cookie, as the browser does a quarter of an hour after the last page; its value."""
    (cookie,) = page.context.cookies()
    assert cookie["expires"] - time.time() == pytest.approx(15 * 60, abs=60)
    page.context.clear_cookies()
    return cookie["value"]


def logs_in_with_a_code(page: Page, place: Site, name: str) -> None:
    """An admin's first login sets up an app; the next one asks for its code."""
    place.gives_password(page, name)
    place.sets_up_app(page, name)
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have them").click()
    page.get_by_role("button", name="Log out").click()
    place.gives_password(page, name)
    place.gives_code(page, name)


def test_login_with_a_code_list_member_take_note_resolve_report(
    chromium: Browser, place: Site
) -> None:
    ana = place.town.phone("Ana")
    is_not_ok(place, "Ana")
    with browsing(chromium, place) as page:
        logs_in_with_a_code(page, place, "Cleo")

        page.get_by_role("link", name="Ana: Not OK").click()
        expect(page.locator(".card blockquote")).to_have_text("2")
        page.get_by_role("link", name="All about this member").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ana")
        page.get_by_role("link", name="Not OK").click()
        take(page, ana, "Cleo")

        page.get_by_role("link", name="Add a note").click()
        page.get_by_label("What should the next person know?").fill("She sleeps at her sister's.")
        page.get_by_role("button", name="Add the note").click()
        expect(page.get_by_text("She sleeps at her sister's.")).to_be_visible()
        page.get_by_role("link", name="Not OK").click()
        resolve(page, NOTE, ana)

        page.get_by_role("link", name="Report").click()
        row = page.get_by_role("row", name=re.compile("^Opened"))
        expect(row.get_by_role("cell").last).to_have_text(re.compile("^[1-9]"))
        assert ana.number not in page.content()


def test_list_and_resolve_without_script_on_a_small_phone(chromium: Browser, place: Site) -> None:
    ben = place.town.phone("Ben")
    is_not_ok(place, "Ben")
    with browsing(chromium, place, scripts=False, width=320, scheme="dark") as page:
        place.gives_password(page, "Dov")
        card = page.get_by_role("link", name="Ben: Not OK")
        box = card.bounding_box()
        assert box and box["y"] + box["height"] < 640  # in sight without scrolling
        card.press("Enter")
        take(page, ben, "Dov")
        page.get_by_role("button", name="Mark as resolved").press("Enter")
        expect(page.get_by_role("alert")).to_have_text("Please write what was done.")
        expect(page.get_by_label("What was done?")).to_be_focused()
        assert page.evaluate(WIDEST) <= 320
        resolve(page, NOTE, ben)
        assert page.evaluate(WIDEST) <= 320


def test_what_was_typed_outlives_the_session(chromium: Browser, place: Site) -> None:
    eve = place.town.phone("Eve")
    is_not_ok(place, "Eve")
    with browsing(chromium, place, scripts=False, width=320) as page:
        place.gives_password(page, "Dov")
        page.get_by_role("link", name="Eve: Not OK").click()
        take(page, eve, "Dov")
        page.get_by_text("Text them").click()
        page.get_by_label("Your text to them").fill(WORDS)
        first = goes_away_for_a_while(page)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_contain_text("You were away for a while")
        expect(page.get_by_text("What you wrote is kept")).to_be_visible()
        place.town.settle()
        eve.is_silent()

        page.get_by_label("Password").fill("not the password")
        place.gives_password_here(page, "Dov")
        expect(page.get_by_label("Your text to them")).to_have_value(WORDS)
        page.get_by_role("button", name="Send again").click()
        place.town.settle()
        eve.expects("Dov", WORDS)
        assert page.context.cookies()[0]["value"] != first
        resolve(page, NOTE, eve)


def test_a_login_begins_a_session_that_ends_everywhere(chromium: Browser, place: Site) -> None:
    with browsing(chromium, place) as page:
        page.goto("/admin/login")
        stranger = page.context.cookies()
        place.gives_password(page, "Dov")
        worker = page.context.cookies()
        assert stranger[0]["value"] != worker[0]["value"]
        page.get_by_role("link", name="My login").click()
        page.get_by_role("button", name="Log out everywhere").click()
        for old in (stranger, worker):
            page.context.clear_cookies()
            page.context.add_cookies(old)
            page.goto("/admin/members")
            expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
