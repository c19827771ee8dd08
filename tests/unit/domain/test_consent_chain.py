"""The chain of the ledger: what is changed, lost or moved is found, and the row is named."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from checkin.domain.consent import Action, Medium
from checkin.domain.consent.chain import FIRST, Evidence, Head, moment
from checkin.domain.consent.checking import Fault, Row, verify
from tests.builders import NOON
from tests.unit.domain.ledgers import SHOWN, facts, four, ledger, swapped, tampered, without

ROWS, HEAD = four()
CHANGES = [
    pytest.param(place, changed, id=f"{place + 1} {name}")
    for place, row in enumerate(ROWS)
    for name, changed in tampered(row)
]


def test_what_nobody_touched_holds() -> None:
    verdict = verify(ROWS, HEAD)

    assert verdict.holds
    assert (verdict.faults, verdict.waiting, verdict.unread) == ({}, (), ())
    assert verify([], Head()).holds


@pytest.mark.parametrize(("place", "changed"), CHANGES)
def test_a_row_with_anything_changed_is_the_first_that_is_named(place: int, changed: Row) -> None:
    rows = [*ROWS[:place], changed, *ROWS[place + 1 :]]

    verdict = verify(rows, HEAD)

    assert not verdict.holds
    assert verdict.first_broken == changed.id


@pytest.mark.parametrize(("place", "named"), [(0, 2), (1, 3), (2, 4), (3, None)])
def test_a_row_that_is_gone_is_missed(place: int, named: int | None) -> None:
    verdict = verify(without(ROWS, place), HEAD)

    assert (verdict.first_broken, verdict.head_holds) == (named, False)


def test_a_chain_that_is_gone_altogether_is_missed() -> None:
    assert not verify([], HEAD).holds


@pytest.mark.parametrize(("one", "two"), [(0, 1), (1, 2), (0, 3), (2, 3)])
def test_two_rows_that_changed_places_are_found(one: int, two: int) -> None:
    verdict = verify(swapped(ROWS, one, two), HEAD)

    assert verdict.first_broken == one + 1


def test_a_row_that_was_put_in_is_named() -> None:
    forged = replace(ROWS[1], id=9)

    verdict = verify([*ROWS[:2], forged, *ROWS[2:]], HEAD)

    assert (verdict.first_broken, verdict.head_holds) == (9, False)


def test_a_row_that_was_put_at_the_end_is_found_by_the_head() -> None:
    made, _ = ledger(*(row.facts for row in ROWS), facts())

    assert verify([*ROWS, made[-1]], HEAD).head_holds is False


@pytest.mark.parametrize("place", range(4))
def test_a_row_that_was_moved_to_another_line_is_named_there_and_missed_here(place: int) -> None:
    others, head = ledger(facts(line="0" * 64), facts(line="0" * 64, member_id=8))
    moved = replace(ROWS[place], id=8, facts=replace(ROWS[place].facts, line="0" * 64))

    assert Fault.CHANGED in verify([*others, moved], head).faults[8]
    assert not verify(without(ROWS, place), HEAD).holds


def test_a_later_row_is_not_blamed_for_one_before_it() -> None:
    changed = replace(ROWS[1], facts=replace(ROWS[1].facts, language="fr"))

    assert verify([ROWS[0], changed, *ROWS[2:]], HEAD).faults == {2: (Fault.CHANGED,)}


@pytest.mark.parametrize("head", [Head(), Head(HEAD.hash, 3), Head(FIRST, 4), Head("", 4)])
def test_a_head_that_is_another_is_found(head: Head) -> None:
    verdict = verify(ROWS, head)

    assert (verdict.head_holds, verdict.faults) == (False, {})


def test_evidence_that_nobody_can_read_any_more_breaks_nothing() -> None:
    shredded = [replace(row, evidence=None) for row in ROWS]

    verdict = verify(shredded, HEAD)

    assert verdict.holds
    assert verdict.unread == (1, 2, 3, 4)


def test_the_same_short_evidence_has_another_digest_each_time() -> None:
    one, two = Evidence("call 17", "0" * 32), Evidence("call 17", "1" * 32)

    assert one.digest != two.digest


def test_what_is_hashed_is_as_it_is_described() -> None:
    row = ROWS[2]
    said = dict(row.facts.hashed(row.prev_hash))

    written = json.dumps(said, sort_keys=True, separators=(",", ":"))

    assert hashlib.sha256(written.encode()).hexdigest() == row.hash
    assert written == (
        '{"action":"revoked","evidence_digest":"' + row.facts.evidence_digest + '",'
        '"format":"checkin-consent-1","language":"en","line":"' + "f" * 64 + '","medium":"text",'
        '"member_id":null,"occurred_at":"2026-03-05T12:00:00.000000Z",'
        '"prev_hash":"' + ROWS[1].hash + '","purpose":"all","wording":"","wording_hash":""}'
    )
    assert ROWS[0].prev_hash == FIRST


def test_a_moment_is_the_same_in_every_zone() -> None:
    assert moment(NOON.astimezone(timezone(timedelta(hours=5)))) == moment(NOON)


def late(row_id: int) -> Row:
    """A row of a release that knew of no chain."""
    said = facts(action=Action.GRANTED, wording="", wording_hash="")
    return Row(row_id, said, Evidence(f"message {row_id}"), None, "", "")


def followed(rows: list[Row], head: Head) -> tuple[list[Row], Head]:
    """One more row, that takes in what is late, as the service does it."""
    for row in rows[head.count :]:
        head = head.then(row.facts.hash(head.next_prev))
    said = replace(facts(), evidence_digest=Evidence("last", "2" * 32).digest)
    own = said.hash(head.next_prev)
    last = Row(99, said, Evidence("last", "2" * 32), SHOWN, head.next_prev, own)
    return [*rows, last], head.then(own)


def test_rows_of_an_older_release_wait_at_the_end_and_are_taken_in_by_the_next() -> None:
    rows = [*ROWS, late(5), late(6)]

    waiting = verify(rows, HEAD)
    taken_in = verify(*followed(rows, HEAD))

    assert (waiting.holds, waiting.waiting) == (True, (5, 6))
    assert (taken_in.holds, taken_in.waiting) == (True, ())


def test_a_late_row_that_was_taken_in_is_held_like_any_other() -> None:
    rows, head = followed([*ROWS, late(5), late(6)], HEAD)
    changed = replace(rows[4], facts=replace(rows[4].facts, member_id=8))

    assert not verify([*rows[:4], changed, *rows[5:]], head).holds
    assert not verify(without(rows, 5), head).holds
    assert not verify(without(rows, 6), head).holds


def test_rows_without_a_digest_hold_all_but_their_evidence() -> None:
    before = facts(wording_hash="")
    own = before.hash(FIRST)
    row = Row(1, before, Evidence("form 1"), None, FIRST, own)

    assert verify([row], Head(own, 1)).holds
    changed = replace(row, facts=replace(before, medium=Medium.CALL))
    assert verify([changed], Head(own, 1)).first_broken == 1


def test_nothing_passes_for_late_that_only_lost_its_hashes() -> None:
    bare = replace(ROWS[3], prev_hash="", hash="")

    assert not verify([*ROWS[:3], bare], HEAD).holds
    blank = replace(bare, facts=replace(bare.facts, evidence_digest=""))
    assert not verify([*ROWS[:3], blank], HEAD).holds
