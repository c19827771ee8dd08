"""How many SQL statements a text takes: the application in this process, counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
import structlog
from flask import Flask
from sqlalchemy import event

from benchmarks.inbound.texts import PATH, text
from benchmarks.installation import Installation
from checkin import bootstrap


@dataclass(frozen=True, slots=True)
class Statements:
    """How many there were for each kind of text."""

    first: int
    again: int
    forged: int


def statements(installation: Installation, member: int) -> Statements:
    """Count, with a text of a member who has sent none so far."""
    app = bootstrap.app(installation.settings, installation.services())
    counted = []
    for request in (
        text("SMfirst", member),
        text("SMfirst", member),
        text("SMforged", member, signed=False),
    ):
        with counting() as executed, structlog.testing.capture_logs():
            _post(app, request)
        counted.append(len(executed))
    return Statements(*counted)


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements that any engine of this process executes within the block."""
    executed: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        executed.append(statement.split()[0])

    event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield executed
    finally:
        event.remove(sa.Engine, "before_cursor_execute", note)


def _post(app: Flask, request: bytes) -> None:
    head, _, body = request.partition(b"\r\n\r\n")
    lines = (line.decode().split(": ", 1) for line in head.split(b"\r\n")[1:])
    app.test_client().post(PATH, data=body, headers=[(line[0], line[1]) for line in lines])
