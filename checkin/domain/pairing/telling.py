"""Word about a pairing to one of its sides, by the way they are reached.

On a phone that others use as well a text says only that there is word for this member, and a call
asks first who is there (R147): nobody else learns that there is a buddy.
"""

from datetime import datetime, timedelta

from checkin.domain.consent import Purpose
from checkin.domain.conversation import Asking, Prompt
from checkin.domain.decision import Decision, LineChanged
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.pairing.alias import word_for
from checkin.domain.pairing.bond import Pairing, Side

NEWS = timedelta(days=3)  # how long word of something is still news
FOR_YOU = "buddy.for_you"  # what a shared phone reads
WANTED = "buddy"  # what follows once they have said who they are, as `talk.speaking` packs it
Values = tuple[tuple[str, str], ...]


def together(*decisions: Decision) -> Decision:
    """All that these change and send, in order, without a reply."""
    return Decision(
        tuple(change for decision in decisions for change in decision.changes),
        tuple(out for decision in decisions for out in decision.send),
    )


def tell(pairing: Pairing, side: Side, key: str, values: Values, now: datetime) -> Decision:
    """Word that asks for nothing."""
    return word(side, key, values, None, (now, now + NEWS), pairing.id)


def ask(
    pairing: Pairing,
    side: Side,
    asking: Asking,
    key: str,
    values: Values,
    now: datetime,
    until: datetime,
) -> Decision:
    """A question, which stays open until then."""
    prompt = Prompt(asking, side.member.id, str(pairing.id), until)
    return word(side, key, values, prompt, (now, until), pairing.id)


def word(
    side: Side,
    key: str,
    values: Values,
    prompt: Prompt | None,
    within: tuple[datetime, datetime],
    pairing_id: int | None = None,
) -> Decision:
    """One text or call; a text's question is open on the line."""
    if not side.willing:
        return Decision()
    member, asked = side.member, prompt
    if side.shared and not side.by_call:
        key, values = FOR_YOU, ()
        prompt = Prompt(Asking.SPEAKER, None, WANTED, within[1])
    out = Outgoing(
        kind=_kind(asked, by_call=side.by_call),
        subject=Subject(member.line_id, member.id, pairing_id=pairing_id),
        wording=key,
        not_before=within[0],
        not_after=within[1],
        values=values,
    )
    opened = (LineChanged(member.line_id, prompt=prompt),) if prompt and not side.by_call else ()
    return Decision(opened, (out,))


def _kind(asked: Prompt | None, *, by_call: bool) -> Kind:
    if asked is not None and asked.asking is Asking.OFFER:
        return Kind.OFFER_CALL if by_call else Kind.OFFER
    return Kind.BUDDY_CALL if by_call else Kind.BUDDY


def alias_of(pairing: Pairing, member_id: int) -> Values:
    """The alias of the one whom this member is in touch with; of two the first."""
    return tuple(("buddy", word_for(other.alias)) for other in pairing.others(member_id)[:1])


def name_of(pairing: Pairing, member_id: int) -> Values:
    """The same, or the first name where all of them let that be (R127)."""
    if not pairing.by_name:
        return alias_of(pairing, member_id)
    return tuple(("buddy", other.member.name) for other in pairing.others(member_id)[:1])


def speaks_openly(side: Side) -> bool:
    """Whether this side may be told openly what it is about."""
    return Purpose.OVERT_WORDING in side.standing and not side.shared
