"""Ladders, shifts, codes to work by phone, follow-ups, and what a coordinator sends a member."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from migrations.words import widen

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SENT = ("ask", "ask_call", "reminder", "call", "call_back", "invitation", "page")
MORE_SENT = (*SENT, "page_call", "staff", "loop", "loop_call", "words", "bridge")
KINDS = (
    *("danger", "duress", "person_now", "help", "not_ok", "call_me", "silence", "unreachable"),
    *("unclear", "voicemail", "wrong_number", "stop", "data", "forget"),
)
MORE_KINDS = (*KINDS, "worry", "harassment", "follow_up", "service")
WORDS = (  # table, column, name of the check, the words it held and those it holds
    ("outbox", "kind", "kind", SENT, MORE_SENT),
    ("escalation", "kind", "escalationkind", KINDS, MORE_KINDS),
)


def upgrade() -> None:
    """Apply."""
    for table, column, name, old, new in WORDS:
        widen(table, column, name, old, new)
    for name in ("rung", "climbs"):
        op.add_column("escalation", count(name))
    op.add_column("escalation", flag("warned"))
    op.add_column("escalation", sa.Column("contact_by", UTCDateTime()))
    op.add_column("escalation", short("outcome", 16))
    op.add_column("escalation", sa.Column("paged_at", UTCDateTime()))
    op.add_column("outbox", sa.Column("details", sa.Text()))
    op.add_column("coordinator", short("time_zone", 64))
    op.add_column("coordinator", sa.Column("phone_confirmed_at", UTCDateTime()))
    op.add_column("coordinator", short("desk_pin", 64))
    op.add_column("coordinator", sa.Column("desk_open_until", UTCDateTime()))
    op.add_column("coordinator", count("desk_tries"))
    op.create_index("ix_coordinator_line_id", "coordinator", ["line_id"])
    op.create_index("ix_outbox_escalation_id", "outbox", ["escalation_id", "id"])
    shifts()
    codes()
    op.create_table(
        "follow_up",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("escalation_id", BIG_ID, nullable=False),
        sa.Column("member_id", BIG_ID, nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("done_at", UTCDateTime()),
        sa.ForeignKeyConstraint(
            ["escalation_id"], ["escalation.id"], name="fk_follow_up_escalation_id_escalation"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_follow_up_member_id_member"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
    )
    waiting = sa.text("done_at IS NULL")
    op.create_index(
        "ix_follow_up_due_at",
        "follow_up",
        ["due_at"],
        postgresql_where=waiting,
        sqlite_where=waiting,
    )


def shifts() -> None:
    """The rota, and the turns of it that were told of or confirmed."""
    op.create_table(
        "shift",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("coordinator_id", BIG_ID, nullable=False),
        sa.Column("who", sa.String(24), nullable=False),
        sa.Column("weekday", sa.Integer()),
        sa.Column("on_day", sa.Date()),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("who IN ('first', 'second', 'everybody')", name=op.f("ck_shift_who")),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["coordinator.id"], name="fk_shift_coordinator_id_coordinator"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shift"),
    )
    op.create_table(
        "shift_turn",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("shift_id", BIG_ID, nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("reminded_at", UTCDateTime(), nullable=False),
        sa.Column("confirmed_at", UTCDateTime()),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name="fk_shift_turn_shift_id_shift", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shift_turn"),
    )
    op.create_index("uq_shift_turn", "shift_turn", ["shift_id", "starts_at"], unique=True)


def codes() -> None:
    """What a coordinator calls an escalation by in a text."""
    op.create_table(
        "desk_code",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("coordinator_id", BIG_ID, nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("escalation_id", BIG_ID, nullable=False),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["coordinator.id"], name="fk_desk_code_coordinator_id_coordinator"
        ),
        sa.ForeignKeyConstraint(
            ["escalation_id"], ["escalation.id"], name="fk_desk_code_escalation_id_escalation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_desk_code"),
    )
    op.create_index("uq_desk_code_code", "desk_code", ["coordinator_id", "code"], unique=True)
    op.create_index(
        "uq_desk_code_escalation", "desk_code", ["coordinator_id", "escalation_id"], unique=True
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


def downgrade() -> None:
    """Take back. Rows that hold one of the new words must be gone."""
    for table in ("follow_up", "desk_code", "shift_turn", "shift"):
        op.drop_table(table)
    op.drop_index("ix_outbox_escalation_id", "outbox")
    op.drop_index("ix_coordinator_line_id", "coordinator")
    for name in ("time_zone", "phone_confirmed_at", "desk_pin", "desk_open_until", "desk_tries"):
        op.drop_column("coordinator", name)
    op.drop_column("outbox", "details")
    for name in ("rung", "climbs", "warned", "contact_by", "outcome", "paged_at"):
        op.drop_column("escalation", name)
    for table, column, name, old, new in WORDS:
        widen(table, column, name, new, old)
