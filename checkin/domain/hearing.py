"""What a text means to us: the words that always work first, then the open question.

The order is fixed: stop, help, start, then an answer to what is open. Stop, help and start never
depend on what is open; a YES without an open question grants nothing (R34, R37).
"""

from dataclasses import dataclass
from datetime import datetime

from checkin.domain import invitation, leaving
from checkin.domain.answering import answer
from checkin.domain.check_in import Answer
from checkin.domain.conversation import Conversation, Thread, question, reply_to, understood
from checkin.domain.decision import Change, Decision, LineChanged
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.intents import Intent, carrier_answers, read
from checkin.domain.member import WITH_US, Member
from checkin.domain.policy import Policy

ANSWERS = {
    Intent.OK: Answer.OK,
    Intent.YES: Answer.OK,
    Intent.NOT_OK: Answer.NOT_OK,
    Intent.NO: Answer.NOT_OK,
}
# The invitation asks for YES or NO: on a shared phone these answer another member's check-in.
CHECK_IN_WORDS = frozenset({Intent.OK, Intent.NOT_OK})


@dataclass(frozen=True, slots=True)
class Heard:
    """One text as it arrived. `opt_out` is the carrier's own word for it: STOP, START, HELP."""

    body: str
    evidence: str  # the inbound message's id, for the consent ledger
    opt_out: str = ""


def hear(conversation: Conversation, text: Heard, now: datetime, policy: Policy) -> Decision:
    """What follows from one inbound text."""
    intent = _meant(text)
    silent = bool(text.opt_out) or (policy.carrier_confirms_stop and carrier_answers(text.body))
    if intent is Intent.STOP:
        return leaving.stop(conversation, text.evidence, now, silent=silent)
    if intent is Intent.HELP:
        return Decision(reply=None if silent else reply_to(conversation, "help"))
    if intent is Intent.START:
        return leaving.start(conversation, text.evidence, now)
    asked = question(conversation, now, policy)
    if asked and intent in CHECK_IN_WORDS:
        return _answered(conversation, asked, intent, now)
    invited = invitation.answered(conversation, intent, text.evidence, now)
    return invited or _answered(conversation, asked, intent, now)


def _meant(text: Heard) -> Intent:
    """The carrier's word for it where it has one, but a STOP we read ourselves always holds.

    Carriers count a plain YES as START; to us it is an answer (R37).
    """
    own, told = read(text.body), read(text.opt_out)
    if own is Intent.STOP or told is Intent.UNCLEAR:
        return own
    return own if (own, told) == (Intent.YES, Intent.START) else told


def _answered(
    conversation: Conversation, asked: Thread | None, intent: Intent, now: datetime
) -> Decision:
    """An answer to the check-in asked last, or words without a question."""
    if asked is None or asked.check_in is None:
        return _unasked(conversation, intent)
    given = ANSWERS.get(intent, Answer.UNCLEAR)
    outcome = answer(asked.check_in, given, now)
    said = reply_to(conversation, f"answer.{outcome.wording}", asked.member)
    return Decision(
        changes=(*outcome.changes, *understood(conversation)),
        reply=None if conversation.stopped else said,
        member_id=asked.member.id,
    )


def _unasked(conversation: Conversation, intent: Intent) -> Decision:
    """Words without a question: kept, and read by a person; answered once, then quietly."""
    active = [t.member for t in conversation.threads if t.member.state in WITH_US]
    person = active[0] if active else conversation.speaker
    if intent is Intent.NOT_OK and person:
        return _not_ok(conversation, person)
    if not active:
        return _quiet(conversation, "unknown_number", person)
    if intent in (Intent.OK, Intent.YES, Intent.NO):
        return _quiet(conversation, "no_question", active[0])
    raised = Raised(EscalationKind.UNCLEAR, active[0].id)
    return _quiet(conversation, "answer.unclear", active[0], raised)


def _not_ok(conversation: Conversation, person: Member) -> Decision:
    """Somebody we know is not OK, asked or not, with us or not any more: a person is told (R32)."""
    said = reply_to(conversation, "answer.not_ok", person)
    return Decision(
        changes=(Raised(EscalationKind.NOT_OK, person.id), *understood(conversation)),
        reply=None if conversation.stopped else said,
        member_id=person.id,
    )


def _quiet(
    conversation: Conversation, key: str, member: Member | None, *changes: Change
) -> Decision:
    """Say `key` to the first text we did not expect, and nothing to those right after it."""
    count = conversation.misunderstood + 1
    quiet = conversation.misunderstood or conversation.stopped or not conversation.answerable
    return Decision(
        changes=(*changes, LineChanged(conversation.line_id, misunderstood=count)),
        reply=reply_to(conversation, key, member) if not quiet else None,
        member_id=member.id if member else None,
    )
