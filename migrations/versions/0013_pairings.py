"""Members who support one another: wishes, pairings and their sides, blocks, nudges, relays."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from migrations.words import rewrite, widen

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = (
    *("ask", "ask_call", "reminder", "call", "call_back", "invitation", "page"),
    *("page_call", "staff", "loop", "loop_call", "words", "bridge", "notice"),
)
MORE_KINDS = (
    *KINDS,
    *("offer", "offer_call", "buddy", "buddy_call", "relay", "relay_call", "buddy_bridge"),
    *("circle", "circle_call"),
)
OF_OUTBOX = (
    "CONSTRAINT fk_outbox_pairing_id_pairing FOREIGN KEY(pairing_id) REFERENCES pairing (id)"
)
TABLES = ("relayed", "nudge", "block", "pairing_event", "pairing_side", "pairing", "wishes")


def upgrade() -> None:
    """Apply."""
    wishes()
    bonds()
    between()
    widen("outbox", "kind", "kind", KINDS, MORE_KINDS)
    if op.get_bind().dialect.name == "postgresql":
        op.add_column("outbox", sa.Column("pairing_id", BIG_ID))
        op.create_foreign_key(
            "fk_outbox_pairing_id_pairing", "outbox", "pairing", ["pairing_id"], ["id"]
        )
        return
    op.execute("ALTER TABLE outbox ADD COLUMN pairing_id INTEGER")
    rewrite("outbox", "pairing_id INTEGER", f"pairing_id INTEGER, {OF_OUTBOX}")


def downgrade() -> None:
    """Take back. Outbox rows of the new kinds must be gone."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("fk_outbox_pairing_id_pairing", "outbox", type_="foreignkey")
        op.drop_column("outbox", "pairing_id")
    else:
        rewrite("outbox", f"pairing_id INTEGER, {OF_OUTBOX}", "pairing_id INTEGER")
        op.execute("ALTER TABLE outbox DROP COLUMN pairing_id")
    widen("outbox", "kind", "kind", MORE_KINDS, KINDS)
    for table in TABLES:
        op.drop_table(table)


def wishes() -> None:
    """What a member wishes of a buddy, and can give as one."""
    op.create_table(
        "wishes",
        id_("member_id"),
        flag("supports"),
        number("capacity", 1),
        sa.Column("facts", sa.Text()),
        short("household", 64),
        moment("signed_off_at"),
        id_("supervisor_id", optional=True),
        moment("resting_until"),
        moment("waiting_since"),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        of("wishes", "member_id", "member"),
        of("wishes", "supervisor_id", "coordinator"),
        sa.PrimaryKeyConstraint("member_id", name="pk_wishes"),
    )


def bonds() -> None:
    """The bonds, their sides and their timeline."""
    op.create_table(
        "pairing",
        id_("id"),
        word("state", "pairingstate", "proposed", "offered", "active", "paused", "ended"),
        word("shape", "shape", "peers", "buddy"),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("factors", sa.Text()),
        sa.Column("proposed_at", UTCDateTime(), nullable=False),
        moment("act_after"),
        moment("offered_until"),
        moment("active_since"),
        id_("turn_id", optional=True),
        moment("next_nudge_at"),
        moment("last_contact_at"),
        number("contacts"),
        number("idle_step"),
        number("reviews"),
        moment("ended_at"),
        short("ended", 16),
        sa.PrimaryKeyConstraint("id", name="pk_pairing"),
    )
    where_known("pairing", "act_after")
    where_known("pairing", "next_nudge_at")
    op.create_index("ix_pairing_state", "pairing", ["state", "id"])
    op.create_table(
        "pairing_side",
        id_("id"),
        id_("pairing_id"),
        id_("member_id"),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("alias", sa.Integer(), nullable=False),
        word("answer", "answered", "waiting", "agreed", "accepted", "declined"),
        short("norms", 16),
        of("pairing_side", "pairing_id", "pairing"),
        of("pairing_side", "member_id", "member"),
        sa.PrimaryKeyConstraint("id", name="pk_pairing_side"),
    )
    op.create_index("uq_pairing_side", "pairing_side", ["pairing_id", "member_id"], unique=True)
    op.create_index("ix_pairing_side_member_id", "pairing_side", ["member_id", "pairing_id"])
    op.create_table(
        "pairing_event",
        id_("id"),
        id_("pairing_id"),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        id_("member_id", optional=True),
        id_("coordinator_id", optional=True),
        sa.Column("note", sa.Text()),
        of("pairing_event", "pairing_id", "pairing"),
        of("pairing_event", "member_id", "member"),
        of("pairing_event", "coordinator_id", "coordinator"),
        sa.PrimaryKeyConstraint("id", name="pk_pairing_event"),
    )
    op.create_index("ix_pairing_event_pairing_id", "pairing_event", ["pairing_id", "id"])


