"""A member as a coordinator types them into a form: the same row as in a file, and what proves it.

Nobody else is asked before they are enrolled, so it is the coordinator who says how and when the
person said yes, and that they are old enough (R15, R17).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from checkin.domain.importing.enrolment import COLUMNS, Reason
from checkin.domain.importing.rhythm import DAYS
from checkin.domain.member import Cadence, Member, MemberState

FIELDS = (
    *(column for column in COLUMNS if column not in ("at", "consent_evidence")),
    *("weekday", "hour", "yes", "day", "proof", "adult", "shares"),
)
TICKED = "yes"


class Yes(StrEnum):
    """How a person said yes to us before anything was sent to them."""

    FORM = "form"
    IN_PERSON = "in_person"
    CALL = "call"
    WRITTEN = "written"


IN_WORDS = {
    Yes.FORM: "signed a paper form",
    Yes.IN_PERSON: "said yes in person",
    Yes.CALL: "said yes on the phone",
    Yes.WRITTEN: "said yes in writing",
}


def row_of(typed: Mapping[str, str]) -> dict[str, str]:
    """The values of a row, from the `FIELDS` of the form; its evidence as far as it is told."""
    row = {column: typed.get(column, "") for column in COLUMNS}
    row["at"] = at_in(typed)
    row["consent_evidence"] = _evidence(typed)
    return row


def at_in(typed: Mapping[str, str]) -> str:
    """The hour, with the weekday in front; who is asked every day has none."""
    weekday, hour = typed.get("weekday", ""), typed.get("hour", "").strip()
    named = weekday.isdecimal() and int(weekday) < len(DAYS)
    if not hour or not named or typed.get("cadence") == Cadence.DAILY:
        return hour
    return f"{DAYS[int(weekday)][:3]} {hour}"


def _evidence(typed: Mapping[str, str]) -> str:
    """What goes into the ledger, in one line; empty while a part of it is missing."""
    said, proof = typed.get("yes", ""), typed.get("proof", "").strip()
    if said not in set(Yes) or not proof:
        return ""
    adult = "; known to be 18 or older" if typed.get("adult") == TICKED else ""
    return f"{IN_WORDS[Yes(said)]} on {typed.get('day', '')}: {proof}{adult}"


def untold(typed: Mapping[str, str], today: date, *, adults_only: bool) -> list[Reason]:
    """What the form does not say about the person's yes and their age, field by field."""
    reasons = []
    if typed.get("yes", "") not in set(Yes):
        reasons.append(Reason("yes", "is not chosen", "wrong.choose"))
    if not _has_been(typed.get("day", ""), today):
        reasons.append(Reason("day", "is no day that has been", "wrong.day"))
    if not any(map(str.isalnum, typed.get("proof", ""))):
        reasons.append(Reason("proof", "is missing", "wrong.evidence"))
    if adults_only and typed.get("adult") != TICKED:
        reasons.append(Reason("adult", "is not ticked", "wrong.adult"))
    return reasons


def _has_been(day: str, today: date) -> bool:
    try:
        return date.fromisoformat(day) <= today
    except ValueError:
        return False


def known(name: str, here: Sequence[Member], *, shares: bool) -> Reason | None:
    """Why a number that others have needs another look; None if nothing speaks against it.

    A wrong digit, or a second spelling of a name, would write to somebody else: who shares a
    phone is said to share it.
    """
    with_us = [member for member in here if member.state is not MemberState.LEFT]
    if any(member.name.casefold() == name.casefold() for member in with_us):
        return Reason("phone", "is enrolled already, with this name", "wrong.is_there")
    if with_us and not shares:
        return Reason("phone", "is another member's", "wrong.shared")
    return None
