"""How a migration lets a column hold other words than before, on both databases.

SQLite cannot change a check of a table that is there. The words are replaced in its schema
instead, so that a table of millions of rows is not written anew.
"""

import sqlalchemy as sa
from alembic import op

Words = tuple[str, ...]


def widen(table: str, column: str, name: str, old: Words, new: Words) -> None:
    """Let `column` of `table` hold the words `new` instead of `old`.

    `name` is that of the check without its table. Raises `RuntimeError` if it is not as told.
    """
    check = f"ck_{table}_{name}"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(check), table, type_="check")
        op.create_check_constraint(op.f(check), table, sa.column(column).in_(new))
        return
    rewrite(table, clause(column, old), clause(column, new))


def rewrite(table: str, before: str, after: str) -> None:
    """SQLite: put `after` in the place of `before` in the table's own words."""
    op.execute("PRAGMA writable_schema = ON")
    changed = op.get_bind().execute(
        sa.text(
            "UPDATE sqlite_schema SET sql = replace(sql, :before, :after) "
            "WHERE type = 'table' AND name = :name AND instr(sql, :before) > 0"
        ),
        {"before": before, "after": after, "name": table},
    )
    if changed.rowcount != 1:
        raise RuntimeError(f"the table {table} is not as this migration knows it: {before}")
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")


def clause(column: str, words: Words) -> str:
    """A check as it stands in SQLite's schema."""
    return f"CHECK ({column} IN ({', '.join(repr(word) for word in words)}))"
