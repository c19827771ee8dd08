"""The tables, one file per group of words. Importing this package fills `SQLModel.metadata`."""

from checkin.adapters.tables.asking import CheckInRow, OutboxRow
from checkin.adapters.tables.contact import CallRow, CallTurnRow, MessageRow, StatusReportRow
from checkin.adapters.tables.findings import FindingRow
from checkin.adapters.tables.people import ConsentRow, LineRow, MemberRow, WordingShownRow
from checkin.adapters.tables.recordings import HearingRow, RecordingRow
from checkin.adapters.tables.reporting import (
    CountedAskingRow,
    CountedContactRow,
    CountedWeekRow,
)
from checkin.adapters.tables.spending import SpendingRow
from checkin.adapters.tables.staff import (
    ClockPassRow,
    CoordinatorRow,
    EscalationEventRow,
    EscalationRow,
)

__all__ = [
    "CallRow",
    "CallTurnRow",
    "CheckInRow",
    "ClockPassRow",
    "ConsentRow",
    "CoordinatorRow",
    "CountedAskingRow",
    "CountedContactRow",
    "CountedWeekRow",
    "EscalationEventRow",
    "EscalationRow",
    "FindingRow",
    "HearingRow",
    "LineRow",
    "MemberRow",
    "MessageRow",
    "OutboxRow",
    "RecordingRow",
    "SpendingRow",
    "StatusReportRow",
    "WordingShownRow",
]
