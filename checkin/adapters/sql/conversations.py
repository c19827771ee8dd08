"""Lines and what is open on them."""

from datetime import datetime

import phonenumbers
import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher, Sealed
from checkin.adapters.sql import rows
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import CHECK_IN, CHECK_IN_COLUMNS, LINE, MEMBER, MEMBER_COLUMNS
from checkin.domain.conversation import Conversation, Thread

MEMBERS = slice(5, 5 + len(MEMBER_COLUMNS))
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
    sa.select(
        LINE.id,
        LINE.stopped,
        LINE.misunderstood,
        LINE.dialable,
        MEMBER.invited_until,
        *MEMBER_COLUMNS,
        *CHECK_IN_COLUMNS,
    )
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
        line_id, stopped, misunderstood, answerable = found[0][:4]
        threads = []
        for row in found:
            member = rows.member(row[MEMBERS], self.cipher)
            if member is not None:
                threads.append(Thread(member, rows.check_in(row[CHECK_INS]), row[4]))
        return Conversation(
            line_id=line_id,
            language=self.language,
            stopped=stopped,
            answerable=answerable,
            misunderstood=misunderstood,
            threads=tuple(threads),
        )

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
