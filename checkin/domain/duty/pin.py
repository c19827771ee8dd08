"""The PIN of whoever works by phone, where the organisation asks for one: by text and by key."""

import re
from datetime import timedelta

from checkin.domain.decision import DutyChanged
from checkin.domain.duty.scene import Duty

PROVEN = timedelta(minutes=30)  # how long a PIN holds
LONGEST = 8  # digits
DIGITS = re.compile(r"[0-9]{4,8}")


def is_wanted(duty: Duty) -> bool:
    """Whether a PIN comes first."""
    return duty.policy.desk_pin and not duty.who.proven


def missing(duty: Duty, key: str) -> str:
    """What is said to who has not given it: `key` asks for it, where they have one to give."""
    if not duty.who.has_pin:
        return "duty.no_pin"
    return "duty.pin_locked" if duty.who.tries >= duty.policy.pin_tries else key


def given(duty: Duty) -> tuple[DutyChanged, str]:
    """What follows from a PIN, right or wrong, and what is said.

    After so many wrong ones in a row no other is looked at, and only the page is left.
    """
    if duty.who.pin_fits and duty.who.tries < duty.policy.pin_tries:
        return DutyChanged(duty.who.id, proven_until=duty.now + PROVEN, tries=0), "duty.proven"
    tries = duty.who.tries + 1
    key = "duty.pin_wrong" if tries < duty.policy.pin_tries else "duty.pin_locked"
    return DutyChanged(duty.who.id, tries=tries), key
