"""The door of the coordinators' page: roles, second factors, tries to log in, and the audit."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REFUSAL = "the audit is append-only"
FIRST = "0" * 64  # what the first row holds in place of a hash before it


def upgrade() -> None:
    """Apply. Whoever is there is a coordinator."""
    for column in of_a_coordinator():
        op.add_column("coordinator", column)
    make_recovery_code()
    make_login_try()
    make_audit()
    refuse_changes()


def short(name: str, length: int, default: str = "") -> sa.Column[str]:
    """A few characters, which rows of the live release may leave out."""
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def count(name: str) -> sa.Column[int]:
    """A number, which rows of the live release may leave out."""
    return sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))


def of_a_coordinator() -> list[sa.Column]:
    return [
        short("role", 16, "coordinator"),
        sa.Column("secret", sa.Text()),
        sa.Column("secret_since", UTCDateTime()),
        sa.Column("secret_step", BIG_ID, nullable=False, server_default=sa.text("0")),
        count("sessions"),
        sa.Column("last_login_at", UTCDateTime()),
        count("wrong_tries"),
    ]


def make_recovery_code() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("coordinator_id", BIG_ID, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("used_at", UTCDateTime()),
        sa.ForeignKeyConstraint(
            ["coordinator_id"],
            ["coordinator.id"],
            name="fk_recovery_code_coordinator_id_coordinator",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
        sa.UniqueConstraint("digest", name="uq_recovery_code_digest"),
    )
    op.create_index("ix_recovery_code_coordinator_id", "recovery_code", ["coordinator_id"])


def make_login_try() -> None:
    op.create_table(
        "login_try",
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("last_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_login_try"),
    )
    op.create_index("ix_login_try_last_at", "login_try", ["last_at"])


def make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("coordinator_id", BIG_ID),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("about", sa.String(16), nullable=False),
        sa.Column("about_id", BIG_ID),
        sa.Column("member_id", BIG_ID),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("prev_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_coordinator_id", "audit", ["coordinator_id", "id"])
    op.create_index("ix_audit_member_id", "audit", ["member_id", "id"])
    head = op.create_table(
        "audit_head",
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("count", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_audit_head"),
    )
    op.bulk_insert(head, [{"name": "audit", "hash": FIRST, "count": 0}])


def refuse_changes() -> None:
    """The database itself refuses to change or delete a row of the audit (R86)."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
        )
        return
    # INSERT OR REPLACE deletes without a trigger: the insert itself must be refused.
    op.execute(
        "CREATE TRIGGER audit_refuses_replace BEFORE INSERT ON audit "
        "WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
    )
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_refuses_{act.lower()} BEFORE {act} ON audit "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def downgrade() -> None:
    """Take back. The audit is gone then."""
    for table in ("audit_head", "audit", "login_try", "recovery_code"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_append_only()")
    for column in reversed(of_a_coordinator()):
        op.drop_column("coordinator", column.name)
