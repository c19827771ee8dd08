"""A coordinator's call: one key does what one letter does by text, and a machine does nothing."""

from dataclasses import replace

import pytest

from checkin.domain.conversation import Asking, Prompt
from checkin.domain.decision import Decision, DutyChanged, EscalationChanged, Listen
from checkin.domain.duty.call import NOTE, PATIENCE, came_back, code_of, greet, press
from checkin.domain.duty.scene import Duty, Item
from checkin.usecases.turns import packed, unpacked
from tests.builders import ANA
from tests.unit.domain.duty.desk import (
    CLEO,
    MINE,
    OPEN,
    POLICY,
    RESOLVED,
    STRANGERS,
    THEIRS,
    an_item,
    duty,
    said,
)

RING, BRIDGE = "ring.not_ok", "bridge.ready"
ABOUT_2 = Prompt(Asking.DUTY, None, "2")
GOODBYE = "ring.goodbye"


def goes_on(decision: Decision) -> bool:
    """Whether the call waits for another key about the same."""
    assert decision.reply
    waits = decision.reply.listen is Listen.KEY
    assert waits == (decision.reply.prompt == ABOUT_2)
    return waits


@pytest.mark.parametrize("opening", [RING, BRIDGE, ""])
def test_a_machine_hears_nothing_and_takes_nothing(opening: str) -> None:
    decision = greet(duty(), opening, machine=True)

    assert (decision.changes, decision.send, said(decision)) == ((), (), {})
    assert decision.reply
    assert decision.reply.listen is Listen.GOODBYE


@pytest.mark.parametrize(
    ("about", "opening", "keys"),
    [
        (OPEN, RING, ["ring.greeting", "duty.item.not_ok", "ring.menu"]),
        (THEIRS, RING, ["ring.greeting", "duty.item.not_ok", "ring.menu"]),
        (MINE, RING, ["ring.greeting", "duty.item.not_ok", "ring.menu_taken"]),
        (MINE, BRIDGE, ["bridge.ready"]),
    ],
)
def test_a_call_says_what_it_is_about_and_waits_for_a_key(
    about: Item, opening: str, keys: list[str]
) -> None:
    decision = greet(duty(about), opening, machine=False)

    assert (decision.changes, list(said(decision)), goes_on(decision)) == ((), keys, True)
    assert "Ana" not in str(decision.reply)


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ((THEIRS, MINE, an_item(code=7)), "7"),
        ((THEIRS, replace(MINE, code=5)), "5"),
        ((replace(THEIRS, code=4),), "4"),
    ],
)
def test_who_calls_us_hears_of_what_waits_most(items: tuple[Item, ...], code: str) -> None:
    decision = greet(duty(None, items=items), "", machine=False)

    assert decision.reply
    assert decision.reply.prompt == Prompt(Asking.DUTY, None, code)


def test_who_calls_us_while_nobody_waits_hears_so() -> None:
    assert list(said(greet(duty(None), "", machine=False))) == ["duty.nobody", GOODBYE]
    assert list(said(press(duty(None), "1", "", 0))) == ["duty.nobody", GOODBYE]


@pytest.mark.parametrize(
    ("key", "about", "what", "keys", "on"),
    [
        ("1", OPEN, "taken", ["duty.taken", "ring.menu_taken"], True),
        ("1", MINE, "renewed", ["duty.renewed", "ring.menu_taken"], True),
        ("1", STRANGERS, "taken", ["duty.taken_nobody", "ring.menu_taken"], True),
        ("2", MINE, "resolved", ["duty.done", GOODBYE], False),
        ("3", OPEN, "passed_on", ["duty.passed", GOODBYE], False),
        ("3", MINE, "passed_on", ["duty.passed", GOODBYE], False),
        ("4", OPEN, "", ["duty.item.not_ok", "ring.menu"], True),
        (
            "4",
            MINE,
            "",
            ["duty.item.not_ok", "duty.held_since", "duty.who", "ring.menu_taken"],
            True,
        ),
        # Every refusal, with who has it and since when.
        ("1", THEIRS, "", ["duty.held", "ring.menu"], True),
        ("2", THEIRS, "", ["duty.held", GOODBYE], False),
        ("3", THEIRS, "", ["duty.held", GOODBYE], False),
        ("5", THEIRS, "", ["duty.held", "ring.menu"], True),
        ("2", OPEN, "", ["duty.take_first", GOODBYE], False),
        ("5", OPEN, "", ["duty.take_first", "ring.menu"], True),
        ("1", RESOLVED, "", ["duty.resolved_already", GOODBYE], False),
        ("2", RESOLVED, "", ["duty.resolved_already", GOODBYE], False),
        ("3", RESOLVED, "", ["duty.resolved_already", GOODBYE], False),
        ("5", RESOLVED, "", ["duty.resolved_already", GOODBYE], False),
    ],
)
def test_each_key_does_what_it_says_or_says_why_not(
    key: str, about: Item, what: str, keys: list[str], on: bool
) -> None:
    decision = press(duty(about), key, RING, 0)

    whats = [c.what for c in decision.changes if isinstance(c, EscalationChanged)]
    assert whats == ([what] if what else [])
    assert (list(said(decision)), goes_on(decision)) == (keys, on)
    if "duty.held" in keys:
        assert said(decision)["duty.held"] == {"code": "2", "holder": "Dov", "time": "11:00"}


