"""Ledgers for tests: rows as the service writes them, and everything that can be done to them."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.consent.chain import Evidence, Facts, Head
from checkin.domain.consent.checking import Row
from checkin.domain.consent.shown import WordingShown
from tests.builders import NOON

LINE = "f" * 64
SHOWN = WordingShown("text", "invitation", "en", "Hi {name}, {phone}?", {"phone": "555"})
FACTS = tuple(field.name for field in fields(Facts))


def facts(**changes: Any) -> Facts:
    """A yes to check-in texts, before it has evidence."""
    made = Facts(
        line=LINE,
        member_id=7,
        purpose=Purpose.CHECKIN_TEXT,
        action=Action.CONFIRMED,
        medium=Medium.TEXT,
        evidence_digest="",
        wording="invitation",
        wording_hash=SHOWN.hash,
        language="en",
        occurred_at=NOON,
    )
    return replace(made, **changes)


def ledger(*said: Facts) -> tuple[list[Row], Head]:
    """These facts chained, each with evidence of its own, and the head of the line."""
    head, rows = Head(), []
    for row_id, one in enumerate(said, start=1):
        evidence = Evidence(f"message {row_id}", f"{row_id:032x}")
        whole = replace(one, evidence_digest=evidence.digest)
        row_hash = whole.hash(head.next_prev)
        shown = SHOWN if one.wording_hash else None
        rows.append(Row(row_id, whole, evidence, shown, head.next_prev, row_hash))
        head = head.then(row_hash)
    return rows, head


def four() -> tuple[list[Row], Head]:
    """Four rows that all differ: a yes to two purposes, a STOP of the line, a START."""
    return ledger(
        facts(),
        facts(purpose=Purpose.CHECKIN_CALL),
        facts(
            member_id=None,
            purpose=Purpose.ALL,
            action=Action.REVOKED,
            wording="",
            wording_hash="",
            occurred_at=NOON + timedelta(days=1),
        ),
        facts(action=Action.GRANTED, medium=Medium.CALL, occurred_at=NOON + timedelta(days=2)),
    )


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, Purpose | Action | Medium):
        return next(member for member in type(value) if member is not value)
    if isinstance(value, str):
        return f"{value}x"
    return 99 if value is None else None


def tampered(row: Row) -> Iterator[tuple[str, Row]]:
    """The row with one thing changed, for each thing there is."""
    for name in FACTS:
        changed = {name: other(getattr(row.facts, name))}
        yield name, replace(row, facts=replace(row.facts, **changed))
    for name in ("prev_hash", "hash"):
        yield name, replace(row, **{name: "0" * 63 + "1"})
        yield f"{name} blank", replace(row, **{name: ""})
    assert row.evidence
    yield "evidence", replace(row, evidence=replace(row.evidence, text="message 99"))
    yield "salt", replace(row, evidence=replace(row.evidence, salt="0" * 32))
    if row.shown:
        yield "text", replace(row, shown=replace(row.shown, text="Say yes!"))
        yield "no text", replace(row, shown=None)


def without(rows: Sequence[Row], place: int) -> list[Row]:
    """All rows but one."""
    return [row for at, row in enumerate(rows) if at != place]


def swapped(rows: Sequence[Row], one: int, two: int) -> list[Row]:
    """Two rows in each other's place, the ids staying where they are."""
    order = list(rows)
    order[one], order[two] = order[two], order[one]
    return [replace(row, id=place) for place, row in enumerate(order, start=1)]
