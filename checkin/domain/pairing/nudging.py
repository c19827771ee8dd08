"""Who may be asked to look after another now, and the words and calls that ask it."""

from datetime import datetime

from checkin.domain.conversation import Asking, Prompt
from checkin.domain.decision import Change, Decision, LineChanged
from checkin.domain.member import MemberState
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.pairing.bond import Pairing, Side
from checkin.domain.policy import Policy

TURN = "nudge.turn"
HOW = "nudge.how"  # said after a turn: how words and calls reach the other
PROMPTS = 12  # tips in the catalogs, `tip.1` and so on
Values = tuple[tuple[str, str], ...]


def asks_nothing_of(side: Side) -> bool:
    """Whether this side is left alone now, by their own wish or because they need care themselves.

    On a phone that others use as well nobody is to learn that there is a buddy (R147).
    """
    here = side.willing and side.member.state is MemberState.ACTIVE
    return not here or side.endangered or side.shared or side.resting_until is not None


def next_prompt(last: int, pairing_id: int) -> int:
    """The number of the tip after `last`: never the same twice in a row, a new pair's its own."""
    return (last or pairing_id) % PROMPTS + 1


def besides(outgoing: Outgoing) -> tuple[str, ...]:
    """The keys of what a text says after its own sentence."""
    return after(outgoing.wording, outgoing.values)


def after(wording: str, values: Values) -> tuple[str, ...]:
    """The keys of what is said after a turn's first sentence: its tip, and how to reach them."""
    if wording != TURN:
        return ()
    return (*(f"tip.{number}" for name, number in values if name == "tip"), HOW)


def known_as(pairing: Pairing, side: Side) -> Values:
    """What this side is called in a sentence to the others (R127)."""
    named = pairing.by_name and side.member.name
    return (("buddy", side.member.name if named else f"alias.{side.alias}"),)


def asked(
    pairing: Pairing,
    sides: tuple[Side, Side],
    wording: tuple[str, Asking, Values],
    within: tuple[datetime, datetime],
    policy: Policy,
) -> Decision:
    """The first of `sides` is asked something about the other; a text's question stays open."""
    (buddy, other), (key, asking, more) = sides, wording
    values = (*known_as(pairing, other), ("pairing", str(pairing.id)), *more)
    opened: tuple[Change, ...] = ()
    if not buddy.by_call:
        until = within[0] + policy.prompt
        prompt = Prompt(asking, buddy.member.id, str(pairing.id), until)
        opened = (LineChanged(buddy.member.line_id, prompt=prompt),)
    return Decision(opened, (told(buddy, key, values, within, pairing.id),))


def told(
    side: Side, key: str, values: Values, within: tuple[datetime, datetime], pairing_id: int
) -> Outgoing:
    """One text or call about a pairing, by the road this side has chosen."""
    return Outgoing(
        kind=Kind.BUDDY_CALL if side.by_call else Kind.BUDDY,
        subject=Subject(side.member.line_id, side.member.id, pairing_id=pairing_id),
        wording=key,
        not_before=within[0],
        not_after=within[1],
        values=values,
    )


def together(*decisions: Decision) -> Decision:
    """All that these change and send, in order, without a reply."""
    return Decision(
        tuple(change for decision in decisions for change in decision.changes),
        tuple(out for decision in decisions for out in decision.send),
    )
