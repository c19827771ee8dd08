"""The signature floor and the least a stored answer takes: SELECT, two INSERT, UPDATE, COMMIT.

SQLAlchemy's core on tables of its own, without encryption, consent, states or a reply.
"""

import os

import sqlalchemy as sa
from flask import Flask, request
from sqlalchemy import Engine

from benchmarks.floors import signature
from benchmarks.floors.engine import connect_to

METADATA = sa.MetaData()
PERSON = sa.Table(
    "person",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("number", sa.String(64), unique=True),
    sa.Column("state", sa.String(24)),
)
TEXT_IN = sa.Table(
    "text_in",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("person_id", sa.Integer),
    sa.Column("provider_id", sa.String(64), unique=True),
    sa.Column("body", sa.Text),
)
TEXT_OUT = sa.Table(
    "text_out",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("text_in_id", sa.Integer),
    sa.Column("body", sa.Text),
)
FIND = sa.select(PERSON.c.id, PERSON.c.state).where(PERSON.c.number == sa.bindparam("sender"))
KEEP = sa.insert(TEXT_IN).returning(TEXT_IN.c.id)
REPLY = sa.insert(TEXT_OUT)
MOVE = (
    sa.update(PERSON)
    .where(PERSON.c.id == sa.bindparam("which"))
    .values(state=sa.bindparam("new_state"))
)


def prepare(url: str, numbers: list[str]) -> None:
    """Make the tables, and a person for each number."""
    engine = connect_to(url)
    with engine.begin() as connection:
        METADATA.create_all(connection)
        rows = [{"number": number, "state": "asked"} for number in numbers]
        connection.execute(sa.insert(PERSON), rows)
    engine.dispose()


def create_app() -> Flask:
    """The application, on the database of the environment."""
    engine = connect_to(os.environ["DATABASE_URL"])
    return signature.create_app(keep=lambda: _keep(engine))


def _keep(engine: Engine) -> None:
    form = request.form
    with engine.begin() as connection:
        person = connection.execute(FIND, {"sender": form["From"]}).one()
        text = {
            "person_id": person.id,
            "provider_id": form["MessageSid"],
            "body": form["Body"],
        }
        text_id = connection.execute(KEEP, text).scalar_one()
        connection.execute(REPLY, {"text_in_id": text_id, "body": "Thank you."})
        connection.execute(MOVE, {"which": person.id, "new_state": "answered"})
