"""Nobody is left over without a word: a group of three, or the next round."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from checkin.domain.conversation import Asking, Prompt
from checkin.domain.decision import Decision
from checkin.domain.pairing.bond import Side
from checkin.domain.pairing.telling import NEWS, word

NOT_TWICE = timedelta(days=28)  # how long nobody is told the same again
TOLD = ("trio.offer", "trio.next")


def offered_trio(side: Side, proposal_id: int, taken: Sequence[int], now: datetime) -> Decision:
    """Would they join the two of a proposal? `taken` are aliases not to give them."""
    note = " ".join(map(str, (proposal_id, *taken)))
    until = now + NEWS
    prompt = Prompt(Asking.TRIO, side.member.id, note, until)
    return word(side, "trio.offer", (("note", note),), prompt, (now, until))


def next_round(side: Side, now: datetime) -> Decision:
    """Nobody fits yet: they hear so, and that we look again."""
    return word(side, "trio.next", (), None, (now, now + NEWS))
