"""Every page in its main states, held against axe-core's rules in a real Chromium.

All rules on a small phone in light; in dark, on a large screen, those that colours can break.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from checkin.domain.staff import Role
from tests.browser.site import Site, browsing, site

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOUND = """async runOnly => (await axe.run({runOnly, resultTypes: ["violations"], preload: false}))
    .violations.map(found => [found.id, found.impact, ...found.nodes.map(node => node.html)])"""
PLAIN = (
    "/admin/",
    "/admin/members",
    "/admin/members/1/change",
    "/admin/members/1/consent",
    "/admin/members/new",
    "/admin/shifts",
    "/admin/sheet",
    "/admin/report",
    "/admin/staff",
    "/admin/staff/new",
    "/admin/audit",
    "/admin/account",
    "/admin/nothing",
)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Site]:
    """Cleo and Dov at work, and Ana, Ben and Eve, who speaks Spanish."""
    with site(tmp_path) as place:
        place.hires("Cleo", Role.ADMIN)
        place.hires("Dov")
        place.town.puts_on_call("Dov", hours=100)
        for name, language in (("Ana", "en"), ("Ben", "en"), ("Eve", "es")):
            place.town.enrol(name, language=language)
        yield place


def everybody_asks_for_help(place: Site) -> None:
    """A full list: danger, not OK, words that are not understood, and many others."""
    place.town.wait(hours=2, minutes=1)
    for name, words in (("Ana", "2"), ("Ben", "what?"), ("Eve", "ya no quiero vivir")):
        place.town.phone(name).replies(words)
    place.town.many_ask_for_help(24)
    place.town.sleep(minutes=20)


class Inspector:
    """Looks at what a page shows, and remembers what stands in somebody's way."""

    def __init__(self) -> None:
        self.found: dict[str, list[Any]] = {}

    def looks(self, page: Page, state: str) -> None:
        """Hold the page against the rules, small and light, then large and dark."""
        page.evaluate(AXE_SCRIPT)
        for scheme, width, rules in (
            ("light", 320, {"type": "tag", "values": STANDARDS}),
            ("dark", 1280, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}),
        ):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, state
            if found := page.evaluate(FOUND, rules):
                self.found[f"{state}, {scheme}"] = found


def test_axe_finds_nothing_from_the_login_to_the_end_of_an_escalation(
    chromium: Browser, place: Site
) -> None:
    inspector = Inspector()
    with browsing(chromium, place) as page:
        every_step_of_a_login(page, place, inspector)
        inspector.looks(page, "an empty list")
        everybody_asks_for_help(place)
        every_state_of_an_escalation(page, inspector)
    assert inspector.found == {}


def test_axe_finds_nothing_on_any_other_page(chromium: Browser, place: Site) -> None:
    everybody_asks_for_help(place)
    inspector = Inspector()
    with browsing(chromium, place) as page:
        place.gives_password(page, "Cleo")
        place.sets_up_app(page, "Cleo")
        for path in PLAIN:
            page.goto(path)
            inspector.looks(page, path)
        every_form_with_a_fault(page, inspector)
    assert inspector.found == {}


def every_step_of_a_login(page: Page, place: Site, inspector: Inspector) -> None:
    page.goto("/admin/login")
    inspector.looks(page, "login")
    page.get_by_label("Login", exact=True).fill("cleo")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Log in").click()
    inspector.looks(page, "a wrong password")
    place.gives_password(page, "Cleo")
    inspector.looks(page, "setting up a second factor")
    place.sets_up_app(page, "Cleo")
    inspector.looks(page, "recovery codes")
    page.get_by_role("button", name="Log out").click()
    place.gives_password(page, "Cleo")
    inspector.looks(page, "the second step")
    place.gives_code(page, "Cleo")


def every_state_of_an_escalation(page: Page, inspector: Inspector) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Eve: May be in danger").click()
    danger = page.url
    inspector.looks(page, "open")
    page.get_by_role("button", name="I take this").click()
    for summary in page.locator("summary").all():
        summary.click()
    inspector.looks(page, "taken, everything unfolded")
    page.get_by_role("button", name="Mark as resolved").click()
    inspector.looks(page, "no note")
    page.get_by_role("link", name="All about this member").click()
    inspector.looks(page, "member")
    page.get_by_role("link", name="They want us to stop").first.click()
    inspector.looks(page, "a stop")
    page.goto(danger)
    page.get_by_label("What was done?").fill("Her brother is with her.")
    page.get_by_role("button", name="Mark as resolved").click()
    inspector.looks(page, "the list again")
    page.goto(danger)
    inspector.looks(page, "resolved")


def every_form_with_a_fault(page: Page, inspector: Inspector) -> None:
    page.goto("/admin/members/new")
    page.locator("form").last.evaluate("form => { form.noValidate = true; form.requestSubmit() }")
    page.wait_for_url("**/members/new")
    page.get_by_role("alert").wait_for()
    inspector.looks(page, "a new member with faults")
    page.goto("/admin/members")
    page.get_by_label("Find a member").fill("Nobody")
    page.get_by_role("button", name="Find").click()
    inspector.looks(page, "nobody found")
    page.goto("/admin/staff")
    page.get_by_role("link", name="Dov").click()
    inspector.looks(page, "a colleague")
