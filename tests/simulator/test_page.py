"""The page of handsets in a real Chromium: missed, spoken and bridged calls, and their cost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from checkin.demo.play.transcript import until
from checkin.simulator import Config, HandsetConfig, Simulator, create_simulator

from .conftest import MEMBER, OTHER, SERVICE, Clock
from .receiver import Receiver
from .talk import SOUND

WHISPER = '<Gather numDigits="1" action="/accept"><Say>Press 1 to take it.</Say></Gather>'


@pytest.fixture
def simulator(config: Config) -> Iterator[Simulator]:
    """A carrier that runs by itself; speech takes no time."""
    hurried = replace(
        config,
        handsets=(HandsetConfig(MEMBER, "Ana"), HandsetConfig(OTHER, "Ben", "coordinator")),
        delay_seconds=0.02,
        words_per_second=None,
    )
    with create_simulator(hurried, Clock().now, auto=True) as simulator:
        yield simulator


@pytest.fixture
def page(chromium: Browser, simulator: Simulator) -> Iterator[Page]:
    """The page of handsets; it must run without an error in the console."""
    troubles: list[str] = []
    page = chromium.new_page(viewport={"width": 1100, "height": 950})
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else 0)
    page.goto(simulator.url)
    yield page
    page.close()
    assert not troubles


def phone_of(page: Page, owner: str) -> Locator:
    return page.locator("section.phone", has=page.get_by_role("heading", name=owner))


def shows(phone: Locator, state: str) -> None:
    expect(phone.locator(".call-state")).to_have_text(state)


def say(phone: Locator, words: str) -> None:
    phone.get_by_placeholder("Say something").fill(words)
    phone.page.keyboard.press("Enter")


@pytest.fixture
def in_conversation(page: Page, receiver: Receiver) -> tuple[Locator, Locator]:
    """Ana has called, and Ben has been called for her and has accepted with a key."""
    receiver.answer(
        "/voice",
        f'<Play>/wait.wav</Play><Dial callerId="{SERVICE}" action="/dialed">'
        f'<Number url="/whisper">{OTHER}</Number></Dial>',
    )
    receiver.answer("/wait.wav", SOUND)
    receiver.answer("/whisper", WHISPER)
    receiver.answer("/accept", "<Say>Connecting.</Say>")
    receiver.answer("/dialed", '<Say>Leave a message.</Say><Record action="/taped"/>')
    receiver.answer("/taped", "<Say>Thank you.</Say>")
    ana, ben = phone_of(page, "Ana"), phone_of(page, "Ben")
    ana.get_by_role("button", name="Call the service", exact=True).click()
    expect(ana.get_by_text("♪ wait.wav")).to_be_visible()
    ben.get_by_role("button", name="Answer").click()
    shows(ben, "Press a key")
    page.keyboard.press("1")
    shows(ben, "In conversation")
    shows(ana, "In conversation")
    return ana, ben


@pytest.mark.timeout(180)
def test_two_people_talk_on_their_handsets(in_conversation: tuple[Locator, Locator]) -> None:
    ana, ben = in_conversation

    say(ana, "I am 1 of 2 tonight")
    expect(ben.locator(".line.other.speech")).to_contain_text("I am 1 of 2 tonight")
    say(ben, "I am with you")
    expect(ana.locator(".line.other.speech")).to_contain_text("I am with you")

    assert not ana.locator(".line.pressed").count()
    ben.get_by_role("button", name="Hang up", exact=True).click()
    expect(ben.get_by_text("1 minute · $0.014")).to_be_visible()


@pytest.mark.timeout(180)
def test_one_of_them_is_recorded(
    in_conversation: tuple[Locator, Locator], page: Page, receiver: Receiver
) -> None:
    ana, ben = in_conversation
    ben.get_by_role("button", name="Hang up", exact=True).click()

    shows(ana, "Recording: speak now")
    say(ana, "Thank him")
    ana.get_by_role("button", name="Say no more").click()

    shows(ana, "Call ended")
    expect(ana.locator(".status .cost")).to_have_text("$0.0085")
    expect(page.locator("#cost")).to_have_text("about $0.0225 so far")
    assert receiver.at("/taped")[0].params["RecordingDuration"] == "1"


@pytest.mark.timeout(180)
def test_a_handset_rings_once_with_its_number_hidden(page: Page, receiver: Receiver) -> None:
    ana = phone_of(page, "Ana")

    ana.get_by_label("Hide Ana's number in calls").check()
    ana.get_by_role("button", name="Ring the service and hang up").click()

    shows(ana, "Not answered")
    expect(ana.get_by_text("nothing charged")).to_be_visible()
    rung = until(lambda: receiver.at("/voice"), "the service is asked")
    assert [each.params["From"] for each in rung] == ["+266696687"]
    expect(ana.get_by_placeholder("Write a text")).to_be_visible()


@pytest.mark.timeout(180)
def test_a_text_shows_its_segments_and_its_cost(page: Page) -> None:
    ana = phone_of(page, "Ana")

    ana.get_by_placeholder("Write a text").fill("á" * 71)
    page.keyboard.press("Enter")

    expect(ana.get_by_role("log").first).to_contain_text("2 segments, UCS-2 $0.0166")
