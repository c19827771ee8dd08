"""How our columns are made, alike on SQLite and PostgreSQL."""

from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def identity() -> Any:
    """A primary key that the database counts up."""
    return Field(default=None, primary_key=True, sa_type=BIG_ID)


def reference(table: str, *, optional: bool = False) -> Any:
    """A foreign key to `table`. It has no index of its own: each index names its query."""
    arguments: dict[str, Any] = {"default": None} if optional else {}
    return Field(**arguments, foreign_key=f"{table}.id", sa_type=BIG_ID, nullable=optional)


def remembered() -> Any:
    """The id of a row that is only remembered for a while, without a foreign key to it."""
    return Field(default=None, sa_type=BIG_ID, nullable=True)


def short(length: int) -> Any:
    """A few plain characters, none where nothing is known."""
    return Field(default="", max_length=length, sa_column_kwargs={"server_default": ""})


def count() -> Any:
    """A number that begins at 0."""
    return Field(default=0, sa_column_kwargs={"server_default": sa.text("0")})


def steps() -> Any:
    """A large number that begins at 0."""
    return Field(default=0, sa_type=BIG_ID, sa_column_kwargs={"server_default": sa.text("0")})


def flag() -> Any:
    """A yes or no that begins as no."""
    return Field(default=False, sa_column_kwargs={"server_default": sa.false()})


def word(kind: type[StrEnum], **arguments: Any) -> Any:
    """A column that holds one word of `kind`, checked by the database on both systems."""
    column = sa.Enum(
        kind,
        native_enum=False,
        length=24,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
        name=kind.__name__.lower(),
    )
    return Field(**arguments, sa_type=column)


def sealed(**arguments: Any) -> Any:
    """Personal words or numbers, encrypted before they get here."""
    return Field(**arguments, sa_type=sa.Text)
