"""No member's number anywhere that another person could see or hear it, however it is written.

Looked through, once a story is over: every text that went out, every answer to the carrier, the
coordinators' pages, every line of the log, and what lies sealed in the database for texts and calls
to come. A number stands in one place: `<Number>`, in which the carrier is told whom to ring.
"""

import logging
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import StringIO

import sqlalchemy as sa
import structlog
from flask import Response

from checkin import bootstrap, logs
from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import (
    CALL,
    CALL_TURN,
    ESCALATION,
    LINE,
    MEMBER,
    MESSAGE,
    OUTBOX,
    PAIRING_EVENT,
)
from checkin.adapters.tables.contact import Direction
from checkin.usecases.staff import add_coordinator
from tests.town.town import Town
from tests.web.admin.office import PASSWORD, QUICK, Browser

TO_RING = re.compile(r"<Number [^>]*>[^<]*</Number>")
BETWEEN = r"[\s().,/\-\u2010-\u2015]*"
FEWEST = 7  # the last digits of a number that are enough to ring it
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@dataclass
class Secrecy:
    """What left the service in one story."""

    town: Town
    answers: list[str] = field(default_factory=list)
    looked: list[str] = field(default_factory=list)  # logins that have looked through the pages
    log: StringIO = field(default_factory=StringIO)

    def listens(self, response: Response) -> Response:
        """Keep one answer of the web."""
        if not response.direct_passthrough:
            self.answers.append(TO_RING.sub("", response.get_data(as_text=True)))
        return response

    def holds(self) -> None:
        """Nobody's number has left. Raises `AssertionError` with the place."""
        numbers = self._numbers()
        for place, text in self._everything():
            for number in numbers:
                assert not written(number).search(text), f"{place} has a number: {text!r}"

    def _everything(self) -> Iterator[tuple[str, str]]:
        yield from (("a stored text or value", text) for text in self._stored())
        yield from (("a page", page) for page in self._pages())
        yield from (("an answer", answer) for answer in self.answers)
        yield "the log", self.log.getvalue()

    def _numbers(self) -> set[str]:
        members = sa.select(MEMBER.line_id)
        found = self._rows(sa.select(LINE.number).where(LINE.id.in_(members)))
        return {self._cipher.open(number) for (number,) in found}

    def _stored(self) -> Iterator[str]:
        """What went out, and what is to be said or written, opened."""
        for column, which in (
            (MESSAGE.body, MESSAGE.direction == Direction.OUT),
            (OUTBOX.details, OUTBOX.details.is_not(None)),
            (CALL_TURN.reply, CALL_TURN.reply.is_not(None)),
            (CALL.prompt_note, CALL.prompt_note.is_not(None)),
            (LINE.prompt_note, LINE.prompt_note.is_not(None)),
            (PAIRING_EVENT.note, PAIRING_EVENT.note.is_not(None)),
        ):
            yield from (
                self._cipher.open(row[0]) for row in self._rows(sa.select(column).where(which))
            )

    def _pages(self) -> Iterator[str]:
        """The list, and every member and escalation, as a coordinator sees them."""
        services = replace(self.town.services, passwords=QUICK)
        login = f"zoe{len(self.looked)}"
        self.looked.append(login)
        add_coordinator(services, login, "Zoe", PASSWORD, None, "en")
        browser = Browser(bootstrap.app(self.town.settings, services))
        assert browser.logs_in(login).status_code == 303
        paths = ["/admin/", "/admin/members", "/admin/report"]
        paths += [f"/admin/members/{row[0]}" for row in self._rows(sa.select(MEMBER.id))]
        paths += [f"/admin/escalations/{row[0]}" for row in self._rows(sa.select(ESCALATION.id))]
        for path in paths:
            assert browser.opens(path).status_code in (200, 403), path
            yield browser.page

    @property
    def _cipher(self) -> Cipher:
        return Cipher(self.town.settings.data_keys, self.town.settings.secret_key)

    def _rows(self, statement: sa.Select[tuple[object, ...]]) -> list[sa.Row[tuple[object, ...]]]:
        engine = connect_to(self.town.settings.database_url)
        with engine.connect() as connection:
            found = list(connection.execute(statement))
        engine.dispose()
        return found


def written(number: str) -> re.Pattern[str]:
    """What finds the end of `number` in figures or words, with anything between the digits."""
    digits = [f"(?:{digit}|{WORDS[int(digit)]})" for digit in number[-FEWEST:]]
    return re.compile(BETWEEN.join(digits), re.IGNORECASE)


@contextmanager
def watched(town: Town) -> Iterator[Secrecy]:
    """Watch over a story, and look through it all when it is over."""
    secrecy = Secrecy(town)
    with _logged(secrecy.log):
        town.hears_answers(secrecy.listens)
        yield secrecy
    secrecy.holds()


@contextmanager
def _logged(stream: StringIO) -> Iterator[None]:
    """The log as an operator sees it, and everything as it was before afterwards."""
    root = logging.root
    handlers, level, raising = root.handlers, root.level, logging.raiseExceptions
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    logs.configure(json_lines=True, stream=stream)
    try:
        yield
    finally:
        root.handlers, logging.raiseExceptions = handlers, raising
        root.setLevel(level)
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
        logging.captureWarnings(False)
        structlog.reset_defaults()