def between() -> None:
    """Blocks, nudges, and what was relayed."""
    op.create_table(
        "block",
        id_("id"),
        id_("member_id"),
        id_("other_id", optional=True),
        short("fingerprint", 64),
        sa.Column("since", UTCDateTime(), nullable=False),
        moment("lifted_at"),
        of("block", "member_id", "member"),
        of("block", "other_id", "member"),
        sa.PrimaryKeyConstraint("id", name="pk_block"),
    )
    op.create_index("ix_block_member_id", "block", ["member_id", "id"])
    op.create_index("ix_block_other_id", "block", ["other_id"])
    op.create_table(
        "nudge",
        id_("id"),
        id_("pairing_id"),
        word("kind", "nudgekind", "cadence", "silence", "not_ok", "idle", "review"),
        id_("buddy_id"),
        id_("member_id"),
        word("state", "nudgestate", *NUDGE_STATES),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        moment("act_after"),
        number("prompt"),
        id_("check_in_id", optional=True),
        number("passed"),
        short("how_it_went", 16),
        moment("closed_at"),
        of("nudge", "pairing_id", "pairing"),
        of("nudge", "buddy_id", "member"),
        of("nudge", "member_id", "member"),
        of("nudge", "check_in_id", "check_in"),
        sa.PrimaryKeyConstraint("id", name="pk_nudge"),
    )
    slot = ["pairing_id", "kind", "due_at", "buddy_id"]
    op.create_index("uq_nudge_slot", "nudge", slot, unique=True)
    where_known("nudge", "act_after")
    op.create_index("ix_nudge_buddy_id", "nudge", ["buddy_id", "id"])
    op.create_table(
        "relayed",
        id_("id"),
        id_("pairing_id"),
        id_("from_id"),
        id_("to_id"),
        word("outcome", "relayoutcome", *OUTCOMES),
        short("reason", 32),
        flag("by_call"),
        short("evidence", 64),
        sa.Column("at", UTCDateTime(), nullable=False),
        of("relayed", "pairing_id", "pairing"),
        of("relayed", "from_id", "member"),
        of("relayed", "to_id", "member"),
        sa.PrimaryKeyConstraint("id", name="pk_relayed"),
    )
    op.create_index("ix_relayed_pairing_id", "relayed", ["pairing_id", "id"])
    op.create_index("ix_relayed_from_id", "relayed", ["from_id", "at"])


NUDGE_STATES = ("due", "asked", "taken", "done", "not_done", "passed", "expired")
OUTCOMES = ("sent", "held", "dropped", "refused", "taken", "missed")


def id_(name: str, *, optional: bool = False) -> sa.Column[int]:
    """The id of a row."""
    return sa.Column(name, BIG_ID, nullable=optional)


def moment(name: str) -> sa.Column[UTCDateTime]:
    """A moment, if it is known."""
    return sa.Column(name, UTCDateTime())


def short(name: str, length: int) -> sa.Column[str]:
    """A few characters, none where nothing is known."""
    return sa.Column(name, sa.String(length), nullable=False, server_default="")


def number(name: str, first: int = 0) -> sa.Column[int]:
    """A number that begins at `first`."""
    return sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text(str(first)))


def flag(name: str) -> sa.Column[bool]:
    """A yes or no that begins as no."""
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def word(name: str, check: str, *words: str) -> sa.Column[str]:
    """One of these words."""
    kind = sa.Enum(*words, name=check, native_enum=False, create_constraint=True, length=24)
    return sa.Column(name, kind, nullable=False)


def of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A reference to a row of `other`."""
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def where_known(table: str, column: str) -> None:
    """An index of those rows alone that have a moment there."""
    known = sa.text(f"{column} IS NOT NULL")
    op.create_index(
        f"ix_{table}_{column}", table, [column], postgresql_where=known, sqlite_where=known
    )
