"""What a member answers who was asked to look after another: one key each time."""

from dataclasses import replace
from datetime import timedelta

from checkin.domain.conversation import Asking, Thread, open_questions
from checkin.domain.decision import Decision, Reply, Say
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.pairing.bond import Pairing, Side
from checkin.domain.pairing.changes import NudgeChanged, PairingChanged
from checkin.domain.pairing.nudge import Nudge, NudgeState
from checkin.domain.pairing.nudging import after, known_as, told
from checkin.domain.schedule import next_open, wait
from checkin.domain.talk.scene import Scene, Values
from checkin.domain.vocabulary import Meaning, Verb

SPELL = timedelta(hours=12)  # what comes within it is one and the same contact
SETTLING = 4  # R128: after each of so many contacts, and of every so many later on: a month's
YES, NO, THIRD = "1", "2", "3"
IN_WORDS = {Verb.YES: YES, Verb.OK: YES, Verb.NO: NO}
# Calls of ours: the question that each waits with, and what is said last, with its keys.
CALLS = {
    "nudge.turn": Asking.HAPPENED,
    "nudge.happened": Asking.HAPPENED,
    "nudge.silence": Asking.REACH,
    "nudge.not_ok": Asking.REACH,
    "reach.who": Asking.MENU,
    "reach.team": Asking.MENU,
    "care.you": Asking.MENU,
}
NEWS = timedelta(days=1)
TALLY = ("good", "hard", "worried")


def greeted(scene: Scene, thread: Thread) -> Decision:
    """The first question of a call about a buddy."""
    member, values = thread.member, scene.opening_values
    note = dict(values).get("pairing", "")
    asks = scene.ask(CALLS[scene.opening], scene.opening, member, values, note=note)
    more = tuple(Say(key, (("name", member.name), *values)) for key in _rest(scene))
    return scene.asked(replace(asks, say=(*asks.say, *more)))


def _rest(scene: Scene) -> tuple[str, ...]:
    return after(scene.opening, scene.opening_values)


def happened(scene: Scene, meaning: Meaning) -> Decision | None:
    """Were they in touch? None for what is no answer."""
    found, key = _found(scene), _key(scene, meaning)
    if key not in (YES, NO):
        return None
    if found is None:
        return _late(scene, "nudge.done")
    pairing, nudge, other = found
    if key == NO:
        return _said(scene, "nudge.not_yet", pairing, other)
    contact = _in_touch(pairing, scene)
    changes = () if contact == pairing else (PairingChanged(pairing, contact, ""),)
    if not (contact.contacts <= SETTLING or contact.contacts % SETTLING == 0):
        done = replace(nudge, state=NudgeState.DONE, act_after=None)
        return _said(scene, "nudge.done", pairing, other, NudgeChanged(nudge, done), *changes)
    until = scene.now + scene.policy.prompt
    waits = replace(nudge, state=NudgeState.TAKEN, how_it_went="asked", act_after=until)
    asks = _asks(scene, Asking.HOW_IT_WENT, "nudge.went", pairing, other)
    return scene.asked(asks, NudgeChanged(nudge, waits), *changes)


def _in_touch(pairing: Pairing, scene: Scene) -> Pairing:
    """The pairing with one contact more; what was relayed just now is the same contact."""
    last = pairing.last_contact_at
    new = last is None or scene.now - last >= SPELL
    count = pairing.contacts + new
    return replace(pairing, contacts=count, last_contact_at=scene.now, idle_step=0)


def how_it_went(scene: Scene, meaning: Meaning) -> Decision | None:
    """Good, hard or worried? Who is worried is heard at once, and not left alone with it."""
    found, key = _found(scene), _key(scene, meaning)
    if key not in (YES, NO, THIRD):
        return None
    if found is None:
        return _late(scene, "nudge.done")
    pairing, nudge, other = found
    how = TALLY[int(key) - 1]
    done = replace(nudge, state=NudgeState.DONE, act_after=None, how_it_went=how)
    said = _said(scene, f"nudge.{how}", pairing, other, NudgeChanged(nudge, done))
    return _worried(scene, said, pairing, other) if key == THIRD else said


