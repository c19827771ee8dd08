"""Consent as a ledger: what was granted or withdrawn, and what stands after replaying it.

Nothing is sendable because a flag says so; what stands is always the replay of the events (R3).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What a person may agree to, each apart (R4). `ALL` is only ever revoked."""

    CHECKIN_TEXT = "checkin_text"
    CHECKIN_CALL = "checkin_call"
    BUDDY_CONTACT = "buddy_contact"
    BUDDY_FIRST_NAME = "buddy_first_name"
    VOICEMAIL = "voicemail"
    OVERT_WORDING = "overt_wording"
    RECORDING = "recording"
    RESEARCH = "research"
    ALL = "all"


class Action(StrEnum):
    """What happened to a purpose (R3)."""

    OFFERED = "offered"
    IMPORTED = "imported"
    GRANTED = "granted"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    REVOKED = "revoked"
    SCOPE_CLARIFIED = "scope_clarified"
    EXPIRED = "expired"
    RENEWED = "renewed"
    ERASED = "erased"


class Medium(StrEnum):
    """By what road the event reached us."""

    TEXT = "text"
    CALL = "call"
    IMPORT = "import"
    PAGE = "page"
    CARRIER = "carrier"


GRANTS = frozenset({Action.GRANTED, Action.CONFIRMED, Action.RENEWED})
ENDS = frozenset({Action.REVOKED, Action.REFUSED, Action.EXPIRED, Action.ERASED})


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """One row of the ledger, oldest first when replayed.

    `member_id` is None for an event of the whole line: a STOP holds for everyone who shares it.
    `evidence` says what proves it: an inbound message's id, a paper form, a call.
    """

    line_id: int
    member_id: int | None
    purpose: Purpose
    action: Action
    medium: Medium
    evidence: str
    wording: str = ""
    language: str = ""


def standing(events: Iterable[tuple[Purpose, Action]]) -> frozenset[Purpose]:
    """The purposes that stand after replaying one member's events, their line's among them.

    `events` come oldest first. Ending `ALL` ends every purpose; a later grant of one purpose
    opens that one again and no other (R28).
    """
    stands: set[Purpose] = set()
    for purpose, action in events:
        if action in GRANTS:
            stands.add(purpose)
        elif action in ENDS and purpose is Purpose.ALL:
            stands.clear()
        elif action in ENDS:
            stands.discard(purpose)
    return frozenset(stands)
