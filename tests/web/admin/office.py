"""An office: the real service on a real database, its coordinators, and their browsers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pyotp
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel
from werkzeug.test import TestResponse

from checkin import bootstrap
from checkin.adapters.passwords import ArgonPasswords
from checkin.adapters.second_factors import TotpFactors
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import COORDINATOR, LINE
from checkin.domain.decision import Decision
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import Channel, Member, Rhythm, Window
from checkin.domain.staff import Role
from checkin.usecases.ports import Services
from checkin.usecases.ports.records import Enrolment
from checkin.usecases.ports.staff import Coordinator
from checkin.usecases.staff import add_coordinator
from tests.town.settings import settings
from tests.town.town import MONDAY, Batches

PASSWORD = "a long enough password"
QUICK = ArgonPasswords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
LETTERS = re.compile(r'<p class="letters">.*?</p>', re.DOTALL)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


CLEO = Coordinator(1, "cleo", "Cleo", "en", Role.COORDINATOR, "", second_factor=False)


class Office:
    """The service as coordinators meet it. It is Monday, eight in the morning."""

    def __init__(self, database_url: str, folder: Path, **others: Any) -> None:
        self.moment: datetime = MONDAY
        given = {"public_base_url": "http://127.0.0.1:8000"} | others
        self.settings = settings(folder, database_url, **given)
        self.services: Services = replace(
            bootstrap.services(self.settings),
            wake=Batches(),
            now=lambda: self.moment,
            wall=lambda: self.moment,
            passwords=QUICK,
            second_factors=TotpFactors(lambda: self.moment),
        )
        self.app: Flask = bootstrap.app(self.settings, self.services)
        self._enrolled = 0
        self.apps: dict[str, str] = {}  # secrets in the apps of those who have a second factor

    def later(self, **span: float) -> None:
        """Some time passes."""
        self.moment += timedelta(**span)

    def hires(self, login: str, role: Role = Role.COORDINATOR) -> int:
        """One of the staff, called as they log in but with a capital."""
        name = login.capitalize()
        return add_coordinator(self.services, login, name, PASSWORD, None, "en", role)

    def changes_coordinator(self, login: str, **values: Any) -> None:
        """Something about a coordinator is changed in the database."""
        engine = connect_to(self.settings.database_url)
        with engine.begin() as connection:
            table = COORDINATOR.id.table
            connection.execute(sa.update(table).where(table.c.login == login).values(**values))
        engine.dispose()

    def tables_name(self, login: str) -> bool:
        """Whether the database names this login anywhere in clear."""
        engine = connect_to(self.settings.database_url)
        with engine.connect() as connection:
            rows = [
                str(row)
                for table in SQLModel.metadata.sorted_tables
                for row in connection.execute(sa.select(table))
            ]
        engine.dispose()
        return any(f"'{login}'" in row for row in rows)

    def lines(self) -> int:
        """How many numbers the database knows."""
        engine = connect_to(self.settings.database_url)
        with engine.connect() as connection:
            known = connection.scalar(sa.select(sa.func.count(LINE.id)))
        engine.dispose()
        return int(known or 0)

    def loses_the_database(self) -> None:
        """From now on the database cannot be reached."""
        self.services.close()
        file = Path(str(make_url(self.settings.database_url).database))
        file.rename(file.with_suffix(".away"))
        file.mkdir()

    def browser(self, login: str | None = None) -> "Browser":
        """A new browser; somebody may have logged in with it already."""
        browser = Browser(self.app)
        if login is None:
            return browser
        answer = browser.logs_in(login)
        if answer.status_code == 200:  # who must have a second factor
            self.later(seconds=30)
            answer = self.types_code(browser, login)
            assert browser.opens("/admin/account").status_code == 200
        else:
            assert answer.status_code == 303
        return browser

    def types_code(self, browser: "Browser", login: str) -> TestResponse:
        """The second step as it is asked for: set up, or a code of the app that was set up."""
        if found := LETTERS.search(browser.page):
            self.apps[login] = "".join(re.findall(r"[A-Z2-7]{4}", found[0]))
            return browser.sends("/admin/login/enrol", code=self.code(login))
        return browser.sends("/admin/login/code", code=self.code(login))

    def code(self, login: str) -> str:
        """What their app shows now."""
        return pyotp.TOTP(self.apps[login]).at(self.moment)

    def enrols(self, name: str = "Ana", number: str = "", language: str = "en") -> Member:
        """A new member on a line of their own."""
        self._enrolled += 1
        enrolment = Enrolment(
            number=number or f"+1212555{self._enrolled:04d}",
            name=name,
            language=language,
            time_zone="Africa/Nairobi",
            channel=Channel.TEXT,
            rhythm=Rhythm(at=time(10)),
            window=Window(),
            invited_until=self.moment + timedelta(days=7),
        )
        with self.services.begin() as work:
            return work.people.enrol(enrolment, self.moment)

    def raises(self, member: Member, kind: EscalationKind = EscalationKind.NOT_OK) -> int:
        """Something a person must act on; its id."""
        decision = Decision((Raised(kind, member.id),))
        with self.services.begin() as work:
            work.apply(decision, self.moment, self.services.policy)
        with self.services.look() as work:
            opened = work.desk.concerns_of(member.id)
        return next(c.escalation.id for c in opened if c.escalation.kind is kind)


class Browser:
    """A browser without scripts: it fills in the forms of the page it shows."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.page = ""

    def opens(self, path: str, **options: Any) -> TestResponse:
        """Go to an address."""
        return self._shown(self.client.get(path, **options))

    def sends(self, path: str, **fields: str) -> TestResponse:
        """Send a form of the page that is shown, with its token."""
        return self._shown(self.client.post(path, data={"csrf_token": self.token(), **fields}))

    def tells_why(self, member_id: int, reason: str = "asked") -> TestResponse:
        """Open a member's page and ask for their words."""
        self.opens(f"/admin/members/{member_id}")
        return self.sends(f"/admin/members/{member_id}/show", reason=reason)

    def token(self) -> str:
        """What makes a form of the page that is shown ours."""
        token = TOKEN.search(self.page)
        assert token, "the page that is shown has no form"
        return token[1]

    def logs_in(self, login: str, password: str = PASSWORD, **fields: str) -> TestResponse:
        """Open the login and fill it in."""
        self.opens("/admin/login")
        return self.sends("/admin/login", login=login, password=password, **fields)

    def _shown(self, response: TestResponse) -> TestResponse:
        self.page = unescape(response.get_data(as_text=True))
        if "csrf_token" not in self.page and response.status_code == 303:
            led_to = self.client.get(response.location, follow_redirects=True)
            self.page = unescape(led_to.get_data(as_text=True))
        return response


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every SQL statement that is run meanwhile, without what begins a transaction."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)
