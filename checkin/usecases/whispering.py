"""What a member hears before they are put through: by a coordinator, or to their buddy."""

from checkin.domain.conversation import Asking, Prompt
from checkin.domain.pairing import Side
from checkin.domain.relaying.contacts import keys_in
from checkin.usecases import duty
from checkin.usecases.ports import Services, UnitOfWork

OF_BUDDIES = frozenset({Asking.BUDDY, Asking.RELAYED})


def of_buddies(prompt: Prompt | None) -> bool:
    """Whether what a call asked is about putting through to a buddy."""
    return prompt is not None and prompt.asking in OF_BUDDIES


def whisper(services: Services, call_id: int, number: str) -> tuple[str, str]:
    """The sentence and its language for whoever has `number`; it names no caller.

    On a shared phone it names whom the call is for, and not what it is about.
    """
    with services.begin() as work:
        side = _called(services, work, call_id)
    if side is None:
        return duty.whisper(services, number)
    key = "relay.whisper_shared" if side.shared else "relay.whisper"
    language = side.member.language
    return services.wording.voice(language, key, {"name": side.member.name}), language


def _called(services: Services, work: UnitOfWork, call_id: int) -> Side | None:
    """The buddy whom this call puts somebody through to."""
    prompt = work.calls.asking(call_id)
    keys = keys_in(prompt.note) if prompt and of_buddies(prompt) else ()
    if not keys:
        return None
    pairing_id, member_id = keys[0]
    pairing = work.pairings.get(pairing_id, services.now())
    return pairing.side(member_id) if pairing else None