def test_what_is_done_by_key_says_so_in_its_note() -> None:
    (change, *_) = press(duty(MINE), "2", RING, 0).changes

    assert isinstance(change, EscalationChanged)
    assert change.note == NOTE


@pytest.mark.parametrize(("key", "opening"), [("5", RING), ("1", BRIDGE), ("5", BRIDGE)])
def test_who_has_it_is_put_through_to_the_member(key: str, opening: str) -> None:
    decision = press(duty(MINE), key, opening, 0)

    assert decision.reply
    assert (decision.reply.listen, decision.reply.member_id) == (Listen.BRIDGE, ANA.id)
    assert decision.reply.prompt == ABOUT_2
    assert decision.changes == ()


@pytest.mark.parametrize("nobody", [{"member": None}, {"roads": frozenset()}])
def test_nobody_is_put_through_to_who_may_not_be_reached(nobody: dict[str, object]) -> None:
    decision = press(duty(replace(MINE, **nobody)), "5", RING, 0)

    assert list(said(decision)) == ["duty.nobody_to_reach", GOODBYE]


@pytest.mark.parametrize(("opening", "again"), [(RING, "ring.menu"), (BRIDGE, "bridge.ready")])
@pytest.mark.parametrize("key", ["", "7", "0", "#"])
def test_a_key_that_does_nothing_is_asked_for_again_twice(
    key: str, opening: str, again: str
) -> None:
    for misses in range(PATIENCE - 1):
        decision = press(duty(), key, opening, misses)
        assert (decision.changes, list(said(decision)), goes_on(decision)) == ((), [again], True)

    assert list(said(press(duty(), key, opening, PATIENCE - 1))) == [GOODBYE]


def test_the_star_says_it_again_as_often_as_one_likes() -> None:
    assert list(said(press(duty(), "*", RING, 9))) == ["ring.menu"]


WANTED = replace(POLICY, desk_pin=True)
WITH_PIN = replace(CLEO, has_pin=True)
PIN_2 = Prompt(Asking.DUTY_PIN, None, "2")


def asked(**who: object) -> Duty:
    """Cleo where a PIN is asked for."""
    return duty(MINE, who=replace(WITH_PIN, **who), policy=WANTED)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "keys"),
    [
        ({}, ["duty.pin_key"]),
        ({"tries": 2}, ["duty.pin_key"]),
        ({"has_pin": False}, ["duty.no_pin", GOODBYE]),
        ({"tries": 3}, ["duty.pin_locked", GOODBYE]),
    ],
)
@pytest.mark.parametrize("opening", [RING, BRIDGE, ""])
def test_a_pin_comes_before_everything_that_is_said_or_done(
    who: dict[str, object], keys: list[str], opening: str
) -> None:
    scene = asked(**who)

    assert list(said(greet(scene, opening, machine=False))) == ["ring.greeting", *keys]
    for key in ("1", "2", "3", "4", "5", ""):
        decision = press(scene, key, opening, 0)
        assert (decision.changes, decision.send, list(said(decision))) == ((), (), keys)


