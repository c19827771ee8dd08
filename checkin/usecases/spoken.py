"""What is said in one turn of a call, as the carrier needs it."""

from dataclasses import dataclass

from checkin.domain.decision import Listen, Reply
from checkin.domain.helplines import country_of
from checkin.usecases.aliases import named
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.records import CallSeen
from checkin.usecases.ports.unit_of_work import Applied
from checkin.usecases.whispering import of_buddies

NOTHING = Applied((), ())


@dataclass(frozen=True, slots=True)
class Spoken:
    """What goes back: sentences with their languages, and how many keys are waited for.

    `records` is true where words are recorded after them.
    """

    call_id: int
    step: int  # of the turn that comes next
    sentences: tuple[tuple[str, str], ...] = ()
    keys: int = 0
    ended_by: str = ""  # the key that ends them before they are as many
    rejects: bool = False  # the call is not taken up at all
    records: bool = False
    bridge_to: str = ""  # the number that is put through
    longest: int = 0  # seconds that it may last; 0 for the usual
    applied: Applied = NOTHING


def spoken_in(
    services: Services,
    work: UnitOfWork,
    call: CallSeen,
    step: int,
    reply: Reply,
    applied: Applied,
) -> Spoken:
    """A turn in words, with each alias as a word, and what the call waits for after them."""
    where = {"country": country_of(call.number or "")}
    voice = services.wording.voice
    sentences = tuple(
        (voice(language, say.key, named(voice, language, where | dict(say.values))), language)
        for say in reply.say
        for language in (say.language or reply.language,)
    )
    listen = reply.listen is Listen.KEY
    keys = reply.keys if listen else 0
    rejects = reply.listen is Listen.REJECT
    records = reply.listen is Listen.VOICE
    through = reply.listen is Listen.BRIDGE and reply.member_id is not None
    number = work.conversations.number_of_member(reply.member_id or 0) if through else ""
    longest = services.policy.relaying.talk.total_seconds() if of_buddies(call.prompt) else 0
    return Spoken(
        call_id=call.id,
        step=step + 1,
        sentences=sentences,
        keys=keys,
        ended_by=reply.ended_by,
        rejects=rejects,
        records=records,
        bridge_to=number,
        longest=int(longest),
        applied=applied,
    )
