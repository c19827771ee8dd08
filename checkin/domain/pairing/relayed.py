"""What became of words that one member of a pairing sent to the other."""

from enum import StrEnum


class RelayOutcome(StrEnum):
    """Of a text, or of a call that was to be put through."""

    SENT = "sent"
    HELD = "held"  # for a coordinator to look at (R131)
    DROPPED = "dropped"  # the other has blocked them, or may not be reached (R130)
    REFUSED = "refused"  # by policy: a number, a link, too much at once
    TAKEN = "taken"  # a call: the other pressed 1
    MISSED = "missed"  # a call: the other did not
