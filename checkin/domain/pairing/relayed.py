"""What became of words that one member of a pairing sent to the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class RelayOutcome(StrEnum):
    """Of a text, or of a call that was to be put through."""

    SENT = "sent"
    HELD = "held"  # for a coordinator to look at (R131)
    DROPPED = "dropped"  # the other has blocked them, or may not be reached (R130)
    REFUSED = "refused"  # by policy: a number, a link, too much at once
    TAKEN = "taken"  # a call: the other pressed 1
    MISSED = "missed"  # a call: the other did not


@dataclass(frozen=True, slots=True)
class Sent:
    """One text or call that a member has sent to another, and when."""

    pairing_id: int
    to_id: int
    outcome: RelayOutcome
    by_call: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """Words that were held back and that no coordinator has looked at yet."""

    id: int
    pairing_id: int
    from_id: int
    to_id: int
    reason: str
    message_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Traffic:
    """What passed between a member and their buddies lately, and who wants none of it.

    `sent` is what the member sent in the last day. `contacts` says of every buddy of theirs whom
    that one is in touch with, as pairs of a pairing and a member, in the order of their numbers.
    """

    sent: tuple[Sent, ...] = ()
    blocked: frozenset[tuple[int, int]] = frozenset()  # who has blocked whom
    contacts: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
