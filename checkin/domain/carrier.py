"""The carrier's words for what became of a text or a call, and what each of them means.

Callbacks come in any order, repeat, and may use words we do not know: a status is ranked, and
a lower rank never replaces a higher one (Twilio docs: outbound message status).
"""

from collections.abc import Mapping
from enum import StrEnum

TEXT_RANKS = {
    "accepted": 0,
    "scheduled": 0,
    "queued": 1,
    "sending": 2,
    "sent": 3,
    "delivered": 4,
    "undelivered": 4,
    "failed": 4,
    "canceled": 4,
    "read": 5,
}
CALL_RANKS = {
    "queued": 0,
    "initiated": 1,
    "ringing": 2,
    "in-progress": 3,
    "completed": 4,
    "busy": 4,
    "failed": 4,
    "no-answer": 4,
    "canceled": 4,
}
NOT_ARRIVED = frozenset({"undelivered", "failed", "canceled"})  # a text
NOT_TAKEN_UP = frozenset({"busy", "no-answer", "failed", "canceled"})  # a call
CALL_OVER = frozenset(word for word, rank in CALL_RANKS.items() if rank == 4)

OPTED_OUT = 21610
# Who takes up a call, where it is no person; one that has come to its end records what is said.
MACHINES = ("machine", "fax")
LISTENING = "machine_end"


# What the carrier puts in place of a caller's number that is hidden.
HIDDEN = frozenset(
    {
        "",
        "anonymous",
        "private",
        "restricted",
        "unavailable",
        "unknown",
        "+266696687",
        "+2562533",
        "+7378742883",
        "+7378742833",
        "+17378742833",
        "+464",
        "+86282452253",
        "+8656696",
    }
)


class Fate(StrEnum):
    """What to do about a text or call the carrier did not simply accept."""

    REFUSED = "refused"  # it will never be accepted as it is: do not send it again
    OPTED_OUT = "opted_out"  # the person has stopped us at the carrier: write it down
    LATER = "later"  # certainly not accepted: send it again after a while
    UNKNOWN = "unknown"  # it may have been accepted: find out before anything is sent again
    MISCONFIGURED = "misconfigured"  # ours to mend: nothing can be sent until then


CODES: Mapping[int, Fate] = {
    OPTED_OUT: Fate.OPTED_OUT,
    20001: Fate.REFUSED,
    20003: Fate.MISCONFIGURED,
    20404: Fate.MISCONFIGURED,
    20429: Fate.LATER,
    20500: Fate.UNKNOWN,
    20503: Fate.UNKNOWN,
    21401: Fate.MISCONFIGURED,
    21603: Fate.MISCONFIGURED,
    21606: Fate.MISCONFIGURED,
    21611: Fate.LATER,
    21701: Fate.MISCONFIGURED,
    21702: Fate.MISCONFIGURED,
    21703: Fate.MISCONFIGURED,
    21704: Fate.MISCONFIGURED,
    21705: Fate.MISCONFIGURED,
}


def advances(ranks: Mapping[str, int], known: str, told: str) -> bool:
    """Whether the status `told` takes the place of `known`. Unknown words never do."""
    return told in ranks and ranks[told] > ranks.get(known, -1)


def fate(http_status: int, code: int) -> Fate:
    """What an error answer to a create request means for the text or call it was about.

    A 5xx may have been accepted all the same (error 20500: creating is not idempotent); a 429
    was certainly not; any other refusal is final unless it is ours to mend.
    """
    if code in CODES:
        return CODES[code]
    if http_status >= 500:
        return Fate.UNKNOWN
    if http_status == 429:
        return Fate.LATER
    if http_status in (401, 403):
        return Fate.MISCONFIGURED
    return Fate.REFUSED
