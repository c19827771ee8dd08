"""A real Chromium: Ana texts from her handset, and Cleo works the escalation on her page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from checkin.demo import people
from checkin.demo.ports import Ports
from checkin.demo.stage import Stage, stage

PATIENCE = 30_000  # milliseconds until the page must show something


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The whole service with its page of phones."""
    folder: Path = tmp_path_factory.mktemp("browser") / "stage"
    ports = Ports(web=28000, phones=28100, queue=26390)
    with stage(folder, lambda _: None, hurried=True, wanted=ports) as ready:
        yield ready


@pytest.fixture
def phones(chromium: Browser, running: Stage) -> Iterator[Page]:
    """The page of phones; it must run without an error in the console."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(running.phones)
    yield page
    page.close()
    assert not troubles


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:
    """Cleo's small phone: 320 px wide, and no scripts at all."""
    context = chromium.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def phone_of(phones: Page, owner: str) -> Locator:
    """The phone drawn for `owner`."""
    return phones.locator(
        "section.phone", has=phones.get_by_role("heading", name=owner, exact=True)
    )


@pytest.mark.timeout(180)
def test_ana_texts_two_and_cleo_takes_and_resolves_it(
    phones: Page, desk: Page, running: Stage
) -> None:
    ana, cleo = phone_of(phones, "Ana"), phone_of(phones, "Cleo")

    phones.get_by_role("button", name="Next thing due").click()
    expect(ana.get_by_role("log").first).to_contain_text("Reply 1 if OK", timeout=PATIENCE)
    ana.get_by_placeholder("Write a text").fill("2")
    ana.get_by_role("button", name="Send the text").click()
    expect(ana.get_by_role("log").first).to_contain_text("person on our team", timeout=PATIENCE)
    expect(cleo.get_by_role("log").first).to_contain_text("is not OK", timeout=PATIENCE)

    desk.goto(f"{running.web}/admin/")
    desk.get_by_label("Login", exact=True).fill(people.LOGIN)
    desk.get_by_label("Password").fill(running.password)
    desk.get_by_role("button", name="Log in").click()
    desk.get_by_role("link", name="Ana: Not OK").click()
    desk.get_by_role("button", name="I take this").click()
    desk.get_by_label("What was done?").fill("Called her. Her sister is with her.")
    desk.get_by_role("button", name="Mark as resolved").click()

    expect(desk.get_by_role("link", name="Ana: Not OK")).to_have_count(0)
    assert desk.evaluate("document.documentElement.scrollWidth") <= 320
    assert running.settings.twilio_from_number not in desk.content()
    assert people.ANA.number not in desk.content()
