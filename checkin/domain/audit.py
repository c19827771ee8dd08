"""Who did or saw what on the coordinators' page: one chain of rows, each holding the one before.

A row holds ids and words of this file, never a name, a number or a body. As with the consent
ledger, the chain proves that no row was changed, taken out, put in or moved since it was written,
by whoever could not write every later row and the head anew; and nothing against who could.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkin.domain.consent.canonical import digest
from checkin.domain.consent.chain import FIRST, moment

FORMAT = "checkin-audit-1"


class Act(StrEnum):
    """What somebody did or saw."""

    LOGIN = "login"
    LOGIN_FAILED = "login_failed"
    LOGOUT = "logout"
    LOGOUT_EVERYWHERE = "logout_everywhere"
    SECOND_FACTOR_SET_UP = "second_factor_set_up"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    PIN_SET = "pin_set"  # their own, to work by phone
    PIN_WRONG = "pin_wrong"  # somebody gave one that is not theirs, on their phone
    PASSWORD_SET = "password_set"  # noqa: S105 - the name of an act
    UNLOCKED = "unlocked"  # too many wrong tries at a login, or wrong PINs, are forgotten
    STAFF_ADDED = "staff_added"
    ROLE_GIVEN = "role_given"
    STAFF_ENDED = "staff_ended"
    TAKEN = "taken"
    RENEWED = "renewed"
    RESOLVED = "resolved"
    PASSED_ON = "passed_on"
    HANDED_OVER = "handed_over"
    MERGED = "merged"
    WROTE = "wrote"
    SPOKE = "spoke"
    CHANGED = "changed"  # something about a member
    SHIFT_ADDED = "shift_added"
    SHIFT_REMOVED = "shift_removed"
    JUDGED_RIGHT = "judged_right"
    JUDGED_WRONG = "judged_wrong"
    WORDS_RELEASED = "words_released"  # between two members, after they were held
    WORDS_DROPPED = "words_dropped"
    STOPPED = "stopped"
    SEEN = "seen"  # a page about somebody was shown
    WORDS_SHOWN = "words_shown"  # what they have written was shown on it
    HEARD = "heard"
    EXPORTED = "exported"
    CIRCLE_MADE = "circle_made"
    CIRCLE_CHANGED = "circle_changed"  # somebody was given a seat, or it was taken away
    ANSWER_HELD = "answer_held"  # kept out of a circle's digest
    ANSWER_RELEASED = "answer_released"
    PROPOSED = "proposed"  # pairs, by a round of matching
    APPROVED = "approved"  # a pair
    SWAPPED = "swapped"
    UNPAIRED = "unpaired"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"


class About(StrEnum):
    """What kind of row an act is about."""

    NOTHING = ""
    COORDINATOR = "coordinator"
    ESCALATION = "escalation"
    MEMBER = "member"
    MESSAGE = "message"
    RECORDING = "recording"
    AUDIT = "audit"
    CIRCLE = "circle"
    PAIRING = "pairing"


class Reason(StrEnum):
    """Why somebody looks at what a person has said (R85)."""

    ESCALATION = "escalation"
    ASKED = "asked"
    SAFEGUARDING = "safeguarding"
    TRAINING = "training"


NO_REASON = ""


@dataclass(frozen=True, slots=True)
class Done:
    """One act. `by` is None for somebody without a login, and for the operator's commands."""

    by: int | None
    act: Act
    about: About = About.NOTHING
    about_id: int | None = None
    member_id: int | None = None
    reason: str = NO_REASON

    def hash(self, at: datetime, prev_hash: str) -> str:
        """The hash of its row, after a row with `prev_hash`."""
        return digest(self._hashed(at, prev_hash))

    def _hashed(self, at: datetime, prev_hash: str) -> Mapping[str, object]:
        return {
            "format": FORMAT,
            "at": moment(at),
            "by": self.by,
            "act": str(self.act),
            "about": str(self.about),
            "about_id": self.about_id,
            "member_id": self.member_id,
            "reason": str(self.reason),
            "prev_hash": prev_hash,
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is kept."""

    id: int
    at: datetime
    done: Done
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """What is remembered of the whole chain."""

    hash: str = FIRST
    count: int = 0


@dataclass(slots=True)
class Checked:
    """What has been found so far, row after row, oldest first."""

    before: str = FIRST
    count: int = 0

    def faults(self, rows: Iterable[Row]) -> Mapping[int, str]:
        """What is wrong with the next rows, by id: `changed`, or `unlinked` from the one before."""
        found = {}
        for row in rows:
            if row.hash != row.done.hash(row.at, row.prev_hash):
                found[row.id] = "changed"
            elif row.prev_hash != self.before:
                found[row.id] = "unlinked"
            self.before, self.count = row.hash, self.count + 1
        return found

    def ends_with(self, head: Head) -> bool:
        """Whether the rows so far are all there are: the last ones are not missing."""
        return head == Head(self.before, self.count)
