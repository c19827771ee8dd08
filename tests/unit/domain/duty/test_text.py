"""A coordinator's text: done as far as it may be, and told why where it may not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from checkin.domain.decision import (
    DutyChanged,
    EscalationChanged,
    FollowUpsPlanned,
    LineChanged,
)
from checkin.domain.duty.scene import Duty, Item, age
from checkin.domain.duty.text import LISTED
from checkin.domain.escalation import EscalationState
from checkin.domain.outgoing import Kind
from checkin.domain.urgency import By
from tests.builders import ANA, BEN, HOUR, NOON
from tests.unit.domain.duty.desk import (
    CLEO,
    DOV,
    MINE,
    NIGHT,
    OPEN,
    POLICY,
    RED,
    RESOLVED,
    STRANGERS,
    THEIRS,
    an_item,
    duty,
    said,
    texted,
)

HELD = {"duty.held": {"code": "2", "holder": "Dov", "time": "11:00"}}
OVER = {"duty.resolved_already": {"code": "2"}}
TAKE_FIRST = {"duty.take_first": {"code": "2"}}
REFUSED = [
    ("2t", THEIRS, HELD),
    ("2d spoke with her", THEIRS, HELD),
    ("2n", THEIRS, HELD),
    ("2c", THEIRS, HELD),
    ("2m hello", THEIRS, HELD),
    ("2t", RESOLVED, OVER),
    ("2d spoke with her", RESOLVED, OVER),
    ("2n", RESOLVED, OVER),
    ("2d spoke with her", OPEN, TAKE_FIRST),
    ("2c", OPEN, TAKE_FIRST),
    ("2m hello", OPEN, TAKE_FIRST),
    ("2d", MINE, {"duty.note_missing": {"code": "2"}}),
    ("2m", MINE, {"duty.words_missing": {"code": "2"}}),
    ("2c", RESOLVED, OVER),
    ("2m hello", RESOLVED, OVER),
    ("2t", None, {"duty.stale": {"code": "2"}}),
    ("2?", None, {"duty.stale": {"code": "2"}}),
    ("2d spoke", None, {"duty.stale": {"code": "2"}}),
]


@pytest.mark.parametrize(("body", "about", "told"), REFUSED)
def test_what_may_not_be_done_changes_nothing_and_says_why(
    body: str, about: Item | None, told: dict[str, dict[str, str]]
) -> None:
    decision = texted(duty(about), body)

    assert (decision.changes, decision.send, said(decision)) == ((), (), told)


@pytest.mark.parametrize(
    ("body", "mine"),
    [
        ("2c", replace(MINE, member=None)),
        ("2m hello", replace(MINE, member=None)),
        ("2c", replace(MINE, roads=frozenset())),
        ("2m hello", replace(MINE, roads=frozenset())),
    ],
)
def test_who_may_not_be_reached_is_not_called_or_written_to(body: str, mine: Item) -> None:
    decision = texted(duty(mine), body)

    assert (decision.changes, decision.send) == ((), ())
    assert said(decision) == {"duty.nobody_to_reach": {"code": "2"}}


def test_who_has_not_agreed_to_texts_is_not_written_to_and_that_is_said() -> None:
    decision = texted(duty(replace(MINE, roads=frozenset({By.CALL}))), "2m hello")

    assert (decision.changes, decision.send) == ((), ())
    assert said(decision) == {"duty.not_by_text": {"code": "2"}}


@pytest.mark.parametrize(
    ("about", "key", "until"),
    [
        (OPEN, "duty.taken", "00:00"),
        (RED, "duty.taken", "13:00"),
        (MINE, "duty.renewed", "00:00"),
        (STRANGERS, "duty.taken_nobody", "00:00"),
    ],
)
def test_who_takes_it_is_told_until_when_it_is_theirs(about: Item, key: str, until: str) -> None:
    decision = texted(duty(about), "2t")

    (change,) = decision.changes
    assert isinstance(change, EscalationChanged)
    assert (change.coordinator_id, change.after.taken_by) == (CLEO.id, CLEO.id)
    assert change.after.state is EscalationState.TAKEN
    assert said(decision) == {key: {"code": "2", "time": until}}


def test_the_member_hears_who_takes_it_up_and_by_when_but_only_once() -> None:
    decision = texted(duty(RED), "2t")

    (told,) = decision.send
    assert (told.kind, told.wording, told.subject.line_id) == (Kind.LOOP, "loop.taken", ANA.line_id)
    assert dict(told.values) == {"by": "Cleo", "time": "12:15"}
    assert told.not_after == NOON + timedelta(minutes=15)
    assert texted(duty(MINE), "2t").send == ()


@pytest.mark.parametrize(
    ("hour", "told"), [(8, False), (9, True), (12, True), (19, True), (20, False), (3, False)]
)
def test_nothing_is_promised_to_who_would_only_hear_of_it_when_it_is_late(
    hour: int, told: bool
) -> None:
    decision = texted(duty(RED, now=NOON.replace(hour=hour)), "2t")

    (change,) = decision.changes
    assert isinstance(change, EscalationChanged)
    assert (bool(decision.send), change.after.contact_by is not None) == (told, told)


def test_done_needs_a_note_and_plans_to_ask_and_to_look_in_again() -> None:
    mine = replace(MINE, escalation=replace(MINE.escalation, level=RED.escalation.level))

    decision = texted(duty(mine), "2d Spoke with her.")

    change, follow_ups, line = decision.changes
    assert isinstance(change, EscalationChanged)
    assert (change.note, change.after.outcome, change.after.act_after) == (
        "Spoke with her.",
        "spoke",
        None,
    )
    assert isinstance(follow_ups, FollowUpsPlanned)
    assert follow_ups.due == tuple(NOON + after for after in POLICY.follow_ups)
    assert isinstance(line, LineChanged)
    assert [out.wording for out in decision.send] == ["loop.helped"]
    assert said(decision) == {"duty.done": {"code": "2"}}


def test_who_is_called_rather_than_texted_is_asked_by_call() -> None:
    decision = texted(duty(replace(MINE, member=BEN)), "2d Spoke with him.")

    assert [(out.kind, out.wording) for out in decision.send] == [(Kind.LOOP_CALL, "loop.helped")]
    assert not [change for change in decision.changes if isinstance(change, LineChanged)]


@pytest.mark.parametrize("about", [OPEN, MINE])
def test_passed_on_it_goes_to_the_others_and_not_back_to_oneself(about: Item) -> None:
    decision = texted(duty(about), "2n I am ill")

    (change,) = decision.changes
    assert isinstance(change, EscalationChanged)
    assert (change.what, change.note, change.after.taken_by) == ("passed_on", "I am ill", None)
    assert [page.subject.line_id for page in decision.send] == [DOV.line_id]
    assert said(decision) == {"duty.passed": {"code": "2"}}


@pytest.mark.parametrize(
    ("about", "keys"),
    [
        (OPEN, ["duty.item.not_ok"]),
        (THEIRS, ["duty.item.not_ok", "duty.held_since"]),
        (MINE, ["duty.item.not_ok", "duty.held_since", "duty.who"]),
        (RESOLVED, ["duty.item.not_ok", "duty.held_since", "duty.who", "duty.resolved_already"]),
    ],
)
def test_details_name_the_member_only_to_who_has_it(about: Item, keys: list[str]) -> None:
    decision = texted(duty(about), "2?")

    assert list(said(decision)) == keys
    assert ("Ana" in str(decision.reply)) == ("duty.who" in keys)
    assert (decision.changes, decision.send) == ((), ())


def test_by_call_they_are_rung_themselves_and_not_the_member() -> None:
    decision = texted(duty(MINE), "2c")

    (ring,) = decision.send
    assert (ring.kind, ring.subject.line_id, ring.subject.member_id) == (
        Kind.BRIDGE,
        CLEO.line_id,
        None,
    )
    assert said(decision) == {"duty.ringing": {}}


def test_their_words_go_to_the_member_under_their_name() -> None:
    decision = texted(duty(MINE), "2m We are here.")

    (words,) = decision.send
    assert (words.kind, words.subject.member_id) == (Kind.WORDS, ANA.id)
    assert dict(words.values) == {"by": "Cleo", "words": "We are here."}
    assert said(decision) == {"duty.sent": {"name": "Ana"}}


def many(count: int) -> Duty:
    """So many wait."""
    items = tuple(an_item(code=number, id=number) for number in range(1, count + 1))
    return duty(None, items=items, waiting=count)


@pytest.mark.parametrize("count", [1, LISTED, LISTED + 1, 25])
def test_the_list_shows_the_first_few_and_how_many_more_there_are(count: int) -> None:
    decision = texted(many(count), "LIST")

    assert decision.reply
    shown = [say for say in decision.reply.say if say.key.startswith("duty.item.")]
    assert [dict(say.values)["code"] for say in shown] == [
        str(number) for number in range(1, min(count, LISTED) + 1)
    ]
    more = said(decision).get("duty.more")
    assert more == ({"count": str(count - LISTED)} if count > LISTED else None)
    assert "duty.how" in said(decision)


def test_the_list_counts_those_that_were_not_looked_up_as_well() -> None:
    decision = texted(replace(many(25), waiting=100), "LIST")

    assert said(decision)["duty.more"] == {"count": "95"}


def test_an_empty_list_says_that_nobody_waits() -> None:
    assert said(texted(duty(None), "LIST")) == {"duty.nobody": {}}


@pytest.mark.parametrize(
    ("waited", "shown"),
    [
        (timedelta(minutes=-1), "0m"),
        (timedelta(seconds=59), "0m"),
        (timedelta(minutes=59), "59m"),
        (HOUR, "1h"),
        (47 * HOUR, "47h"),
        (48 * HOUR, "2d"),
    ],
)
def test_how_long_it_has_waited_is_one_figure(waited: timedelta, shown: str) -> None:
    assert age(waited) == shown


def test_a_turn_is_confirmed_by_one_word() -> None:
    decision = texted(duty(None, turn=NIGHT), "CONFIRM")

    assert decision.changes == (DutyChanged(CLEO.id, turn=(8, NIGHT.starts_at)),)
    assert said(decision) == {"duty.turn": {"day": "2026-03-04", "time": "22:00"}}
    assert said(texted(duty(None), "CONFIRM")) == {"duty.nothing_to_confirm": {}}


UNCONFIRMED = replace(CLEO, confirmed=False)


@pytest.mark.parametrize("body", ["2t", "2d spoke", "2n", "2?", "2c", "2m hello", "LIST", "HELP"])
@pytest.mark.parametrize("about", [OPEN, MINE])
def test_a_phone_that_nobody_has_called_theirs_may_do_nothing(body: str, about: Item) -> None:
    decision = texted(duty(about, who=UNCONFIRMED), body)

    assert (decision.changes, decision.send) == ((), ())
    assert said(decision) == {"duty.unconfirmed": {"name": "Cleo"}}


def test_it_is_called_theirs_by_one_word() -> None:
    decision = texted(duty(None, who=UNCONFIRMED, turn=NIGHT), "confirm")

    assert decision.changes == (DutyChanged(CLEO.id, confirmed=True),)
    assert said(decision) == {"duty.confirmed": {}}


PIN_WANTED = replace(POLICY, desk_pin=True)
LOCKED = POLICY.pin_tries


@pytest.mark.parametrize("body", ["2t", "2d spoke", "2?", "2m hello", "LIST", "CONFIRM"])
@pytest.mark.parametrize(
    ("who", "key"),
    [(replace(CLEO, has_pin=True), "duty.pin"), (CLEO, "duty.no_pin")],
)
def test_where_a_pin_is_wanted_nothing_is_done_without(body: str, who: object, key: str) -> None:
    decision = texted(duty(MINE, who=who, policy=PIN_WANTED), body)

    assert (decision.changes, decision.send, said(decision)) == ((), (), {key: {}})


def test_who_has_given_it_works_as_ever() -> None:
    proven = replace(CLEO, has_pin=True, proven=True)

    assert "duty.taken" in said(texted(duty(OPEN, who=proven, policy=PIN_WANTED), "2t"))


@pytest.mark.parametrize(
    ("fits", "tries", "key", "changed"),
    [
        (
            True,
            0,
            "duty.proven",
            DutyChanged(CLEO.id, proven_until=NOON + timedelta(minutes=30), tries=0),
        ),
        (
            True,
            LOCKED - 1,
            "duty.proven",
            DutyChanged(CLEO.id, proven_until=NOON + timedelta(minutes=30), tries=0),
        ),
        (False, 0, "duty.pin_wrong", DutyChanged(CLEO.id, tries=1)),
        (False, LOCKED - 1, "duty.pin_locked", DutyChanged(CLEO.id, tries=LOCKED)),
        (True, LOCKED, "duty.pin_locked", DutyChanged(CLEO.id, tries=LOCKED + 1)),  # too late
    ],
)
def test_a_pin_opens_for_a_while_and_three_wrong_ones_shut_it(
    fits: bool, tries: int, key: str, changed: DutyChanged
) -> None:
    who = replace(CLEO, has_pin=True, pin_fits=fits, tries=tries)

    decision = texted(duty(None, who=who, policy=PIN_WANTED), "4711")

    assert (decision.changes, said(decision)) == ((changed,), {key: {}})
