"""What is said to coordinators by phone, and to members about who takes them up."""

from collections.abc import Mapping

from checkin.domain.escalation import EscalationKind

NAME = frozenset({"name"})
CODE = frozenset({"code"})
NOTHING: frozenset[str] = frozenset()
ITEM = CODE | {"mark", "age", "holder"}
# By text and by key alike.
BOTH: Mapping[str, frozenset[str]] = {
    **{f"duty.item.{kind}": ITEM for kind in EscalationKind},
    "duty.nobody": NOTHING,
    "duty.held": CODE | {"holder", "time"},
    "duty.held_since": frozenset({"time"}),
    "duty.resolved_already": CODE,
    "duty.note_missing": CODE,
    "duty.take_first": CODE,
    "duty.taken": CODE | {"time"},
    "duty.taken_nobody": CODE | {"time"},
    "duty.renewed": CODE | {"time"},
    "duty.done": CODE,
    "duty.passed": CODE,
    "duty.who": NAME | {"age"},
    "duty.nobody_to_reach": CODE,
    "loop.taken": NAME | {"by", "time"},
    "loop.taken_later": NAME | {"by", "time", "day"},
    "loop.late": NAME,
    "loop.helped": NAME,
    "loop.thanks": NAME,
    "loop.not_helped": NAME,
    "cover.later": frozenset({"day", "time"}),
}
TEXT: Mapping[str, frozenset[str]] = {
    **BOTH,
    **dict.fromkeys(
        (
            *("duty.how", "duty.confirmed", "duty.pin", "duty.no_pin", "duty.pin_wrong"),
            *("duty.pin_locked", "duty.proven", "duty.nothing_to_confirm", "duty.ringing"),
        ),
        NOTHING,
    ),
    "duty.unconfirmed": NAME,
    "duty.stale": CODE,
    "duty.not_by_text": CODE,
    "duty.words_missing": CODE,
    "duty.more": frozenset({"count"}),
    "duty.turn": frozenset({"day", "time"}),
    "duty.sent": NAME,
    "staff.shift": frozenset({"day", "time"}),
    "staff.confirm": NAME,
    "words.from": NAME | {"by", "words"},
}
VOICE: Mapping[str, frozenset[str]] = {
    **BOTH,
    **dict.fromkeys(
        (
            *("ring.greeting", "ring.menu", "ring.menu_taken", "ring.goodbye"),
            *("duty.pin_key", "duty.pin_wrong", "duty.pin_locked", "duty.no_pin"),
            "duty.unconfirmed",
            *("bridge.ready", "bridge.wait", "bridge.not_answered", "bridge.whisper"),
        ),
        NOTHING,
    ),
}
PAGES = ("many", "hold_ends", "handed", "late")  # beside one for each kind of escalation
# What the page says of a shift that could not be added or removed.
SHIFT = ("fault_who", "fault_hours", "fault_zone", "fault_day", "gone")
