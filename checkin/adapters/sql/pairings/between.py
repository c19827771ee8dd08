"""What passes between two members, and who wants nothing to do with whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.rows import BLOCK, OUTBOX, PAIRING, PAIRING_SIDE, RELAYED
from checkin.adapters.tables.asking import OutboxState
from checkin.domain.pairing import (
    Blocked,
    Held,
    HeldJudged,
    PairingState,
    Relayed,
    RelayOutcome,
    Sent,
    Traffic,
    Unblocked,
)
from checkin.domain.relaying.releasing import JUDGED
from checkin.domain.relaying.unreached import WORDS
from checkin.usecases.ports.unit_of_work import Conflict

A_DAY = timedelta(days=1)
IN_TOUCH = (PairingState.ACTIVE, PairingState.PAUSED)
OTHERS = PAIRING_SIDE.id.table.alias("others")


class SqlBetween:
    """Blocks and relayed contacts on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def blocks(self, member_ids: Iterable[int]) -> frozenset[tuple[int, int]]:
        """Who of all members has blocked whom, where these are among the two."""
        theirs = list(member_ids)
        found = self.connection.execute(
            sa.select(BLOCK.member_id, BLOCK.other_id).where(
                sa.or_(BLOCK.member_id.in_(theirs), BLOCK.other_id.in_(theirs)),
                BLOCK.other_id.is_not(None),
                BLOCK.lifted_at.is_(None),
            )
        )
        return frozenset((row.member_id, row.other_id) for row in found)

    def block(self, blocked: Blocked, now: datetime) -> None:
        """Keep a block; one that is there stays alone."""
        if (blocked.member_id, blocked.other_id) in self.blocks([blocked.member_id]):
            return
        fingerprint = self.cipher.fingerprint(blocked.number) if blocked.number else ""
        self.connection.execute(
            sa.insert(BLOCK.id.table).values(
                member_id=blocked.member_id,
                other_id=blocked.other_id,
                fingerprint=fingerprint,
                since=now,
            )
        )
        if blocked.other_id is not None:
            self._keep_back(blocked.member_id, blocked.other_id)

    def _keep_back(self, member_id: int, other_id: int) -> None:
        """Words of the blocked one that wait for the morning never arrive."""
        theirs = sa.select(PAIRING_SIDE.pairing_id).where(PAIRING_SIDE.member_id == other_id)
        self.connection.execute(
            sa.update(OUTBOX.id.table)
            .where(
                OUTBOX.member_id == member_id,
                OUTBOX.kind.in_(WORDS),
                OUTBOX.state == OutboxState.WAITING,
                OUTBOX.pairing_id.in_(theirs),
            )
            .values(state=OutboxState.DROPPED, reason="dropped.not_active")
        )

    def unblock(self, unblocked: Unblocked, now: datetime) -> None:
        """Lift a member's block of another, or all of theirs."""
        which = [BLOCK.member_id == unblocked.member_id, BLOCK.lifted_at.is_(None)]
        if unblocked.other_id is not None:
            which.append(BLOCK.other_id == unblocked.other_id)
        self.connection.execute(sa.update(BLOCK.id.table).where(*which).values(lifted_at=now))

    def relayed(self, relayed: Relayed, now: datetime) -> None:
        """Write down what became of a text or call from one to the other."""
        self.connection.execute(
            sa.insert(RELAYED.id.table).values(
                pairing_id=relayed.pairing_id,
                from_id=relayed.from_id,
                to_id=relayed.to_id,
                outcome=relayed.outcome,
                reason=relayed.reason,
                by_call=relayed.by_call,
                evidence=relayed.evidence,
                at=now,
            )
        )

    def traffic(self, member_id: int, buddy_ids: Sequence[int], now: datetime) -> Traffic:
        """What a member sent in the last day, who has blocked whom, and their buddies' buddies."""
        sent = self.connection.execute(
            sa.select(
                RELAYED.pairing_id, RELAYED.to_id, RELAYED.outcome, RELAYED.by_call, RELAYED.at
            )
            .where(RELAYED.from_id == member_id, RELAYED.at > now - A_DAY)
            .order_by(RELAYED.id)
        )
        return Traffic(
            sent=tuple(Sent(*row) for row in sent),
            blocked=self.blocks([member_id]),
            contacts=self._contacts(buddy_ids),
        )

    def held(self, member_id: int) -> list[Held]:
        """This member's words that wait for a coordinator to look at them, oldest first."""
        found = self.connection.execute(
            sa.select(
                *(RELAYED.id, RELAYED.pairing_id, RELAYED.from_id, RELAYED.to_id),
                *(RELAYED.reason, RELAYED.evidence, RELAYED.at),
            )
            .where(
                RELAYED.from_id == member_id,
                RELAYED.outcome == RelayOutcome.HELD,
                RELAYED.reason.in_(sorted(JUDGED)),
            )
            .order_by(RELAYED.id)
        )
        return [Held(*row[:5], int(row.evidence.removeprefix("message ")), row.at) for row in found]

    def judge(self, judged: HeldJudged) -> None:
        """Write what a coordinator made of held words; `Conflict` if somebody has before."""
        written = self.connection.execute(
            sa.update(RELAYED.id.table)
            .where(RELAYED.id == judged.relayed_id, RELAYED.outcome == RelayOutcome.HELD)
            .values(outcome=judged.outcome)
        )
        if written.rowcount != 1:
            raise Conflict(f"the words of relay {judged.relayed_id} are not held any more")

    def _contacts(self, member_ids: Sequence[int]) -> dict[int, tuple[tuple[int, int], ...]]:
        found = self.connection.execute(
            sa.select(PAIRING_SIDE.member_id, PAIRING_SIDE.pairing_id, OTHERS.c.member_id)
            .join(PAIRING.id.table, PAIRING.id == PAIRING_SIDE.pairing_id)
            .join(
                OTHERS,
                sa.and_(
                    OTHERS.c.pairing_id == PAIRING_SIDE.pairing_id,
                    OTHERS.c.member_id != PAIRING_SIDE.member_id,
                ),
            )
            .where(PAIRING_SIDE.member_id.in_(member_ids), PAIRING.state.in_(IN_TOUCH))
            .order_by(PAIRING_SIDE.pairing_id, OTHERS.c.place)
        )
        contacts: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for member_id, pairing_id, other_id in found:
            contacts[member_id].append((pairing_id, other_id))
        return {member_id: tuple(theirs) for member_id, theirs in contacts.items()}
