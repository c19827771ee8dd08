"""One transaction over all of it, and the one place where a decision becomes rows."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import singledispatchmethod

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import consents, outbox
from checkin.adapters.sql.audit import SqlAudit
from checkin.adapters.sql.calls import SqlCalls
from checkin.adapters.sql.check_ins import SqlCheckIns
from checkin.adapters.sql.circles import SqlCircles
from checkin.adapters.sql.conversations import SqlConversations
from checkin.adapters.sql.coordinators import SqlCoordinators
from checkin.adapters.sql.desk import SqlConsents, SqlDesk, SqlRoster
from checkin.adapters.sql.door import SqlDoor
from checkin.adapters.sql.duty import SqlDuty
from checkin.adapters.sql.engine import READ_ONLY, may_retry
from checkin.adapters.sql.escalations import SqlEscalations
from checkin.adapters.sql.findings import SqlFindings
from checkin.adapters.sql.outbox import SqlOutbox
from checkin.adapters.sql.pairings import SqlPairings
from checkin.adapters.sql.people import SqlPeople
from checkin.adapters.sql.pulse import SqlPulse
from checkin.adapters.sql.recordings import SqlRecordings
from checkin.adapters.sql.report import SqlReporting
from checkin.adapters.sql.spending import SqlSpendings
from checkin.adapters.sql.texts import SqlTexts
from checkin.domain.audit import About, Act, Done
from checkin.domain.circle.changes import CircleChange
from checkin.domain.consent import ConsentEvent
from checkin.domain.decision import (
    CheckInChanged,
    Decision,
    DutyChanged,
    EscalationChanged,
    EscalationNoted,
    FollowUpsPlanned,
    GuardChanged,
    LineChanged,
    MemberChanged,
    MemberJoined,
    MemberMoved,
    MemberNoted,
    NoticesReplaced,
    WordsLeft,
)
from checkin.domain.escalation import Raised
from checkin.domain.outgoing import Kind, Outgoing
from checkin.domain.pairing import PairingChange
from checkin.domain.policy import Policy
from checkin.usecases.ports.services import Wording
from checkin.usecases.ports.unit_of_work import Applied, Conflict, Unavailable

PAGES = frozenset({Kind.PAGE, Kind.PAGE_CALL})


class SqlUnitOfWork:
    """`UnitOfWork` on a connection."""

    def __init__(
        self,
        connection: Connection,
        cipher: Cipher,
        language: str,
        wording: Wording | None = None,
    ) -> None:
        self.connection = connection
        self.cipher = cipher
        self.wording = wording  # what the ledger keeps the texts of; without it only their keys
        self.conversations = SqlConversations(connection, cipher, language)
        self.texts = SqlTexts(connection, cipher)
        self.calls = SqlCalls(connection, cipher)
        self.recordings = SqlRecordings(connection)
        self.outbox = SqlOutbox(connection, cipher, language)
        self.check_ins = SqlCheckIns(connection, cipher)
        self.escalations = SqlEscalations(connection, cipher)
        self.pages = self.escalations.paging
        self.duty = SqlDuty(connection, cipher, self.pages)
        self.people = SqlPeople(connection, cipher, self.conversations)
        self.pairings = SqlPairings(connection, cipher)
        self.circles = SqlCircles(connection, cipher)
        self.pulse = SqlPulse(connection)
        self.spendings = SqlSpendings(connection)
        self.findings = SqlFindings(connection, cipher)
        self.reporting = SqlReporting(connection)
        self.desk = SqlDesk(connection, cipher)
        self.door = SqlDoor(connection, cipher)
        self.audit = SqlAudit(connection, cipher)
        self.consents = SqlConsents(connection, cipher)
        self.roster = SqlRoster(connection, cipher)
        self.coordinators = SqlCoordinators(connection, cipher, self.conversations)

    def apply(self, decision: Decision, now: datetime, policy: Policy) -> Applied:
        """Write a decision: its changes, what it sends, the escalations it raises and their pages.

        Raises `Conflict` when the state a change was decided on is not there any more.
        """
        send = list(decision.send)
        events = [change for change in decision.changes if isinstance(change, ConsentEvent)]
        self.record(events, now)  # first: it locks their lines, as everybody does before the rest
        for change in decision.changes:
            if isinstance(change, Raised):
                send += self.escalations.open(change, now, policy)
            elif isinstance(change, WordsLeft):
                self.recordings.keep(change, now, policy.recordings_kept)
            elif not isinstance(change, ConsentEvent):
                self._write(change, now)
        return self.send(self._with_codes(send, now, policy), now)

    def _with_codes(
        self, send: Sequence[Outgoing], now: datetime, policy: Policy
    ) -> Sequence[Outgoing]:
        """Pages that a rule has sent: braked, and with their codes, as those of a ladder are."""
        pages = [out for out in send if out.kind in PAGES and not out.values]
        others = [out for out in send if out not in pages]
        return [*others, *self.escalations.paging.ready(pages, now, policy)] if pages else send

    @singledispatchmethod
    def _write(self, change: object, now: datetime) -> None:
        raise TypeError(f"nobody knows how to write a {type(change).__name__}")

    @_write.register
    def _(self, change: CheckInChanged, now: datetime) -> None:
        self.check_ins.change(change.before, change.after)

    @_write.register
    def _(self, change: MemberChanged, now: datetime) -> None:
        self.people.change(change)

    @_write.register
    def _(self, change: MemberJoined, now: datetime) -> None:
        member_id = self.people.join(change, now)
        events = [replace(event, member_id=member_id) for event in change.events]
        consents.record(self.connection, self.cipher, self.wording, events, now)

    @_write.register
    def _(self, change: MemberMoved, now: datetime) -> None:
        self.people.move(change)

    @_write.register
    def _(self, change: MemberNoted, now: datetime) -> None:
        self.people.note(change, now)
        by, whose = change.coordinator_id or None, change.member_id
        self.audit.add(Done(by, Act.CHANGED, About.MEMBER, whose, whose), now)

    @_write.register
    def _(self, change: NoticesReplaced, now: datetime) -> None:
        self.outbox.replace_notices(change)

    @_write.register
    def _(self, change: GuardChanged, now: datetime) -> None:
        self.people.change_guard(change)

    @_write.register
    def _(self, change: LineChanged, now: datetime) -> None:
        self.people.change_line(change)

    @_write.register
    def _(self, change: EscalationChanged, now: datetime) -> None:
        self.escalations.change(change, now)

    @_write.register
    def _(self, change: EscalationNoted, now: datetime) -> None:
        self.escalations.note(change, now)

    @_write.register
    def _(self, change: FollowUpsPlanned, now: datetime) -> None:
        self.duty.plan(change)

    @_write.register
    def _(self, change: DutyChanged, now: datetime) -> None:
        self.duty.change(change, now)

    @_write.register
    def _(self, change: PairingChange, now: datetime) -> None:
        self.pairings.write(change, now)

    @_write.register
    def _(self, change: CircleChange, now: datetime) -> None:
        self.circles.write(change, now)

    def record(self, events: Sequence[ConsentEvent], now: datetime) -> None:
        """Append these to the ledger of consent, with the words they name."""
        consents.record(self.connection, self.cipher, self.wording, events, now)

    def send(self, outgoing: Sequence[Outgoing], now: datetime) -> Applied:
        """Put these into the outbox."""
        if not outgoing:
            return Applied((), ())
        put = outbox.put(self.connection, self.cipher, outgoing, now)
        urgent = tuple(row.id for row in put if row.urgent)
        return Applied(tuple(row.id for row in put if not row.urgent), urgent)


def transactions(
    engine: Engine,
    cipher: Cipher,
    language: str,
    *,
    wording: Wording | None = None,
    read_only: bool = False,
) -> Callable[[], AbstractContextManager[SqlUnitOfWork]]:
    """A maker of units of work. A deadlock or a busy database comes out as `Conflict`."""

    @contextmanager
    def begin() -> Iterator[SqlUnitOfWork]:
        try:
            with engine.connect() as connection:
                if read_only:
                    connection = connection.execution_options(**READ_ONLY)
                with connection.begin():
                    yield SqlUnitOfWork(connection, cipher, language, wording)
        except OperationalError as error:
            if may_retry(error):
                raise Conflict("the database asks to try again") from error
            raise Unavailable from error
        except (InterfaceError, ProgrammingError) as error:
            raise Unavailable from error

    return begin
