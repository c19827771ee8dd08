"""The ledger of consent: written row by row, each chained to the last, and read by replaying it."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher, Sealed
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import CONSENT, LINE, WORDING_SHOWN
from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose, standing
from checkin.domain.consent.canonical import written
from checkin.domain.consent.chain import Evidence, Facts, Head
from checkin.domain.consent.shown import MEDIA, WordingShown
from checkin.domain.member import Member
from checkin.usecases.ports import Wording

SALT = 16  # bytes, which are twice as many hex digits
FACTS = (
    CONSENT.member_id,
    CONSENT.purpose,
    CONSENT.action,
    CONSENT.medium,
    CONSENT.evidence_digest,
    CONSENT.wording,
    CONSENT.wording_hash,
    CONSENT.language,
    CONSENT.occurred_at,
)
NAMES = tuple(column.name for column in FACTS)
_LATER = CONSENT.id.table.alias("later")
LOCKED = (
    sa.select(LINE.id, LINE.fingerprint, LINE.consent_head, LINE.consent_count)
    .where(LINE.id.in_(sa.bindparam("lines", expanding=True)))
    .order_by(LINE.id)
    .with_for_update(key_share=True)
)
# Rows of an older release that no later row of their line has taken in yet.
LATE = (
    sa.select(CONSENT.line_id, *FACTS)
    .where(
        CONSENT.line_id.in_(sa.bindparam("lines", expanding=True)),
        CONSENT.hash == "",
        ~sa.exists().where(
            _LATER.c.line_id == CONSENT.line_id, _LATER.c.id > CONSENT.id, _LATER.c.hash != ""
        ),
    )
    .order_by(CONSENT.id)
)
EVENTS = (
    sa.select(CONSENT.line_id, CONSENT.member_id, CONSENT.purpose, CONSENT.action)
    .where(CONSENT.line_id.in_(sa.bindparam("lines", expanding=True)))
    .order_by(CONSENT.id)
)
NEW_HEAD = (
    sa.update(LINE.id.table)
    .where(LINE.id == sa.bindparam("its"))
    .values(consent_head=sa.bindparam("head"), consent_count=sa.bindparam("count"))
)


def record(
    connection: Connection,
    cipher: Cipher,
    wording: Wording | None,
    events: Sequence[ConsentEvent],
    now: datetime,
) -> None:
    """Append events to the ledger, in this order; their lines are locked until commit.

    The words that an event names are kept with it. A key that no catalog has is written down
    all the same: nobody's STOP is lost over it.
    """
    if not events:
        return
    prints, heads = _heads(connection, {event.line_id for event in events})
    rows, texts = [], {}
    for event in events:
        shown = _shown(wording, event)
        if shown:
            texts[shown.hash] = shown
        evidence = Evidence(event.evidence, secrets.token_hex(SALT))
        facts = _facts(event, prints[event.line_id], evidence, shown, now)
        prev_hash = heads[event.line_id].next_prev
        heads[event.line_id] = head = heads[event.line_id].then(facts.hash(prev_hash))
        sealed = cipher.seal(evidence.salt + evidence.text)
        chained = {"evidence": sealed, "prev_hash": prev_hash, "hash": head.hash}
        rows.append({"line_id": event.line_id, **chained, **_columns(facts)})
    _keep(connection, texts)
    connection.execute(sa.insert(CONSENT.id.table), rows)
    connection.execute(
        NEW_HEAD,
        [{"its": its, "head": head.hash, "count": head.count} for its, head in heads.items()],
    )


def _heads(
    connection: Connection, line_ids: Collection[int]
) -> tuple[dict[int, str], dict[int, Head]]:
    """The fingerprints of these lines and the heads of their chains; locks the lines.

    Two statements: what is late must be read after the lock is held.
    """
    lines = {"lines": sorted(line_ids)}
    prints, heads = {}, {}
    for line_id, fingerprint, head, count in connection.execute(LOCKED, lines):
        prints[line_id], heads[line_id] = fingerprint, Head(head, count)
    for line_id, *values in connection.execute(LATE, lines):
        head = heads[line_id]
        late = Facts(prints[line_id], *values)
        heads[line_id] = head.then(late.hash(head.next_prev))
    return prints, heads


def _shown(wording: Wording | None, event: ConsentEvent) -> WordingShown | None:
    """What the person had read or heard: by the event's own medium, else by the other."""
    if wording is None or not event.wording:
        return None
    media = MEDIA[::-1] if event.medium is Medium.CALL else MEDIA
    found = (wording.shown(medium, event.language, event.wording) for medium in media)
    return next(filter(None, found), None)


def _facts(
    event: ConsentEvent,
    fingerprint: str,
    evidence: Evidence,
    shown: WordingShown | None,
    now: datetime,
) -> Facts:
    return Facts(
        line=fingerprint,
        member_id=event.member_id,
        purpose=event.purpose,
        action=event.action,
        medium=event.medium,
        evidence_digest=evidence.digest,
        wording=event.wording,
        wording_hash=shown.hash if shown else "",
        language=event.language or (shown.language if shown else ""),
        occurred_at=now,
    )


def _columns(facts: Facts) -> dict[str, Any]:
    """What a row says, by the names of its columns."""
    return {name: getattr(facts, name) for name in NAMES}


def _keep(connection: Connection, texts: Mapping[str, WordingShown]) -> None:
    """Keep these texts, each once and for all."""
    statement = insert_once(connection, WORDING_SHOWN.hash.table, WORDING_SHOWN.hash)
    for its_hash, shown in sorted(texts.items()):  # alike for everybody, so that nobody deadlocks
        row = {
            "hash": its_hash,
            "medium": shown.medium,
            "key": shown.key,
            "language": shown.language,
            "text": shown.text,
            "filled": written(shown.values),
        }
        connection.execute(statement, row)


def opened(cipher: Cipher, sealed: str, digest: str) -> Evidence:
    """The evidence of a row with this digest, in clear. Raises `CannotOpen`."""
    clear = cipher.open(Sealed(sealed))
    if not digest:  # from before the chain: it has no salt
        return Evidence(clear)
    return Evidence(clear[2 * SALT :], clear[: 2 * SALT])


def standing_for(
    connection: Connection, members: Iterable[Member]
) -> Mapping[int, frozenset[Purpose]]:
    """What stands for each of `members`, by member id: their events and their line's, in order."""
    wanted = {member.id: member.line_id for member in members}
    if not wanted:
        return {}
    events = connection.execute(EVENTS, {"lines": sorted(set(wanted.values()))}).all()
    on_line: dict[int, list[tuple[int | None, Purpose, Action]]] = defaultdict(list)
    for line_id, member_id, purpose, action in events:
        on_line[line_id].append((member_id, purpose, action))
    return {
        member_id: standing(
            (purpose, action)
            for who, purpose, action in on_line[line_id]
            if who is None or who == member_id
        )
        for member_id, line_id in wanted.items()
    }
