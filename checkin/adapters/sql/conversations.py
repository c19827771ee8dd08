"""Lines and what is open on them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import phonenumbers
import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher, Sealed
from checkin.adapters.sql import guards, rows
from checkin.adapters.sql.consents import standing_for
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.prompts import prompt_in
from checkin.adapters.sql.rows import CHECK_IN, CHECK_IN_COLUMNS, LINE, MEMBER, MEMBER_COLUMNS
from checkin.domain.conversation import (
    Alarm,
    CalledBack,
    Conversation,
    Guard,
    Pace,
    Speaking,
    Thread,
)
from checkin.domain.importing.zone import country_zones
from checkin.domain.member import MemberState
from checkin.usecases.ports.records import Fitting

LINES = (
    LINE.id,
    LINE.stopped,
    LINE.misunderstood,
    LINE.dialable,
    LINE.wrong,
    LINE.language,
    LINE.prompt,
    LINE.prompt_note,
    LINE.prompt_member_id,
    LINE.prompt_until,
    LINE.speaking_id,
    LINE.speaking_until,
    LINE.speaking_proven,
    LINE.paced_since,
    LINE.paced_replies,
    LINE.called_back_at,
    LINE.called_back,
    LINE.alarmed_level,
    LINE.alarmed_at,
)
GUARDS = (
    MEMBER.invited_until,
    MEMBER.pin,
    MEMBER.safe_word,
    MEMBER.pin_tries,
    MEMBER.locked_until,
)
OWN = slice(len(LINES), len(LINES) + len(GUARDS))
MEMBERS = slice(OWN.stop, OWN.stop + len(MEMBER_COLUMNS))
CHECK_INS = slice(MEMBERS.stop, MEMBERS.stop + len(CHECK_IN_COLUMNS))


def _latest_check_in() -> sa.ScalarSelect[int]:
    """The id of a member's latest check-in: by `uq_check_in_member_id_due_at`."""
    other = CHECK_IN.id.table.alias("other")
    return (
        sa.select(other.c.id)
        .where(other.c.member_id == MEMBER.id)
        .order_by(other.c.due_at.desc())
        .limit(1)
        .scalar_subquery()
    )


# One statement for the whole snapshot; the line is locked so that what arrives on it queues up.
ON_LINE = (
    sa.select(*LINES, *GUARDS, *MEMBER_COLUMNS, *CHECK_IN_COLUMNS)
    .select_from(
        LINE.id.table.outerjoin(MEMBER.id.table, MEMBER.line_id == LINE.id).outerjoin(
            CHECK_IN.id.table, CHECK_IN.id == _latest_check_in()
        )
    )
    .where(LINE.fingerprint == sa.bindparam("fingerprint"))
    .order_by(MEMBER.id)
    .with_for_update(of=LINE.id.table, key_share=True)
)


class SqlConversations:
    """`Conversations` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher, language: str) -> None:
        self.connection = connection
        self.cipher = cipher
        self.language = language

    def on(self, number: str, now: datetime) -> Conversation:
        """The conversation on `number`, locked until commit; an unknown number gets a line."""
        fingerprint = self.cipher.fingerprint(number)
        found = self.connection.execute(ON_LINE, {"fingerprint": fingerprint}).all()
        if not found:
            self.line_for(number, now)
            found = self.connection.execute(ON_LINE, {"fingerprint": fingerprint}).all()
        return self._conversation(number, found)

    def _conversation(self, number: str, found: Sequence[Any]) -> Conversation:
        line = found[0]
        speaking = None
        if line.speaking_id is not None:
            proven = line.speaking_proven
            speaking = Speaking(line.speaking_id, line.speaking_until, proven)
        everyone = tuple(self._threads(found))
        # Whoever had a number that is another's now has left with it; who came later has not.
        lost = tuple(t for t in everyone if line.wrong and t.member.state is MemberState.LEFT)
        threads = tuple(thread for thread in everyone if thread not in lost)
        return Conversation(
            line_id=line[0],
            language=line[5] or self.language,
            time_zone="UTC" if threads else zone_of(number),
            stopped=line.stopped,
            answerable=line.dialable,
            misunderstood=line.misunderstood,
            threads=threads,
            prompt=prompt_in(
                line.prompt,
                line.prompt_note,
                self.cipher,
                line.prompt_member_id,
                line.prompt_until,
            ),
            speaking=speaking,
            pace=Pace(line.paced_since, line.paced_replies),
            called_back=CalledBack(line.called_back_at, line.called_back),
            alarm=Alarm(line.alarmed_level, line.alarmed_at) if line.alarmed_at else None,
            lost=lost,
        )

    def _threads(self, found: Sequence[Any]) -> Iterator[Thread]:
        for row in found:
            member = rows.member(row[MEMBERS], self.cipher)
            if member is not None:
                invited_until, *guard = row[OWN]
                check_in = rows.check_in(row[CHECK_INS])
                yield Thread(member, check_in, invited_until, Guard(*guard))

    def with_standing(self, conversation: Conversation) -> Conversation:
        """The same, with what each member on it has agreed to."""
        threads = conversation.threads
        standing = standing_for(self.connection, [thread.member for thread in threads])
        agreed = (replace(t, standing=standing[t.member.id]) for t in threads)
        return replace(conversation, threads=tuple(agreed))

    def fitting(self, conversation: Conversation, said: str) -> Fitting:
        """Whose PIN and whose safe word `said` is, of the members on the line."""
        return guards.fitting(self.cipher, conversation, said)

    def line_for(self, number: str, now: datetime) -> int:
        """The id of the line of `number`, made if it is new."""
        fingerprint = self.cipher.fingerprint(number)
        values = {
            "fingerprint": fingerprint,
            "number": self.cipher.seal(number),
            "dialable": dialable(number),
            "stopped": False,
            "misunderstood": 0,
            "created_at": now,
        }
        statement = insert_once(self.connection, LINE.id.table, LINE.id)
        new = self.connection.execute(statement, values).scalar()
        if new is not None:
            return int(new)
        known = sa.select(LINE.id).where(LINE.fingerprint == fingerprint)
        return int(self.connection.execute(known).scalar_one())

    def number_of(self, line_id: int) -> str:
        """The number of a line, in clear."""
        statement = sa.select(LINE.number).where(LINE.id == line_id)
        number: str = self.connection.execute(statement).scalar_one()
        return str(self.cipher.open(Sealed(number)))

    def number_of_member(self, member_id: int) -> str:
        """The number of a member's line, in clear; empty where it has stopped or there is none."""
        statement = (
            sa.select(LINE.number)
            .join_from(LINE.id.table, MEMBER.id.table, MEMBER.line_id == LINE.id)
            .where(MEMBER.id == member_id, sa.not_(LINE.stopped))
        )
        number = self.connection.execute(statement).scalar()
        return self.cipher.open(number) if number else ""


def dialable(number: str) -> bool:
    """Whether a text or call to `number` can be tried: a possible number in E.164.

    Short codes, names of senders and hidden numbers are not.
    """
    if not number.startswith("+"):
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def zone_of(number: str) -> str:
    """The zone of the number's country where it has only one, else UTC: a person sets it (R43)."""
    if not dialable(number):
        return "UTC"
    zones = country_zones(phonenumbers.parse(number))
    return zones[0] if len(zones) == 1 else "UTC"
