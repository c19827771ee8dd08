"""A town whose coordinators' page is worked in a real browser, and whoever works it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, ConsoleMessage, Page

from checkin.adapters.second_factors import TotpFactors
from checkin.domain.decision import Decision, DutyChanged
from checkin.domain.staff import Role
from checkin.usecases.staff import add_coordinator
from tests.town.database import fresh_sqlite
from tests.town.phone import Phone
from tests.town.town import Town
from tests.web.admin.office import PASSWORD, QUICK

PATIENCE = 30_000  # milliseconds until a page must show something


class Site:
    """The town, its clock also that of sessions and authenticator apps."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self._apps: dict[str, pyotp.TOTP] = {}
        town.serves(
            replace(
                town.services,
                wall=lambda: town.moment,
                passwords=QUICK,
                second_factors=TotpFactors(lambda: town.moment),
            )
        )

    def hires(self, name: str, role: Role = Role.COORDINATOR) -> Phone:
        """One of the staff, paged on a phone that they have confirmed; their login is the name."""
        phone = self.town.phone(name)
        services = self.town.services
        added = add_coordinator(services, name.lower(), name, PASSWORD, phone.number, "en", role)
        self.town.staff[name] = added
        with services.begin() as work:
            said = Decision((DutyChanged(added, confirmed=True),))
            work.apply(said, self.town.moment, services.policy)
        return phone

    def gives_password(self, page: Page, name: str) -> None:
        """The first step of the login."""
        page.goto("/admin/login")
        self.gives_password_here(page, name)

    def gives_password_here(self, page: Page, name: str) -> None:
        """The same, where a page has asked for it."""
        page.get_by_label("Login", exact=True).fill(name.lower())
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()

    def sets_up_app(self, page: Page, name: str) -> None:
        """Put the letters on the page into an app, and type the first code it shows."""
        letters = re.findall(r"[A-Z2-7]{4}", page.locator(".letters").inner_text())
        self._apps[name] = pyotp.TOTP("".join(letters))
        page.get_by_label("The six digits").fill(self._apps[name].at(self.town.moment))
        page.get_by_role("button", name="Set it up").click()

    def gives_code(self, page: Page, name: str) -> None:
        """The second step of the login, half a minute later: a code lets in only once."""
        self.town.sleep(seconds=30)
        page.get_by_label("Code").fill(self._apps[name].at(self.town.moment))
        page.get_by_role("button", name="Log in").click()


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """A new site on SQLite."""
    with Town(fresh_sqlite(folder), folder) as town:
        yield Site(town)


@contextmanager
def browsing(
    chromium: Browser, site: Site, *, scripts: bool = True, width: int = 1280, scheme: str = "light"
) -> Iterator[Page]:
    """A page of a browser of somebody's own; nothing on it may be refused or fail."""
    context = chromium.new_context(
        base_url=site.town.base_url,
        viewport={"width": width, "height": 640},
        java_script_enabled=scripts,
        color_scheme=scheme,
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if _fails(line) else None)
    try:
        yield page
    finally:
        context.close()
    assert not troubles


def _fails(line: ConsoleMessage) -> bool:
    """Whether the page broke a rule of its own; a form that the service refuses breaks none."""
    return line.type == "error" and "responded with a status" not in line.text
