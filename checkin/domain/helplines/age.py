"""How long ago somebody made sure of a number, and what follows from it (R112)."""

from datetime import date, timedelta
from enum import StrEnum

DUE = timedelta(days=180)  # after this the operator is told to call it again
STALE = timedelta(days=365)  # after this it is not named any more


class Age(StrEnum):
    """How fresh it is."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"
    NEVER = "never"  # nobody has ever made sure: named all the same, until somebody has


def age(verified_on: date | None, today: date) -> Age:
    """How fresh something is that was last made sure of on that day."""
    if verified_on is None:
        return Age.NEVER
    passed = today - verified_on
    if passed > STALE:
        return Age.STALE
    return Age.DUE if passed > DUE else Age.FRESH