def _worried(scene: Scene, said: Decision, pairing: Pairing, other: Side) -> Decision:
    """A person looks after the member (R109), another after the buddy, who is asked kindly too."""
    me = _me(scene, pairing)
    if me is None:
        return said
    raised = (
        Raised(EscalationKind.WORRY, other.member.id),
        Raised(EscalationKind.FOLLOW_UP, me.member.id),  # R138: the debrief
    )
    at = wait(me.member, scene.now, scene.policy.nudging.care)
    care = told(me, "care.you", (), (at, at + NEWS), pairing.id)
    return replace(said, changes=(*said.changes, *raised), send=(*said.send, care))


def reach(scene: Scene, meaning: Meaning) -> Decision | None:
    """Can they reach the other? Yes, not tonight, or pass on. None for what is no answer."""
    found, key = _found(scene), _key(scene, meaning)
    if key not in (YES, NO, THIRD):
        return None
    if found is None:
        return _late(scene, "nudge.passed")
    pairing, nudge, other = found
    asked_before = scene.now - nudge.due_at > SPELL
    if key == YES:
        return _taken(scene, pairing, nudge, other)
    if key == NO and not asked_before:
        tomorrow = scene.now + scene.policy.nudging.asks_again
        later = replace(nudge, state=NudgeState.DUE, act_after=tomorrow)
        return _said(scene, "nudge.later", pairing, other, NudgeChanged(nudge, later))
    passed = replace(nudge, state=NudgeState.PASSED, act_after=scene.now)
    return _said(scene, "nudge.passed", pairing, other, NudgeChanged(nudge, passed))


def _taken(scene: Scene, pairing: Pairing, nudge: Nudge, other: Side) -> Decision:
    """They will: the other hears who is in touch, and they say with one key when it is done."""
    me = _me(scene, pairing)
    until = wait(me.member, scene.now, scene.policy.nudging.asks_again) if me else scene.now
    takes = replace(nudge, state=NudgeState.TAKEN, act_after=until)
    asks = _asks(scene, Asking.HAPPENED, "nudge.taken", pairing, other)
    said = scene.asked(asks, NudgeChanged(nudge, takes))
    if me is None or other.shared:
        return said
    leaves = next_open(other.member.window, other.member.time_zone, scene.now)
    word = told(other, "reach.who", known_as(pairing, me), (leaves, leaves + NEWS), pairing.id)
    return replace(said, send=(*said.send, word))


def _key(scene: Scene, meaning: Meaning) -> str:
    """The key that this stands for. By text a bare number answers an open check-in first."""
    thread = scene.speaker
    if meaning.digits and not scene.by_call and thread and open_questions([thread]):
        return ""
    return meaning.digits or IN_WORDS.get(meaning.verb, "")


def _found(scene: Scene) -> tuple[Pairing, Nudge, Side] | None:
    """The pairing that was asked about, the newest nudge in it, and the other one."""
    pairing, thread = _asked_about(scene), scene.speaker
    if pairing is None or thread is None:
        return None
    nudge = next((nudge for nudge in thread.nudges if nudge.pairing_id == pairing.id), None)
    other = pairing.side(nudge.member_id) if nudge else None
    return (pairing, nudge, other) if nudge and other else None


def _asked_about(scene: Scene) -> Pairing | None:
    note = scene.prompt.note if scene.prompt else ""
    bonds = scene.speaker.bonds if scene.speaker else ()
    return next((bond for bond in bonds if str(bond.id) == note), None)


def _late(scene: Scene, key: str) -> Decision | None:
    """It is over by now, and somebody else was asked perhaps: they hear so, and nothing changes."""
    pairing = _asked_about(scene)
    if pairing is None or scene.speaker is None:
        return None
    other = pairing.others(scene.speaker.member.id)[0]
    return _said(scene, key, pairing, other)


def _me(scene: Scene, pairing: Pairing) -> Side | None:
    return pairing.side(scene.speaker.member.id) if scene.speaker else None


def _said(
    scene: Scene, key: str, pairing: Pairing, other: Side, *changes: NudgeChanged | PairingChanged
) -> Decision:
    member = scene.speaker.member if scene.speaker else None
    return scene.done(key, member, *changes, values=known_as(pairing, other))


def _asks(scene: Scene, asking: Asking, key: str, pairing: Pairing, other: Side) -> Reply:
    member = scene.speaker.member if scene.speaker else None
    values: Values = known_as(pairing, other)
    return scene.ask(asking, key, member, values, note=str(pairing.id))
