"""A real Chromium, 320 px wide and without scripts: a coordinator and the pages about members."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from checkin.domain.escalation import EscalationKind
from checkin.domain.invitation import confirmed
from checkin.simulator.server import Server
from tests.town.database import fresh_sqlite
from tests.web.admin.office import PASSWORD, Office

WIDTH = 320
SMALLEST = 24  # pixels of a target, either way
# A card's link is as large as its card; links within a sentence are no targets of their own.
TARGETS = "button, input:not([type=hidden]), select, textarea, summary, a.button, nav a"
UNTIED = """() => [...document.querySelectorAll("[aria-describedby]")].filter(field =>
    field.getAttribute("aria-describedby").split(" ").some(id => !document.getElementById(id)))
    .map(field => field.id)"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Office, str]]:
    """An office with a few members, served; and its address."""
    office = Office(fresh_sqlite(tmp_path), tmp_path)
    office.hires("dana")
    ana = office.enrols("Wilhelmina Anastasia", language="hi_Latn")
    with office.services.begin() as work:
        decision = confirmed(ana, "form 12, " * 20, office.moment)
        work.apply(decision, office.moment, office.services.policy)
    office.raises(ana, EscalationKind.DANGER)
    office.enrols("Ben")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(office.app, port=port)
    server.start()
    yield office, f"http://127.0.0.1:{port}"
    server.close()
    office.services.close()


@pytest.fixture(params=["light", "dark"])
def phone(
    request: pytest.FixtureRequest, chromium: Browser, place: tuple[Office, str]
) -> Iterator[Page]:
    """Dana's phone, logged in."""
    context = chromium.new_context(
        viewport={"width": WIDTH, "height": 640},
        java_script_enabled=False,
        color_scheme=request.param,
        base_url=place[1],
    )
    page = context.new_page()
    page.goto("/admin/login")
    page.get_by_label("Login", exact=True).fill("dana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    yield page
    context.close()


def is_sound(page: Page) -> None:
    """Nothing is cut off or too small to hit, every field has a name and what it refers to."""
    where = page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, where
    for target in page.locator(TARGETS).all():
        box = target.bounding_box()
        assert box, where
        assert min(box["width"], box["height"]) >= SMALLEST, (where, target.inner_html())
    for field in page.locator("input:not([type=hidden]), select, textarea").all():
        assert page.locator(f"label[for='{field.get_attribute('id')}']").count() == 1, where
    assert page.evaluate(UNTIED) == [], where
    assert page.locator("main").count() == page.locator("h1").count() == 1


def test_every_page_about_members_is_sound(phone: Page) -> None:
    for path in (
        "/admin/members",
        "/admin/members?which=active",
        "/admin/members/new",
        "/admin/members/1",
        "/admin/members/1/change",
        "/admin/members/1/consent",
        "/admin/sheet",
    ):
        phone.goto(path)
        is_sound(phone)


def test_a_member_is_enrolled_by_keyboard_with_a_fault_put_right(phone: Page) -> None:
    phone.goto("/admin/members/new")
    phone.get_by_label("First name").fill("Zoe")
    phone.get_by_label("Phone number").fill("+1 212 555 0002")
    phone.get_by_label("Where they live").fill("America/Chicago")
    phone.get_by_label("At what time").fill("10:00")
    phone.get_by_label("How did they say it?").select_option("form")
    phone.get_by_label("On which day was that?").fill("2026-03-01")
    phone.get_by_label("Where is the proof kept?").fill("form 12")
    phone.get_by_label("I know that they are 18").check()
    phone.get_by_role("button", name="Enrol and invite").press("Enter")
    alert = phone.get_by_role("alert")
    expect(alert).to_contain_text("Phone number")
    is_sound(phone)
    expect(phone.get_by_label("Phone number")).to_have_accessible_description(
        re.compile("number of somebody else")
    )
    phone.get_by_label("They share this phone").press("Space")
    phone.get_by_role("button", name="Enrol and invite").press("Enter")
    expect(phone.get_by_role("status")).to_contain_text("Enrolled")


def test_a_member_is_found_and_changed_by_keyboard(phone: Page) -> None:
    phone.goto("/admin/members")
    phone.get_by_label("Find a member").focus()
    phone.keyboard.type("wilhel")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Wilhelmina Anastasia")

    phone.get_by_role("link", name="Change").press("Enter")
    phone.get_by_label("At what time").fill("21:00")
    phone.get_by_role("button", name="Save how they are asked").press("Enter")
    expect(phone.get_by_label("At what time")).to_have_accessible_description(
        re.compile("from 09:00 until before 20:00")
    )
    is_sound(phone)
    phone.get_by_label("At what time").fill("12:00")
    phone.get_by_role("button", name="Save how they are asked").press("Enter")
    expect(phone.get_by_text("Time of asking changed")).to_be_visible()
    is_sound(phone)
