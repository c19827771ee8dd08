"""A text arrives: stored, understood and answered in one transaction."""

from dataclasses import dataclass

from checkin.domain.consent import Medium
from checkin.domain.conversation import Conversation
from checkin.domain.decision import Decision, Reply
from checkin.domain.helplines import country_of
from checkin.domain.intents import carrier_answers
from checkin.domain.outgoing import Outgoing
from checkin.domain.pairing.parting import with_partings
from checkin.domain.risk import Level
from checkin.domain.talk.scene import Scene
from checkin.domain.talk.text import Heard, hear, touches_consent
from checkin.usecases import auditing, duty, nudging
from checkin.usecases.aliases import named
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.pairing import with_bonds, with_places
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.records import InboundText, ReplyKept
from checkin.usecases.ports.unit_of_work import Applied
from checkin.usecases.versions import version

AS_TEXT = "relay.words"
NOTHING = Applied((), ())


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """What goes back to the carrier, and what to wake the workers for afterwards."""

    message_id: int | None = None  # None: no reply
    body: str = ""
    applied: Applied = NOTHING


def receive(services: Services, text: InboundText) -> TextAnswer:
    """Take in one text. A repeat of its provider id changes nothing and gets the same reply."""
    return again_on_conflict(lambda: _receive(services, text))


def _receive(services: Services, text: InboundText) -> TextAnswer:
    now = services.now()
    with services.begin() as work:
        conversation = work.conversations.on(text.number, now)
        message_id = work.texts.keep(text, conversation.line_id, now)
        if message_id is None:
            return _told(work, text.provider_id)
        decision = _heard(services, work, conversation, text, message_id)
        applied = work.apply(decision, now, services.policy)
        auditing.acts(work, decision, now)
        if decision.member_id is not None:
            work.texts.about(message_id, decision.member_id)
        if decision.reply is None:
            return TextAnswer(applied=applied)
        reply = written(services, decision.reply, text.number)
        reply_id = work.texts.reply(message_id, conversation.line_id, reply, now)
        return TextAnswer(reply_id, reply.body, applied)


def _heard(
    services: Services,
    work: UnitOfWork,
    conversation: Conversation,
    text: InboundText,
    message_id: int,
) -> Decision:
    """What the rules say. What members have agreed to is looked up only where it matters."""
    at_work = duty.texted(services, work, conversation, text.body)
    if at_work is not None:
        return at_work
    words = touches_consent(conversation, text.body, services.policy)
    earlier = work.texts.recent(conversation.line_id, message_id, services.now()) if words else ()
    assessment = services.assess(text.body, earlier)
    if assessment.level is not Level.NONE:
        work.texts.found(message_id, assessment)
    fits = work.conversations.fitting(conversation, text.body)
    if words:
        conversation = work.conversations.with_standing(conversation)
        conversation = with_bonds(work, conversation, services.now())
        conversation = with_places(work, conversation)
    by_carrier = services.policy.carrier_confirms_stop and carrier_answers(text.body)
    scene = Scene(
        fits=lambda out, language: _fits(services, out, language),
        conversation=conversation,
        road=Medium.TEXT,
        evidence=f"message {message_id}",
        now=services.now(),
        policy=services.policy,
        prompt=conversation.prompt,
        told=not (text.opt_out or by_carrier),
    )
    heard = Heard(text.body, text.opt_out, fits.pin_of, fits.safe_word_of, assessment)
    said = with_partings(hear(scene, heard), conversation, services.now())
    decision = nudging.with_buddies(services, work, said)
    decision = duty.honestly(services, work, conversation, decision)
    return duty.lost_for_words(services, work, conversation, decision)


def _fits(services: Services, out: Outgoing, language: str) -> bool:
    """Whether a member's words to another keep within their segments, with all around them.

    What is read aloud may be as long as what is written.
    """
    values = {"to": "", **named(services.wording.text, language, dict(out.values))}
    written = AS_TEXT if out.kind.by_call else out.wording
    body = services.wording.text(language, written, values)
    return services.count_segments(body) <= services.policy.relaying.segments


def _told(work: UnitOfWork, provider_id: str) -> TextAnswer:
    told = work.texts.reply_told(provider_id)
    return TextAnswer(*told) if told else TextAnswer()


def written(services: Services, reply: Reply, number: str) -> ReplyKept:
    """The reply in words for whoever has `number`, with its segments counted."""
    where = {"country": country_of(number)}
    body = " ".join(
        services.wording.text(language, say.key, named(services.wording.text, language, values))
        for say in reply.say
        for language in (say.language or reply.language,)
        for values in (where | dict(say.values),)
    )
    first = reply.say[0]
    form = version(services, "text", first.language or reply.language, first.key)
    segments = services.count_segments(body)
    return ReplyKept(body, segments, reply.member_id, first.key, form)
