"""The carrier's form fields, made safe to store: an odd shape is refused, or named as odd.

A body may be anything. Ids, statuses and keys have a shape, and nothing else gets through.
"""

import re

from flask import Response, g
from werkzeug.exceptions import HTTPException

PROVIDER_ID = re.compile(r"[A-Za-z0-9]{2,64}")
NUMBER = re.compile(r"\+[0-9]{5,15}")
WORD = re.compile(r"[a-z_-]{1,24}")
KEYS = frozenset("0123456789*#")
MOST_KEYS = 8  # pressed for one answer: a PIN or a date has four
OPT_OUTS = frozenset({"stop", "start", "help"})
ODD = "odd"  # stored in place of a status word that has not the shape of one


def refusal(problem: str) -> HTTPException:
    """A 400 that says what is wrong with the request, for the one who reads the carrier's log."""
    return HTTPException(problem, Response(problem, 400, content_type="text/plain"))


def provider_id(name: str) -> str:
    """The carrier's id in field `name`; refuses the request if it is missing or odd."""
    value: str = g.form.get(name, "")
    if not PROVIDER_ID.fullmatch(value):
        raise refusal(f"{name} is missing or is not an id")
    return value


def sender() -> str:
    """Who sent a text; refuses the request if nobody is named."""
    value: str = g.form.get("From", "").strip()
    if not value or len(value) > 64:
        raise refusal("From is missing or too long")
    return value


def word(name: str) -> str:
    """A status word; one of another shape is stored as `odd`, and none as empty."""
    value: str = g.form.get(name, "")
    return value if not value or WORD.fullmatch(value) else ODD


def opt_out() -> str:
    """The carrier's own reading of a text as stop, start or help; empty if it gave none."""
    value: str = g.form.get("OptOutType", "").lower()
    return value if value in OPT_OUTS else ""


def number(name: str) -> int:
    """A small number, 0 if the field is missing or holds none."""
    value: str = g.form.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 0


def key() -> str:
    """The keys that were pressed; empty for none, or for what are no keys."""
    digits: str = g.form.get("Digits", "")
    return digits if len(digits) <= MOST_KEYS and KEYS.issuperset(digits) else ""


def our_number() -> str:
    """The number of ours that a call goes over; empty if the carrier names none."""
    ours = "From" if g.form.get("Direction", "").startswith("outbound") else "To"
    return _dialled(g.form.get(ours, ""))


def called() -> str:
    """The number that is being called."""
    return _dialled(g.form.get("To", ""))


def talked() -> bool:
    """Whether somebody who was put through talked. A refused call counts as completed there."""
    completed: bool = g.form.get("DialCallStatus", "") == "completed"
    refused: bool = g.form.get("DialBridged", "") == "false"
    return completed and not refused


def _dialled(number: str) -> str:
    return number if NUMBER.fullmatch(number) else ""