@pytest.mark.parametrize(
    ("who", "key", "changed", "keys"),
    [
        ({"pin_fits": True}, "4711", 0, ["duty.item.not_ok", "ring.menu_taken"]),
        ({"pin_fits": True, "tries": 2}, "4711", 0, ["duty.item.not_ok", "ring.menu_taken"]),
        ({"pin_fits": True, "tries": 3}, "4711", 4, ["duty.pin_locked", GOODBYE]),
        ({}, "1111", 1, ["duty.pin_wrong", "duty.pin_key"]),
        ({"tries": 2}, "1111", 3, ["duty.pin_locked", GOODBYE]),
        ({}, "", None, ["duty.pin_key"]),
        ({}, "471", None, ["duty.pin_key"]),
        ({}, "47110815#", None, ["duty.pin_key"]),
        ({}, "*", None, ["duty.pin_key"]),
        ({"proven": True}, "4711", None, ["duty.item.not_ok", "ring.menu_taken"]),
    ],
)
def test_a_pin_is_right_or_wrong_and_wrong_ones_are_counted(
    who: dict[str, object], key: str, changed: int | None, keys: list[str]
) -> None:
    decision = press(asked(**who), key, RING, 0, Asking.DUTY_PIN)

    changes = [c for c in decision.changes if isinstance(c, DutyChanged)]
    assert [c.tries for c in changes] == ([] if changed is None else [changed])
    assert [c.proven_until is not None for c in changes] == ([] if not changes else [not changed])
    assert list(said(decision)) == keys


def test_who_presses_no_pin_is_asked_thrice() -> None:
    assert list(said(press(asked(), "", RING, 1, Asking.DUTY_PIN))) == ["duty.pin_key"]
    assert list(said(press(asked(), "", RING, 2, Asking.DUTY_PIN))) == [GOODBYE]
    assert list(said(press(asked(), "*", RING, 9, Asking.DUTY_PIN))) == ["duty.pin_key"]


def test_a_pin_has_as_many_keys_as_it_has() -> None:
    reply = greet(asked(), RING, machine=False).reply

    assert reply
    assert (reply.prompt, reply.keys, reply.ended_by) == (PIN_2, 8, "#")
    assert code_of(PIN_2) == 2
    assert unpacked(packed(reply)) == replace(reply, prompt=None)


def test_with_the_pin_a_bridge_is_ready() -> None:
    decision = press(asked(pin_fits=True), "4711", BRIDGE, 0, Asking.DUTY_PIN)

    assert list(said(decision)) == ["bridge.ready"]


UNCONFIRMED = replace(CLEO, confirmed=False)


@pytest.mark.parametrize("opening", [RING, BRIDGE, ""])
@pytest.mark.parametrize("about", [OPEN, MINE])
def test_a_phone_that_nobody_has_called_theirs_hears_only_how_to_do_so(
    about: Item, opening: str
) -> None:
    nobody_there: Duty = duty(about, who=UNCONFIRMED)

    heard = list(said(greet(nobody_there, opening, machine=False)))
    assert heard == ["ring.greeting", "duty.unconfirmed", GOODBYE]
    for key in ("1", "2", "3", "4", "5", ""):
        decision = press(nobody_there, key, opening, 0)
        assert (decision.changes, decision.send) == ((), ())
        assert (list(said(decision)), goes_on(decision)) == ([GOODBYE], False)


def test_back_from_the_member_what_was_promised_is_kept() -> None:
    promised = replace(MINE, escalation=replace(MINE.escalation, contact_by=MINE.taken_at))

    decision = came_back(duty(promised), bridged=True)

    (change,) = decision.changes
    assert isinstance(change, EscalationChanged)
    assert (change.what, change.after.contact_by) == ("spoke", None)
    assert (list(said(decision)), goes_on(decision)) == (["ring.menu_taken"], True)


def test_who_did_not_pick_up_may_be_tried_again() -> None:
    decision = came_back(duty(MINE), bridged=False)

    assert decision.changes == ()
    assert list(said(decision)) == ["bridge.not_answered", "ring.menu_taken"]
    assert goes_on(decision)
    assert list(said(came_back(duty(None), bridged=True))) == [GOODBYE]


@pytest.mark.parametrize(
    ("prompt", "code"),
    [
        (ABOUT_2, 2),
        (Prompt(Asking.DUTY, None, ""), None),
        (Prompt(Asking.MENU, None, "2"), None),
        (None, None),
    ],
)
def test_a_call_remembers_what_it_is_about(prompt: Prompt | None, code: int | None) -> None:
    assert code_of(prompt) == code
