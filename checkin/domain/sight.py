"""What a coordinator sees of what somebody has said, without asking for it and giving a reason.

The words that raised an escalation are shown with it. Older ones wait until somebody asks, says
why once, and is remembered for it for a while: as long as they hold an escalation of the same
person, and else for as long as a session lasts without use.

A list that lies open on a desk or in a bus shows names cut short (R170). Whoever opens the page of
one sees the whole of it, and that is written down.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from checkin.domain.audit import Reason

BEFORE = timedelta(minutes=15)  # what somebody said just before an escalation belongs to it
REMEMBERED = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Grant:
    """Somebody has asked to see what one person has said, and told why."""

    reason: Reason
    given_at: datetime

    def holds(self, now: datetime, *, working: bool) -> bool:
        """Whether it need not be asked again; `working` if they hold an escalation of theirs."""
        return working or now - self.given_at <= REMEMBERED


def shown_since(opened_at: datetime) -> datetime:
    """From when on words are a part of the escalation that was opened then."""
    return opened_at - BEFORE


def name_on_list(name: str, *, working: bool) -> str:
    """A name as a list shows it: its first word and an initial; whole to who holds theirs."""
    words = name.split()
    if working or len(words) < 2:
        return name
    return f"{words[0]} {words[-1][0]}."
