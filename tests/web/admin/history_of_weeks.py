"""A small history of four weeks, written straight into the tables, to be counted by hand.

The organisation is in New York, where the clock goes forward on Sunday 8 March 2026.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.rows import (
    CALL,
    CHECK_IN,
    CONSENT,
    ESCALATION,
    ESCALATION_EVENT,
    LINE,
    MEMBER,
    MESSAGE,
)
from checkin.domain.check_in import CheckInState
from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.escalation import EscalationKind, EscalationState, Level
from checkin.domain.member import Cadence, Channel, MemberState
from tests.town.settings import DATA_KEY

CIPHER = Cipher((DATA_KEY,), "s" * 40)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
NOW = datetime(2026, 3, 18, 15, tzinfo=UTC)  # a Wednesday
SECOND = datetime(2026, 3, 3, 15, tzinfo=UTC)  # in the week of the second
LAST_MINUTE = datetime(2026, 3, 9, 3, 59, tzinfo=UTC)  # of that Sunday, by the new clock
MIDNIGHT = datetime(2026, 3, 9, 4, tzinfo=UTC)
NINTH = datetime(2026, 3, 10, 15, tzinfo=UTC)  # in the week of the ninth
YESTERDAY = NOW - 24 * HOUR
ASK = {"wording": "check_in.ask.1", "version": "aaaa1111"}
RANG = {"wording": "call.we_call", "version": "bbbb2222"}


class Weeks:
    """Seven members who speak English, five Spanish by call, one Swahili; and one who has left."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.members: dict[str, int] = {}
        for name in ("en1", "en2", "en3", "en4", "en5", "en6", "sw1"):
            self.member(name)
        self.member("en7", state=MemberState.PAUSED)
        self.member("en8", state=MemberState.LEFT)
        for name in ("es1", "es2", "es3", "es4", "es5"):
            self.member(name, channel=Channel.CALL)

    def put(self, columns: Any, **values: Any) -> int:
        """One row; its id."""
        insert = sa.insert(columns.id.table).values(**values).returning(columns.id)
        return int(self.connection.execute(insert).scalar_one())

    def member(self, name: str, **others: Any) -> None:
        """Somebody with a line that has the same number as they."""
        line = self.put(
            LINE,
            fingerprint=name,
            number=CIPHER.seal("+12125550101"),
            dialable=True,
            stopped=False,
            misunderstood=0,
            created_at=SECOND,
            wrong=name == "en4",
        )
        given = {"state": MemberState.ACTIVE, "channel": Channel.TEXT} | others
        hours = {"at": time(10), "opens": time(9), "closes": time(20)}
        self.members[name] = self.put(
            MEMBER,
            line_id=line,
            name=CIPHER.seal(name),
            language=name[:2],
            time_zone="Africa/Nairobi",
            cadence=Cadence.WEEKLY,
            buddy_ok=False,
            created_at=SECOND,
            **given,
            **hours,
        )

    def whose(self, name: str) -> dict[str, int]:
        """The columns that say whose a row is. Lines and members are counted alike."""
        return {"line_id": self.members[name], "member_id": self.members[name]}

    def check_in(
        self,
        name: str,
        due: datetime,
        state: CheckInState,
        after: timedelta | None = None,
        reason: str = "",
        *,
        left: bool = True,
    ) -> None:
        """A check-in that came to `state` so long `after` it was asked; asked, if it `left`."""
        self.put(
            CHECK_IN,
            **self.whose(name),
            channel=Channel.CALL if name.startswith("es") else Channel.TEXT,
            state=state,
            due_at=due,
            asked_at=due if left else None,
            closed_at=None if after is None else due + after,
            clarified=False,
            reason=reason,
        )

    def text(self, name: str, status: str, at: datetime = NINTH, **others: Any) -> None:
        """A text, out unless it is said otherwise."""
        given = {"direction": "out", "segments": 1, "body": CIPHER.seal("words")} | others
        self.put(MESSAGE, **self.whose(name), status=status, created_at=at, **given)

    def consent(self, name: str, action: Action, at: datetime, purpose: Purpose) -> None:
        """An event of the ledger, of the whole line."""
        self.put(
            CONSENT,
            line_id=self.members[name],
            purpose=purpose,
            action=action,
            medium=Medium.TEXT,
            evidence=CIPHER.seal("evidence"),
            wording="",
            language="",
            occurred_at=at,
        )

    def escalation(self, level: Level, opened: datetime, taken: timedelta | None) -> None:
        """An escalation, taken so long after, and once more later."""
        its = self.put(
            ESCALATION,
            member_id=None,
            kind=EscalationKind.HELP,
            level=level,
            rank=level.rank,
            state=EscalationState.RESOLVED,
            opened_at=opened,
        )
        for after in () if taken is None else (taken, taken + HOUR):
            event = {"escalation_id": its, "what": "taken", "at": opened + after}
            self.put(ESCALATION_EVENT, **event)


