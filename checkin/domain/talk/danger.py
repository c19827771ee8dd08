"""A text at risk: a person is told before the reply leaves, and the reply says where help is.

What the person wanted besides is done as well: a STOP with danger in it stops, and is no less
danger (R32). The words are fixed, never the person's own, and neutral where somebody may be
reading over their shoulder (R93 to R96).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from checkin.domain.conversation import Alarm
from checkin.domain.decision import Change, Decision, LineChanged, Reply, Say
from checkin.domain.escalation import EscalationKind, Level, Raised
from checkin.domain.risk import Assessment, Category
from checkin.domain.risk import Level as Risk
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb

ONCE_IN = timedelta(hours=12)  # R93: at most one such reply for each level
LEVELS = {Risk.CRISIS: Level.RED, Risk.CONCERN: Level.AMBER}
SENTENCES = {Risk.CRISIS: "danger.crisis", Risk.CONCERN: "danger.concern"}
# What the danger says already: a person is called once for one text.
SAID_BY_IT = frozenset({EscalationKind.NOT_OK, EscalationKind.UNCLEAR, EscalationKind.HELP})
KEPT = ("stopped", "wrong_number", "help")  # what is said as well: the beginnings of keys
AFTER = ("relay.",)  # and after it
# What a verb says by itself, however it is put: it calls a person as its own kind (R98).
MEANT: Mapping[Verb, Category] = MappingProxyType(
    {
        Verb.NOT_OK: Category.DISTRESS,
        Verb.NO: Category.DISTRESS,
        Verb.CALL_ME: Category.CONTACT,
        Verb.PERSON_NOW: Category.CONTACT,
    }
)


def matters(meaning: Meaning, assessment: Assessment, *, bare: bool) -> bool:
    """Whether a person must look because of it: always at a crisis, and at words of concern.

    A `bare` phrase of ours, with no word beside it, is followed as such and is no concern: HELP
    alone calls a person by itself (R36). With other words the verb is followed and the concern
    is, too, unless it is no more than the verb says.
    """
    if assessment.level is not Risk.CONCERN or meaning.verb is Verb.WORDS:
        return assessment.level is not Risk.NONE
    said = MEANT.get(meaning.verb)
    return not bare and any(finding.category is not said for finding in assessment.findings)


def answered(
    scene: Scene, meaning: Meaning, assessment: Assessment, decision: Decision
) -> Decision:
    """`decision` with the danger in it: who is called, and what is said.

    Where nothing is said about the danger, because it was a short while ago (R93), a verb has its
    own answer.
    """
    line = scene.conversation
    answers = line.thread(decision.member_id)
    thread = scene.active or scene.speaker or answers or next(iter(line.present), None)
    member_id = thread.member.id if thread else None
    raised = Raised(
        EscalationKind.DANGER,
        member_id,
        level=LEVELS[assessment.level],
        line_id=line.line_id,
    )
    reply, alarmed = _reply(scene, assessment, decision.reply)
    if not alarmed and meaning.verb is not Verb.WORDS:
        reply = decision.reply
    changes = tuple(change for change in decision.changes if not _said_by_it(change))
    if not _is_asked(decision.reply, reply):
        changes = tuple(map(unasked, changes))
    return Decision(
        (raised, *changes, *alarmed),
        decision.send,
        reply,
        decision.member_id or member_id,
    )


def unasked(change: Change) -> Change:
    """The change without a question: what was not asked is not open, and no yes fits it."""
    return replace(change, prompt=None) if isinstance(change, LineChanged) else change


def _is_asked(meant: Reply | None, said: Reply | None) -> bool:
    """Whether what was to be asked is still said."""
    return meant is None or said is not None and set(meant.say) <= set(said.say)


def _said_by_it(change: Change) -> bool:
    return isinstance(change, Raised) and change.kind in SAID_BY_IT


def _reply(
    scene: Scene, assessment: Assessment, reply: Reply | None
) -> tuple[Reply | None, tuple[Change, ...]]:
    """The fixed words, at most once in a while; what must be said besides comes first."""
    line = scene.conversation
    kept = tuple(s for s in reply.say if s.key.startswith(KEPT)) if reply else ()
    after = tuple(s for s in reply.say if s.key.startswith(AFTER)) if reply else ()
    alarm = line.alarm
    recent = alarm is not None and scene.now - alarm.at < ONCE_IN
    if not line.answerable or (alarm and recent and alarm.level >= assessment.level):
        said_besides = (*kept, *after)
        return (replace(reply, say=said_besides) if reply and said_besides else None), ()
    words = (*kept, Say(_sentence(assessment)), *after)
    said = replace(scene.say(_sentence(assessment)), say=words)
    alarmed = LineChanged(line.line_id, alarm=Alarm(int(assessment.level), scene.now))
    return said, (alarmed,)


def _sentence(assessment: Assessment) -> str:
    """Neutral where there is violence: somebody else may hold the phone."""
    if any(finding.category is Category.VIOLENCE for finding in assessment.findings):
        return "danger.neutral"
    return SENTENCES[assessment.level]
