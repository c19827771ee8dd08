"""`Consents` on a connection: the ledger of one member, wherever it was written."""

from collections.abc import Sequence
from json import loads
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from checkin.adapters.cipher import CannotOpen, Cipher
from checkin.adapters.sql.consents import opened, standing_for
from checkin.adapters.sql.rows import CONSENT, WORDING_SHOWN
from checkin.domain.consent import Purpose
from checkin.domain.consent.shown import WordingShown
from checkin.domain.member import Member
from checkin.usecases.ports.agreed import Agreed

SHOWN = (
    WORDING_SHOWN.medium.label("shown_medium"),
    WORDING_SHOWN.key.label("shown_key"),
    WORDING_SHOWN.language.label("shown_language"),
    WORDING_SHOWN.text.label("shown_text"),
    WORDING_SHOWN.filled.label("shown_filled"),
)
EVENTS = (
    sa.select(CONSENT.id.table, *SHOWN)
    .select_from(
        CONSENT.id.table.outerjoin(
            WORDING_SHOWN.hash.table, WORDING_SHOWN.hash == CONSENT.wording_hash
        )
    )
    .order_by(CONSENT.id.desc())
)


class SqlConsents:
    """Reads of the ledger for one member's record; it writes nothing."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def of(self, member: Member, below: int | None, limit: int) -> Sequence[Agreed]:
        """Up to `limit` events with ids below that, newest first, of every number they had.

        What was said for everybody on a phone counts for as long as the member was on it.
        """
        had = self.connection.execute(
            sa.select(CONSENT.line_id, sa.func.max(CONSENT.id).label("last"))
            .where(CONSENT.member_id == member.id)
            .group_by(CONSENT.line_id)
        ).all()
        on = [CONSENT.line_id == member.line_id]
        on += [
            sa.and_(CONSENT.line_id == row.line_id, CONSENT.id < row.last)
            for row in had
            if row.line_id != member.line_id
        ]
        everybodys = sa.and_(CONSENT.member_id.is_(None), sa.or_(*on))
        statement = EVENTS.where(sa.or_(CONSENT.member_id == member.id, everybodys)).limit(limit)
        if below is not None:
            statement = statement.where(CONSENT.id < below)
        return [self._agreed(row) for row in self.connection.execute(statement)]

    def standing(self, member: Member) -> frozenset[Purpose]:
        """What stands now."""
        return standing_for(self.connection, (member,))[member.id]

    def _agreed(self, row: Row[Any]) -> Agreed:
        return Agreed(
            id=row.id,
            at=row.occurred_at,
            purpose=row.purpose,
            action=row.action,
            medium=row.medium,
            evidence=self._evidence(row),
            for_everybody=row.member_id is None,
            wording_hash=row.wording_hash,
            shown=_shown(row),
        )

    def _evidence(self, row: Row[Any]) -> str | None:
        try:
            return opened(self.cipher, row.evidence, row.evidence_digest).text
        except CannotOpen:
            return None


def _shown(row: Row[Any]) -> WordingShown | None:
    if row.shown_text is None:
        return None
    filled = loads(row.shown_filled)
    return WordingShown(row.shown_medium, row.shown_key, row.shown_language, row.shown_text, filled)
