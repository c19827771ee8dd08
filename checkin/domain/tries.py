"""How often a login may be tried: ten wrong ones in a quarter of an hour, then a growing wait.

The wait holds for a login whether anybody has it or not, so it tells nobody which logins exist.
It stays short enough that nobody can keep a person on call out for a night by typing nonsense.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

FREE = 10  # wrong tries without a wait
WITHIN = timedelta(minutes=15)
FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=1)
FORGOTTEN = timedelta(hours=24)  # after that long without a try
NONE = timedelta()


@dataclass(frozen=True, slots=True)
class Tries:
    """The tries at one login since `since` that did not come to a session."""

    count: int
    since: datetime
    last_at: datetime

    def without_the_last(self, before: "Tries") -> "Tries":
        """The same, with the one after `before` taken back: it was right, and begins no wait."""
        last_at = before.last_at if self.count == before.count + 1 else self.last_at
        return replace(self, count=self.count - 1, last_at=last_at)


def one_more(before: Tries | None, now: datetime) -> Tries:
    """The tries with the one that is made now; old ones count no more."""
    if before is None or now - before.last_at > FORGOTTEN:
        return Tries(1, now, now)
    if before.count < FREE and now - before.since > WITHIN:
        return Tries(1, now, now)
    return Tries(before.count + 1, before.since, now)


def wait(tries: Tries | None, now: datetime) -> timedelta:
    """How long until the next try; nothing if it may be made now."""
    if tries is None or tries.count < FREE:
        return NONE
    doubled: timedelta = FIRST_WAIT * 2 ** min(tries.count - FREE, 8)
    return max(NONE, tries.last_at + min(doubled, LONGEST_WAIT) - now)
