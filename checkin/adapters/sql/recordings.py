"""Words left in a call: kept once, heard by coordinators, and deleted when their time is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import HEARING, RECORDING
from checkin.domain.decision import WordsLeft
from checkin.usecases.ports.records import Outdated, RecordingKept

TABLE = RECORDING.id.table
ONE_HEARING = timedelta(minutes=2)


class SqlRecordings:
    """`Recordings` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def keep(self, words: WordsLeft, now: datetime, kept: timedelta) -> None:
        """Keep what was left, for so long; a repeat of its id at the carrier changes nothing."""
        values = {
            "call_id": words.call_id,
            "line_id": words.line_id,
            "member_id": words.member_id,
            "provider_id": words.provider_id,
            "seconds": words.seconds,
            "created_at": now,
            "delete_after": now + kept,
        }
        self.connection.execute(insert_once(self.connection, TABLE, RECORDING.id), values)

    def get(self, recording_id: int) -> RecordingKept | None:
        """One recording that is still at the carrier."""
        found = self.connection.execute(
            sa.select(
                RECORDING.id, RECORDING.provider_id, RECORDING.line_id, RECORDING.member_id
            ).where(RECORDING.id == recording_id, RECORDING.deleted_at.is_(None))
        ).one_or_none()
        return RecordingKept(*found) if found else None

    def heard(self, recording_id: int, coordinator_id: int, now: datetime) -> bool:
        """Somebody listens to it: each time is written down, and the first one shown.

        A browser asks for a sound piece by piece: that is one hearing. False if it goes on.
        """
        recent = sa.select(HEARING.id).where(
            HEARING.recording_id == recording_id,
            HEARING.coordinator_id == coordinator_id,
            HEARING.at > now - ONE_HEARING,
        )
        new = self.connection.execute(recent.limit(1)).scalar() is None
        if new:
            who = {"recording_id": recording_id, "coordinator_id": coordinator_id, "at": now}
            self.connection.execute(sa.insert(HEARING.id.table).values(who))
        first = sa.update(TABLE).where(RECORDING.id == recording_id, RECORDING.heard_at.is_(None))
        self.connection.execute(first.values(heard_by=coordinator_id, heard_at=now))
        return new

    def outdated(self, now: datetime, again_at: datetime, limit: int) -> Sequence[Outdated]:
        """Up to `limit` recordings whose time is over; they are not named again before then."""
        found = self.connection.execute(
            sa.select(RECORDING.id, RECORDING.provider_id)
            .where(RECORDING.delete_after <= now)
            .order_by(RECORDING.delete_after)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        if found:
            ids = [row.id for row in found]
            later = sa.update(TABLE).where(RECORDING.id.in_(ids))
            self.connection.execute(later.values(delete_after=again_at))
        return [Outdated(*row) for row in found]

    def deleted(self, recording_ids: Sequence[int], now: datetime) -> None:
        """They are not at the carrier any more."""
        gone = sa.update(TABLE).where(RECORDING.id.in_(recording_ids))
        self.connection.execute(gone.values(deleted_at=now, delete_after=None))
