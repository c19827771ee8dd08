"""The database itself refuses to change or delete a row of the consent ledger (R1)."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

REFUSAL = "the consent ledger is append-only"


def upgrade() -> None:
    """Apply."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION consent_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER consent_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent "
            "FOR EACH STATEMENT EXECUTE FUNCTION consent_is_append_only()"
        )
        return
    # INSERT OR REPLACE deletes without a trigger: the insert itself must be refused.
    op.execute(
        "CREATE TRIGGER consent_refuses_replace BEFORE INSERT ON consent "
        "WHEN EXISTS (SELECT 1 FROM consent WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END"
    )
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER consent_refuses_{act.lower()} BEFORE {act} ON consent "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def downgrade() -> None:
    """Take back."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER consent_is_append_only ON consent")
        op.execute("DROP FUNCTION consent_is_append_only()")
        return
    op.execute("DROP TRIGGER consent_refuses_replace")
    op.execute("DROP TRIGGER consent_refuses_update")
    op.execute("DROP TRIGGER consent_refuses_delete")
