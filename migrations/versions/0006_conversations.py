"""What a line and a call remember of their conversation, guards of shared phones, new words.

The words that a column may hold grow: PostgreSQL changes the check, SQLite its written form in
the schema, which is how its own documentation says to change one without touching the rows.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from migrations.words import widen

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

ANSWERS = ("ok", "not_ok", "unclear")
SENT = ("ask", "ask_call", "reminder", "call")
OTHERS = ("invitation", "page")
KINDS = ("not_ok", "silence", "unreachable", "unclear")
MORE_KINDS = (
    *("danger", "duress", "person_now", "help", "not_ok", "call_me", "silence", "unreachable"),
    *("unclear", "voicemail", "wrong_number", "stop", "data", "forget"),
)
WORDS = (  # table, column, name of the check, the words it held and those it holds
    ("check_in", "answer", "answer", ANSWERS, (*ANSWERS, "here")),
    ("outbox", "kind", "kind", (*SENT, *OTHERS), (*SENT, "call_back", *OTHERS)),
    ("escalation", "kind", "escalationkind", KINDS, MORE_KINDS),
)


def upgrade() -> None:
    """Apply."""
    for column in of_a_line():
        op.add_column("line", column)
    for column in of_a_member():
        op.add_column("member", column)
    op.create_index(
        "ix_member_paused_until",
        "member",
        ["paused_until"],
        postgresql_where=sa.text("paused_until IS NOT NULL"),
        sqlite_where=sa.text("paused_until IS NOT NULL"),
    )
    op.add_column("call", short("prompt", 16))
    op.execute("UPDATE call_turn SET reply = ''")  # sealed from now on; only a repeat reads it
    op.add_column("call", sa.Column("prompt_note", sa.Text()))
    op.add_column("check_in", sa.Column("score", sa.Integer()))
    for table, column, name, old, new in WORDS:
        widen(table, column, name, old, new)
    op.create_table(
        "spending",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("message_id", BIG_ID, nullable=False),
        sa.Column("call_id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("month", name="pk_spending"),
    )


def short(name: str, length: int) -> sa.Column[str]:
    """A few characters, which rows of the live release may leave out."""
    return sa.Column(name, sa.String(length), nullable=False, server_default="")


def count(name: str) -> sa.Column[int]:
    """A number, which rows of the live release may leave out."""
    return sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))


def flag(name: str) -> sa.Column[bool]:
    """A yes or no, which rows of the live release may leave out."""
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def of_a_line() -> list[sa.Column]:
    return [
        flag("wrong"),
        short("language", 16),
        short("prompt", 16),
        sa.Column("prompt_member_id", BIG_ID),
        sa.Column("prompt_note", sa.Text()),
        sa.Column("prompt_until", UTCDateTime()),
        sa.Column("speaking_id", BIG_ID),
        sa.Column("speaking_until", UTCDateTime()),
        flag("speaking_proven"),
        sa.Column("paced_since", UTCDateTime()),
        count("paced_replies"),
        sa.Column("called_back_at", UTCDateTime()),
        count("called_back"),
    ]


def of_a_member() -> list[sa.Column]:
    return [
        sa.Column("paused_until", UTCDateTime()),
        short("pin", 64),
        short("safe_word", 64),
        count("pin_tries"),
        sa.Column("locked_until", UTCDateTime()),
    ]


def downgrade() -> None:
    """Take back. Rows that hold one of the new words must be gone."""
    op.drop_table("spending")
    for table, column, name, old, new in WORDS:
        widen(table, column, name, new, old)
    op.drop_index("ix_member_paused_until", "member")
    op.drop_column("check_in", "score")
    for name in ("prompt", "prompt_note"):
        op.drop_column("call", name)
    for column in of_a_member():
        op.drop_column("member", column.name)
    for column in of_a_line():
        op.drop_column("line", column.name)
