"""The tables, one file per group of words. Importing this package fills `SQLModel.metadata`."""

from checkin.adapters.tables.asking import CheckInRow, OutboxRow
from checkin.adapters.tables.audit import AuditHeadRow, AuditRow
from checkin.adapters.tables.circle import (
    CircleAnswerRow,
    CircleRoundRow,
    CircleRow,
    CircleSeatRow,
)
from checkin.adapters.tables.contact import CallRow, CallTurnRow, MessageRow, StatusReportRow
from checkin.adapters.tables.door import EndedSessionRow, LoginTryRow, RecoveryCodeRow
from checkin.adapters.tables.findings import FindingRow
from checkin.adapters.tables.pairing import (
    BlockRow,
    NudgeRow,
    PairingEventRow,
    PairingRow,
    PairingSideRow,
    RelayedRow,
    WishesRow,
)
from checkin.adapters.tables.people import ConsentRow, LineRow, MemberRow, WordingShownRow
from checkin.adapters.tables.recordings import HearingRow, RecordingRow
from checkin.adapters.tables.reporting import (
    CountedAskingRow,
    CountedContactRow,
    CountedWeekRow,
)
from checkin.adapters.tables.rota import DeskCodeRow, FollowUpRow, ShiftRow, ShiftTurnRow
from checkin.adapters.tables.spending import SpendingRow
from checkin.adapters.tables.staff import (
    ClockPassRow,
    CoordinatorRow,
    EscalationEventRow,
    EscalationRow,
    MemberEventRow,
)

__all__ = [
    "AuditHeadRow",
    "AuditRow",
    "BlockRow",
    "CallRow",
    "CallTurnRow",
    "CheckInRow",
    "CircleAnswerRow",
    "CircleRoundRow",
    "CircleRow",
    "CircleSeatRow",
    "ClockPassRow",
    "ConsentRow",
    "CoordinatorRow",
    "CountedAskingRow",
    "CountedContactRow",
    "CountedWeekRow",
    "DeskCodeRow",
    "EndedSessionRow",
    "EscalationEventRow",
    "EscalationRow",
    "FindingRow",
    "FollowUpRow",
    "HearingRow",
    "LineRow",
    "LoginTryRow",
    "MemberEventRow",
    "MemberRow",
    "MessageRow",
    "NudgeRow",
    "OutboxRow",
    "PairingEventRow",
    "PairingRow",
    "PairingSideRow",
    "RecordingRow",
    "RecoveryCodeRow",
    "RelayedRow",
    "ShiftRow",
    "ShiftTurnRow",
    "SpendingRow",
    "StatusReportRow",
    "WishesRow",
    "WordingShownRow",
]
