"""What lies in the database, read beside the service: its own statements, none of its code."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, Protocol

from checkin.adapters.cipher import Cipher
from checkin.domain.policy import Policy
from checkin.simulation.invariants.consents import standing
from checkin.simulation.invariants.facts import Alarm, Answered, Dispatch

SENT = """
SELECT o.id, o.kind, x.wording, o.line_id, o.member_id, o.check_in_id, k.state, k.due_at,
       o.escalation_id, e.state, o.not_after, m.opens, m.closes, m.time_zone
FROM {contact} x JOIN outbox o ON o.id = x.outbox_id
LEFT JOIN member m ON m.id = o.member_id
LEFT JOIN check_in k ON k.id = o.check_in_id
LEFT JOIN escalation e ON e.id = o.escalation_id
WHERE x.id = ?"""
TEXT_SENT, CALL_SENT = SENT.format(contact="message"), SENT.format(contact="call")
EVENTS = """
SELECT purpose, action FROM consent
WHERE line_id = ? AND (member_id IS NULL OR member_id = ?) ORDER BY id"""
MEMBERS_ON = "SELECT id FROM member WHERE line_id = ?"
ASKED_ON = """
SELECT count(*) FROM check_in k JOIN member m ON m.id = k.member_id
WHERE m.line_id = ? AND k.closed_at IS NULL"""
ALARMS = """
SELECT e.opened_at, (SELECT count(*) FROM outbox o WHERE o.escalation_id = e.id AND o.urgent)
FROM escalation e LEFT JOIN member m ON m.id = e.member_id
WHERE e.state <> 'resolved' AND e.level = 'red' AND (e.line_id = ? OR m.line_id = ?)"""
PAGES_LATELY = """
SELECT count(*) FROM (SELECT kind, created_at FROM outbox ORDER BY id DESC LIMIT 200)
WHERE kind IN ('page', 'page_call') AND created_at > ?"""
DUE = """
SELECT min(due) FROM (
  SELECT min(next_due_at) due FROM member WHERE next_due_at IS NOT NULL
  UNION ALL SELECT min(paused_until) FROM member WHERE paused_until IS NOT NULL
  UNION ALL SELECT min(invited_until) FROM member WHERE invited_until IS NOT NULL
  UNION ALL SELECT min(act_after) FROM check_in WHERE act_after IS NOT NULL
  UNION ALL SELECT min(act_after) FROM escalation WHERE act_after IS NOT NULL
  UNION ALL SELECT min(contact_by) FROM escalation
            WHERE state <> 'resolved' AND contact_by IS NOT NULL
  UNION ALL SELECT min(due_at) FROM follow_up WHERE done_at IS NULL
  UNION ALL SELECT min(max(not_before, coalesce(datetime(queued_at,
              CASE WHEN urgent THEN '+21 seconds' ELSE '+91 seconds' END), not_before)))
            FROM outbox WHERE state = 'waiting'
  UNION ALL SELECT datetime(min(claimed_at), '+121 seconds') FROM outbox WHERE state = 'claimed')"""


class Connection(Protocol):
    """As much of the driver's connection as is needed here."""

    total_changes: int

    def execute(self, statement: str, values: Sequence[object] = ..., /) -> Any:
        """The cursor of a statement."""


def moment(told: str | None) -> datetime | None:
    """A moment as SQLite keeps it."""
    return None if told is None else datetime.fromisoformat(told).replace(tzinfo=UTC)


class Evidence:
    """Statements on the driver's own connection, between the transactions of the service."""

    def __init__(self, connection: Connection, cipher: Cipher, policy: Policy) -> None:
        self.connection = connection
        self.cipher = cipher
        self.policy = policy
        self._lines: dict[str, int] = {}

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a statement."""
        found: list[tuple[Any, ...]] = self.connection.execute(statement, values).fetchall()
        return found

    def one(self, statement: str, *values: object) -> Any:
        """The one value of a statement; None where there is no row."""
        row = self.connection.execute(statement, values).fetchone()
        return row[0] if row else None

    def line(self, number: str) -> int | None:
        """The line of a number."""
        if number not in self._lines:
            found = self.one(
                "SELECT id FROM line WHERE fingerprint = ?", self.cipher.fingerprint(number)
            )
            if found is None:
                return None
            self._lines[number] = found
        return self._lines[number]

    def due(self) -> datetime | None:
        """The moment at which something waits for the clock next."""
        return moment(self.one(DUE))

    def dispatch(
        self, contact_id: int, number: str, body: str, now: datetime, *, by_call: bool
    ) -> Dispatch:
        """The text or call with this id, which is about to leave."""
        (row,) = self.rows(CALL_SENT if by_call else TEXT_SENT, contact_id)
        outbox_id, kind, wording, line_id, member_id, check_in_id, state, due_at, *more = row
        escalation_id, its_state, not_after, opens, closes, zone = more
        return Dispatch(
            at=now,
            outbox_id=outbox_id,
            kind=kind,
            wording=wording,
            by_call=by_call,
            body=body,
            line_id=line_id,
            number=number,
            member_id=member_id,
            check_in_id=check_in_id,
            check_in_state=state or "",
            due_at=moment(due_at),
            escalation_id=escalation_id,
            escalation_state=its_state or "",
            not_after=moment(not_after),
            opens=time.fromisoformat(opens) if opens else time(0),
            closes=time.fromisoformat(closes) if closes else time(0),
            time_zone=zone or "UTC",
            consents=tuple(self.rows(EVENTS, line_id, member_id)),
            late_at_most=self.policy.ask_within,
        )

    def answered(self, number: str, provider_id: str, text: Mapping[str, Any]) -> Answered:
        """A text that was answered just now; `text` is what its sender knows of it."""
        line_id = self.line(number)
        sealed = self.rows("SELECT body FROM message WHERE provider_id = ?", provider_id)
        stored = tuple(self.cipher.open(body) for (body,) in sealed)
        if not text["meant"]:
            return Answered(stored=stored, **text)
        standing = 0
        for (member_id,) in self.rows(MEMBERS_ON, line_id):
            standing += len(self.standing(line_id, member_id))
        lately = text["at"] - timedelta(minutes=10)
        return Answered(
            stored=stored,
            stopped=bool(self.one("SELECT stopped FROM line WHERE id = ?", line_id)),
            standing=standing,
            open_check_ins=self.one(ASKED_ON, line_id),
            alarms=tuple(
                Alarm(moment(at) or text["at"], pages)
                for at, pages in self.rows(ALARMS, line_id, line_id)
            ),
            pages_lately=self.one(PAGES_LATELY, f"{lately:%Y-%m-%d %H:%M:%S}"),
            **text,
        )

    def standing(self, line_id: int | None, member_id: int) -> frozenset[str]:
        """The purposes that stand for a member now."""
        return standing(self.rows(EVENTS, line_id, member_id))
