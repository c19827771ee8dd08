"""Identifiers as Twilio makes them."""

import hashlib
import uuid


def new_sid(prefix: str) -> str:
    """A fresh SID: the two letters of `prefix` (SM, CA, ...) and 32 lower-case hex digits."""
    return prefix + uuid.uuid4().hex


def number_sid(number: str) -> str:
    """The PN SID of a phone number; the same number has the same SID."""
    return "PN" + hashlib.sha256(number.encode()).hexdigest()[:32]
