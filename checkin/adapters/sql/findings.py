"""What the rules of risk have found, and what people made of it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.rows import (
    COORDINATOR,
    ESCALATION,
    ESCALATION_EVENT,
    FINDING,
    MESSAGE,
)
from checkin.adapters.tables.findings import LONGEST_RULES
from checkin.domain.escalation import EscalationKind
from checkin.usecases.ports.findings import Finding, Tally, Verdict

# What stands beside a text, where its statement is joined to both of these tables.
COLUMNS = (
    FINDING.level,
    FINDING.rules,
    FINDING.verdict,
    FINDING.judged_at,
    COORDINATOR.name.label("judged_by"),
)
JUDGED = COORDINATOR.id == FINDING.judged_by
OF_TEXT = FINDING.message_id == MESSAGE.id


def finding(row: Any, cipher: Cipher) -> Finding | None:
    """What stands in `COLUMNS`; None where nothing was found."""
    if row.level is None:
        return None
    return Finding(
        level=row.level,
        rules=tuple(_ids(row.rules)),
        verdict=Verdict(row.verdict) if row.verdict else None,
        judged_by=cipher.open(row.judged_by) if row.judged_by else "",
        judged_at=row.judged_at,
    )


class SqlFindings:
    """`Findings` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def judge(self, message_id: int, verdict: Verdict, coordinator_id: int, now: datetime) -> bool:
        """Write the verdict down, on the text and in the timeline of what it belongs to."""
        text = self.connection.execute(
            sa.select(FINDING.rules, MESSAGE.line_id, MESSAGE.member_id, MESSAGE.created_at)
            .join_from(FINDING.id.table, MESSAGE.id.table, OF_TEXT)
            .where(FINDING.message_id == message_id)
            .with_for_update(of=FINDING.id.table)
        ).one_or_none()
        if text is None:
            return False
        values = {"verdict": verdict, "judged_by": coordinator_id, "judged_at": now}
        one = FINDING.message_id == message_id
        self.connection.execute(sa.update(FINDING.id.table).where(one).values(values))
        event = {
            "at": now,
            "what": f"judged_{verdict}",
            "coordinator_id": coordinator_id,
            "note": self.cipher.seal(text.rules),
        }
        for escalation_id in self.connection.execute(_belongs_to(text)).scalars().all():
            its = sa.insert(ESCALATION_EVENT.id.table)
            self.connection.execute(its.values(escalation_id=escalation_id, **event))
        return True

    def tallies(self) -> Sequence[Tally]:
        """All rules that had a part in a text that was judged, by their ids."""
        counts: Counter[tuple[str, str]] = Counter()
        judged = sa.select(FINDING.rules, FINDING.verdict).where(FINDING.verdict != "")
        for rules, verdict in self.connection.execute(judged):
            counts.update((rule, verdict) for rule in _ids(rules))
        rules = sorted({rule for rule, _ in counts})
        return [Tally(id_, *(counts[id_, verdict] for verdict in Verdict)) for id_ in rules]


def _belongs_to(text: Any) -> sa.Select[Any]:
    """The escalations for danger that stood open when the text came."""
    mine = (
        ESCALATION.member_id == text.member_id
        if text.member_id
        else ESCALATION.line_id == text.line_id
    )
    return sa.select(ESCALATION.id).where(
        mine,
        ESCALATION.kind == EscalationKind.DANGER,
        ESCALATION.opened_at <= text.created_at,
        sa.or_(ESCALATION.resolved_at.is_(None), ESCALATION.resolved_at >= text.created_at),
    )


def _ids(rules: str) -> list[str]:
    """The ids of rules; the last of a list that was cut off is not one of them."""
    ids = rules.split()
    return ids[:-1] if len(rules) == LONGEST_RULES else ids
