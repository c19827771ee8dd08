"""A night on 2G: a page is one small answer and one sheet, and work goes on at that speed."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from checkin.domain.staff import Role
from tests.browser.site import Site, browsing, site

BUDGET = 14_000  # bytes of a page with its headers and all it asks for
SECOND_GENERATION = {
    "offline": False,
    "latency": 800,  # milliseconds
    "downloadThroughput": 250_000 / 8,  # bytes a second
    "uploadThroughput": 50_000 / 8,
}
CEILING = 30  # seconds; nobody waits for longer, however busy the machine is
PATHS = (
    "/admin/",
    "/admin/escalations/1",
    "/admin/members",
    "/admin/members/1",
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
)


class Meter:
    """What Chromium itself counts on the wire, between one look at it and the next."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.on("Network.requestWillBeSent", self._asked)
        self._devtools.on("Network.requestServedFromCache", self._kept)
        self._devtools.on("Network.loadingFinished", self._came)
        self._devtools.send("Network.enable")
        self.begins()

    def throttles(self) -> None:
        """From now on this browser is on 2G."""
        self._devtools.send("Network.emulateNetworkConditions", SECOND_GENERATION)

    def forgets_what_it_keeps(self) -> None:
        """From now on every page is somebody's first one: the sheet comes with it."""
        self._devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def begins(self) -> None:
        """Count from nothing."""
        self._sent: list[tuple[str, str]] = []
        self._open: set[str] = set()
        self._bytes = 0.0
        self._begun = time.monotonic()

    def reads(self) -> tuple[int, list[str]]:
        """The bytes since it began, and how each request went out; all came soon enough."""
        while self._open:
            self._page.evaluate("0")  # lets the browser tell more
            assert self.seconds() < CEILING, self._page.url
        return round(self._bytes), [how for _, how in self._sent]

    def seconds(self) -> float:
        """How long ago it began."""
        return time.monotonic() - self._begun

    def _asked(self, event: dict[str, Any]) -> None:
        self._bytes += event.get("redirectResponse", {}).get("encodedDataLength", 0)
        if event["request"]["url"].startswith("http"):
            self._sent.append((event["requestId"], event["request"]["method"]))
            self._open.add(event["requestId"])

    def _kept(self, event: dict[str, Any]) -> None:
        self._sent = [sent for sent in self._sent if sent[0] != event["requestId"]]
        self._open.discard(event["requestId"])

    def _came(self, event: dict[str, Any]) -> None:
        self._bytes += event["encodedDataLength"]
        self._open.discard(event["requestId"])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """More who ask for help than the list shows at once, and Ana, who has much to say."""
    with site(tmp_path_factory.mktemp("slow")) as place:
        place.hires("Cleo", Role.ADMIN)
        place.hires("Dov")
        ana = place.town.enrol("Ana")
        place.town.wait(hours=2, minutes=1)
        ana.replies("i dont want to be here anymore")
        for at in range(6):
            ana.replies(" ".join(f"{at * by * 2654435761:x}" for by in range(1, 14)))
        place.town.many_ask_for_help(30)
        yield place


def weighs_little(meter: Meter, *requests: str) -> None:
    """What came since the meter began is within the budget, and nothing else was asked for."""
    weight, sent = meter.reads()
    assert meter.seconds() > 0.8 * len(requests)  # it is as slow as it says
    assert 1000 < weight <= BUDGET
    assert sent == list(requests)
    meter.begins()


def test_a_danger_is_seen_taken_and_resolved_on_2g(chromium: Browser, place: Site) -> None:
    with browsing(chromium, place, scripts=False, width=320) as page:
        meter = Meter(page)
        meter.throttles()
        page.goto("/admin/login")
        weighs_little(meter, "GET", "GET")  # the page and its sheet, which is kept from now on
        place.gives_password_here(page, "Dov")
        expect(page.get_by_role("link", name="Next page")).to_be_visible()
        weighs_little(meter, "POST", "GET")
        page.get_by_role("link", name="Ana: May be in danger").click()
        expect(page.get_by_role("button", name="I take this")).to_be_visible()
        weighs_little(meter, "GET")
        page.get_by_role("button", name="I take this").click()
        expect(page.get_by_role("status")).to_contain_text("It is yours")
        weighs_little(meter, "POST", "GET")
        page.get_by_label("What was done?").fill("Her sister is with her.")
        page.get_by_role("button", name="Mark as resolved").click()
        expect(page.get_by_role("heading", name="Who is waiting")).to_be_visible()
        weighs_little(meter, "POST", "GET")


def test_no_page_weighs_more_than_one_round_trip(chromium: Browser, place: Site) -> None:
    weights: dict[str, int] = {}
    with browsing(chromium, place) as page:
        place.gives_password(page, "Cleo")
        place.sets_up_app(page, "Cleo")
        meter = Meter(page)
        meter.forgets_what_it_keeps()
        for path in PATHS:
            meter.begins()
            page.goto(path)
            weights[path], sent = meter.reads()
            assert len(sent) == (3 if path == "/admin/report" else 2), path  # with its sheets
    assert max(weights.values()) <= BUDGET, weights
    assert min(weights.values()) > 3000, weights  # the sheet alone is nearly that