def write(connection: Connection) -> None:
    """All of it."""
    weeks = Weeks(connection)
    _check_ins(weeks)
    _contacts(weeks)
    _opt_outs(weeks)
    weeks.escalation(Level.RED, NINTH, 10 * MINUTE)
    weeks.escalation(Level.RED, NINTH, 30 * MINUTE)
    weeks.escalation(Level.AMBER, NINTH, None)
    weeks.escalation(Level.YELLOW, datetime(2026, 3, 14, 15, tzinfo=UTC), 47 * HOUR)  # a Saturday
    weeks.escalation(Level.RED, NINTH - timedelta(days=30), MINUTE)  # before the four weeks


def _check_ins(weeks: Weeks) -> None:
    state = CheckInState
    weeks.check_in("en1", SECOND, state.ANSWERED, 48 * HOUR)
    weeks.check_in("en2", SECOND, state.ANSWERED, 48 * HOUR + MINUTE)
    # Ids are given as rows are written, and not quite in the order of what they are about.
    weeks.check_in("en4", MIDNIGHT, state.ANSWERED, HOUR)
    weeks.check_in("en3", LAST_MINUTE, state.MISSED, 50 * HOUR)
    weeks.check_in("en5", NINTH, state.UNREACHABLE, 50 * HOUR)
    weeks.check_in("en6", NINTH, state.CANCELLED, HOUR, "cancelled.paused")
    weeks.check_in("en7", NINTH, state.CANCELLED, HOUR, "cancelled.not_asked_in_time", left=False)
    weeks.check_in("en1", NINTH, state.CANCELLED, HOUR, "dropped.no_consent", left=False)
    for name in ("es1", "es2", "es3", "es4", "sw1"):
        weeks.check_in(name, NINTH, state.ANSWERED, HOUR)
    weeks.check_in("es5", NINTH, state.CANCELLED, HOUR, "cancelled.stopped")
    weeks.check_in("en2", YESTERDAY, state.ASKED)
    weeks.check_in("en3", YESTERDAY, state.ANSWERED, HOUR)


def _contacts(weeks: Weeks) -> None:
    for name in ("en1", "en2", "en3", "en4"):
        weeks.text(name, "delivered", **ASK)
    weeks.text("en5", "read", segments=2, **ASK)
    weeks.text("en6", "undelivered", **ASK)
    weeks.text("en7", "sent", **ASK)
    weeks.text("en7", "lost", **ASK)
    weeks.text("sw1", "delivered", wording="check_in.ask.1", version="cccc3333")
    weeks.text("en1", "received", direction="in")
    weeks.text("en2", "received", direction="in", segments=3)
    page = {"status": "delivered", "wording": "page.help", "version": "dddd4444"}
    others = {"line_id": weeks.members["en8"], "direction": "out", "segments": 1}
    weeks.put(MESSAGE, body=CIPHER.seal("a page"), created_at=NINTH, **page, **others)
    for name in ("es1", "es2", "es3", "es4", "es5"):
        call = {"direction": "out", "status": "completed", "answered_by": "human", "misses": 0}
        weeks.put(CALL, **weeks.whose(name), created_at=NINTH, **call, **RANG)
    rang = {"direction": "in", "status": "completed", "answered_by": "", "misses": 0}
    weeks.put(CALL, created_at=NINTH, **rang)


def _opt_outs(weeks: Weeks) -> None:
    """Two of one person who had agreed again in between; one of another who said it twice."""
    day, stopped = 24 * HOUR, (Action.REVOKED, Purpose.ALL)
    for name, action, purpose, days in (
        ("en2", *stopped, 1),
        ("en2", *stopped, 2),
        ("en3", *stopped, 1),
        ("en3", Action.GRANTED, Purpose.CHECKIN_TEXT, 2),
        ("en3", *stopped, 3),
        ("en4", *stopped, 1),  # a wrong number
        ("es5", Action.REVOKED, Purpose.CHECKIN_CALL, 1),
        ("es1", Action.REVOKED, Purpose.RESEARCH, 1),
    ):
        weeks.consent(name, action, NINTH + days * day, purpose)
