"""Rows into nouns of the domain. Each noun names the columns it is made of, in order."""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from checkin.adapters.cipher import Cipher
from checkin.adapters.tables import (
    AuditHeadRow,
    AuditRow,
    BlockRow,
    CallRow,
    CallTurnRow,
    CheckInRow,
    CircleAnswerRow,
    CircleRoundRow,
    CircleRow,
    CircleSeatRow,
    ClockPassRow,
    ConsentRow,
    CoordinatorRow,
    CountedAskingRow,
    CountedContactRow,
    CountedWeekRow,
    DeskCodeRow,
    EndedSessionRow,
    EscalationEventRow,
    EscalationRow,
    FindingRow,
    FollowUpRow,
    HearingRow,
    LineRow,
    LoginTryRow,
    MemberEventRow,
    MemberRow,
    MessageRow,
    NudgeRow,
    OutboxRow,
    PairingEventRow,
    PairingRow,
    PairingSideRow,
    RecordingRow,
    RecoveryCodeRow,
    RelayedRow,
    ShiftRow,
    ShiftTurnRow,
    SpendingRow,
    StatusReportRow,
    WishesRow,
    WordingShownRow,
)
from checkin.domain.check_in import CheckIn
from checkin.domain.escalation import Escalation
from checkin.domain.member import Member, Rhythm, Window
from checkin.domain.outgoing import Outgoing, Subject


def table(row: type[SQLModel]) -> sa.Table:
    """The table behind a row class, for statements that carry no objects."""
    found: sa.Table = SQLModel.metadata.tables[str(row.__tablename__)]
    return found


LINE = table(LineRow).c
MEMBER = table(MemberRow).c
MEMBER_EVENT = table(MemberEventRow).c
CONSENT = table(ConsentRow).c
WORDING_SHOWN = table(WordingShownRow).c
CHECK_IN = table(CheckInRow).c
OUTBOX = table(OutboxRow).c
MESSAGE = table(MessageRow).c
CALL = table(CallRow).c
CALL_TURN = table(CallTurnRow).c
STATUS_REPORT = table(StatusReportRow).c
ESCALATION = table(EscalationRow).c
ESCALATION_EVENT = table(EscalationEventRow).c
COORDINATOR = table(CoordinatorRow).c
CLOCK_PASS = table(ClockPassRow).c
SPENDING = table(SpendingRow).c
FINDING = table(FindingRow).c
RECORDING = table(RecordingRow).c
HEARING = table(HearingRow).c
SHIFT = table(ShiftRow).c
SHIFT_TURN = table(ShiftTurnRow).c
DESK_CODE = table(DeskCodeRow).c
FOLLOW_UP = table(FollowUpRow).c
LOGIN_TRY = table(LoginTryRow).c
ENDED_SESSION = table(EndedSessionRow).c
RECOVERY_CODE = table(RecoveryCodeRow).c
AUDIT = table(AuditRow).c
AUDIT_HEAD = table(AuditHeadRow).c
COUNTED_WEEK = table(CountedWeekRow).c
COUNTED_ASKING = table(CountedAskingRow).c
COUNTED_CONTACT = table(CountedContactRow).c
WISHES = table(WishesRow).c
PAIRING = table(PairingRow).c
PAIRING_SIDE = table(PairingSideRow).c
PAIRING_EVENT = table(PairingEventRow).c
BLOCK = table(BlockRow).c
NUDGE = table(NudgeRow).c
RELAYED = table(RelayedRow).c
CIRCLE = table(CircleRow).c
CIRCLE_SEAT = table(CircleSeatRow).c
CIRCLE_ROUND = table(CircleRoundRow).c
CIRCLE_ANSWER = table(CircleAnswerRow).c

MEMBER_COLUMNS = (
    MEMBER.id,
    MEMBER.line_id,
    MEMBER.name,
    MEMBER.language,
    MEMBER.time_zone,
    MEMBER.channel,
    MEMBER.state,
    MEMBER.cadence,
    MEMBER.at,
    MEMBER.weekday,
    MEMBER.opens,
    MEMBER.closes,
)
CHECK_IN_COLUMNS = (
    CHECK_IN.id,
    CHECK_IN.member_id,
    CHECK_IN.line_id,
    CHECK_IN.channel,
    CHECK_IN.state,
    CHECK_IN.due_at,
    CHECK_IN.act_after,
    CHECK_IN.answer,
    CHECK_IN.clarified,
    CHECK_IN.closed_at,
    CHECK_IN.reason,
    CHECK_IN.score,
)
OUTGOING_COLUMNS = (
    OUTBOX.kind,
    OUTBOX.line_id,
    OUTBOX.member_id,
    OUTBOX.check_in_id,
    OUTBOX.escalation_id,
    OUTBOX.pairing_id,
    OUTBOX.wording,
    OUTBOX.not_before,
    OUTBOX.not_after,
    OUTBOX.details,
)
ESCALATION_COLUMNS = (
    ESCALATION.id,
    ESCALATION.member_id,
    ESCALATION.kind,
    ESCALATION.level,
    ESCALATION.state,
    ESCALATION.opened_at,
    ESCALATION.act_after,
    ESCALATION.taken_by,
    ESCALATION.line_id,
    ESCALATION.rung,
    ESCALATION.climbs,
    ESCALATION.warned,
    ESCALATION.contact_by,
    ESCALATION.outcome,
    ESCALATION.paged_at,
    ESCALATION.told,
    ESCALATION.contacts,
    ESCALATION.contacted_at,
)


def member(values: Sequence[Any], cipher: Cipher) -> Member | None:
    """A member from `MEMBER_COLUMNS`; None where an outer join found none."""
    if values[0] is None:
        return None
    id_, line_id, name, language, zone, channel, state, cadence, at, weekday, opens, closes = values
    return Member(
        id=id_,
        line_id=line_id,
        name=cipher.open(name),
        language=language,
        time_zone=zone,
        channel=channel,
        state=state,
        rhythm=Rhythm(cadence, at, weekday),
        window=Window(opens, closes),
    )


def check_in(values: Sequence[Any]) -> CheckIn | None:
    """A check-in from `CHECK_IN_COLUMNS`; None where an outer join found none."""
    return None if values[0] is None else CheckIn(*values)


def outgoing(values: Sequence[Any], cipher: Cipher) -> Outgoing:
    """What an outbox row says, from `OUTGOING_COLUMNS`."""
    kind, *subject, wording, not_before, not_after, details = values
    needed = json.loads(cipher.open(details)) if details else {}
    about = Subject(*subject)
    return Outgoing(kind, about, wording, not_before, not_after, tuple(needed.items()))


def escalation(values: Sequence[Any]) -> Escalation:
    """An escalation from `ESCALATION_COLUMNS`."""
    return Escalation(*values)
