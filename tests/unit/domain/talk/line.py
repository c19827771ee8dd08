"""A phone line under test: texts and keys go to the real rules, and what they decide is done.

The line is left as the shell would leave it. A PIN or safe word is its own fingerprint here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from checkin.domain.check_in import CheckIn
from checkin.domain.consent import ENDS, GRANTS, ConsentEvent, Medium, Purpose
from checkin.domain.conversation import Conversation, Prompt, Thread
from checkin.domain.decision import (
    CheckInChanged,
    Decision,
    GuardChanged,
    LineChanged,
    Listen,
    MemberChanged,
    MemberJoined,
    Say,
)
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.intents import carrier_answers
from checkin.domain.member import Member, MemberState
from checkin.domain.plain import plain
from checkin.domain.policy import Policy
from checkin.domain.risk import Assessment, Level
from checkin.domain.talk.call import greet, meant, press
from checkin.domain.talk.prompts import Said
from checkin.domain.talk.scene import Scene
from checkin.domain.talk.text import Heard, hear, touches_consent
from tests.builders import NOON, a_check_in, a_conversation, a_member, replaced

ALL = ("en", "es", "fr", "pt", "sw", "hi")
POLICY = Policy(languages=ALL)
TEXTS = frozenset({Purpose.CHECKIN_TEXT})
BOTH = TEXTS | {Purpose.CHECKIN_CALL}
HARMLESS = Assessment(Level.NONE)


def a_thread(member: Member, *, asked: bool = False, **changes: Any) -> Thread:
    """A member who has agreed to texts; `asked` two hours ago if they are to answer."""
    check_in = a_check_in(member) if asked else None
    given = {"check_in": check_in, "standing": TEXTS, **changes}
    return Thread(member, **given)


def eva(**changes: Any) -> Member:
    """Somebody who shares Ana's phone."""
    return a_member(**{"id": 5, "name": "Eva", "language": "sw", **changes})


@dataclass
class Call:
    """A call as it is kept between two keys."""

    outgoing: bool
    opening: str
    member_id: int | None
    prompt: Prompt | None = None
    misses: int = 0
    last: Say | None = None
    over: bool = False


@dataclass
class Line:
    """One line over time."""

    line: Conversation
    policy: Policy = POLICY
    now: datetime = NOON
    assess: Callable[[str], Assessment] = lambda body: HARMLESS
    done: list[Decision] = field(default_factory=list)
    phone: Call | None = None

    # --- what happens on it ---------------------------------------------------------------------

    def text(self, body: str, opt_out: str = "") -> Decision:
        """A text arrives; what each has agreed to is known only where the use case looks it up."""
        line = self.line
        if not touches_consent(line, body, self.policy):
            threads = tuple(replace(thread, standing=frozenset()) for thread in line.threads)
            line = replace(line, threads=threads)
        by_carrier = self.policy.carrier_confirms_stop and carrier_answers(body)
        told = not (opt_out or by_carrier)
        scene = self._scene(Medium.TEXT, line, prompt=line.prompt, told=told)
        pins, words = self._fits(body)
        return self._apply(hear(scene, Heard(body, opt_out, pins, words, self.assess(body))))

    def texts(self, *bodies: str) -> Decision:
        """Texts one after the other; what follows from the last."""
        return [self.text(body) for body in bodies][-1]

    def call(
        self,
        *keys: str,
        outgoing: bool = False,
        member_id: int | None = None,
        opening: str = "",
        machine: bool = False,
    ) -> Decision:
        """A call begins, and these are pressed one after the other."""
        self.phone = Call(outgoing, opening, member_id)
        decision = self.turn(greet(self.in_call(self.phone), machine=machine))
        return self.press(*keys) if keys else decision

    def press(self, *keys: str) -> Decision:
        """Keys in the call; what follows from the last."""
        for key in keys:
            call = self.phone
            assert call is not None, "there is no call"
            assert not call.over, f"the call is over before {key!r} of {keys}"
            scene = self.in_call(call)
            pins, words = self._fits(key)
            decision = press(scene, Said(meant(scene, key), key, pins, words))
            self.turn(decision, key)
        return decision

    def later(self, **passed: float) -> "Line":
        """Time goes by."""
        self.now += timedelta(**passed)
        return self

    # --- what has become of it ------------------------------------------------------------------

    @property
    def said(self) -> list[str]:
        """The keys of what was said last; empty if nothing was."""
        reply = self.done[-1].reply
        return [sentence.key for sentence in reply.say] if reply else []

    @property
    def language(self) -> str:
        """The language of what was said last."""
        reply = self.done[-1].reply
        return reply.language if reply else ""

    @property
    def raised(self) -> list[EscalationKind]:
        """What a person was called for, in order."""
        return [c.kind for c in self.changes(Raised)]

    @property
    def events(self) -> list[tuple[str, str]]:
        """What the ledger was told: purpose and action, in order."""
        return [(e.purpose.value, e.action.value) for e in self.changes(ConsentEvent)]

    @property
    def open(self) -> str:
        """What we wait to hear by text, and to whom it belongs."""
        prompt = self.line.prompt
        return prompt.asking.value if prompt else ""

    def changes(self, kind: type[Any]) -> list[Any]:
        """All changes of one kind, in order."""
        return [c for decision in self.done for c in _changes(decision) if isinstance(c, kind)]

    def thread(self, member_id: int = 1) -> Thread:
        """One member as they stand now."""
        thread = self.line.thread(member_id)
        assert thread is not None
        return thread

    def state(self, member_id: int = 1) -> MemberState:
        """Where a member stands now."""
        return self.thread(member_id).member.state

    def answer(self, member_id: int = 1) -> str:
        """What stands as the answer of a member's check-in."""
        check_in = self.thread(member_id).check_in
        return check_in.answer.value if check_in and check_in.answer else ""

    # --- how it is done -------------------------------------------------------------------------

    def _scene(self, road: Medium, line: Conversation, **more: Any) -> Scene:
        return Scene(line, road, "evidence", self.now, self.policy, **more)

    def in_call(self, call: Call) -> Scene:
        """The scene of a call."""
        return self._scene(
            Medium.CALL,
            self.line,
            prompt=call.prompt,
            member_id=call.member_id,
            outgoing=call.outgoing,
            opening=call.opening,
            misses=call.misses,
            last=call.last,
        )

    def _fits(self, said: str) -> tuple[frozenset[int], frozenset[int]]:
        threads, words = self.line.threads, plain(said)
        pins = (t.member.id for t in threads if t.guard.pin and t.guard.pin == words)
        safe = (t.member.id for t in threads if t.guard.safe_word and t.guard.safe_word == words)
        return frozenset(pins), frozenset(safe)

    def turn(self, decision: Decision, key: str = "") -> Decision:
        """Keep what a call has come to."""
        call, reply = self.phone or Call(False, "", None), decision.reply
        assert reply is not None, "a call must never fall silent"
        again = call.prompt is not None and reply.prompt == call.prompt and key != "*"
        call.misses = call.misses + 1 if again else 0
        call.member_id = decision.member_id or call.member_id
        prompt = reply.prompt
        call.prompt = replace(prompt, member_id=call.member_id) if prompt else None
        call.last = reply.say[-1] if reply.say else None
        call.over = reply.listen in (Listen.GOODBYE, Listen.REJECT)
        return self._apply(decision)

    def _apply(self, decision: Decision) -> Decision:
        for change in _changes(decision):
            match change:
                case ConsentEvent():
                    self._each(change.member_id, lambda t, c=change: _after(t, c))
                case CheckInChanged():
                    self._each(change.before.member_id, lambda t, c=change: _moved(t, c))
                case MemberChanged():
                    self._each(change.member_id, lambda t, c=change: _changed(t, c))
                case GuardChanged():
                    self._each(change.member_id, lambda t, c=change: _guarded(t, c))
                case MemberJoined():
                    self._join(change)
                case LineChanged():
                    self._line(change)
        self.done.append(decision)
        return decision

    def _each(self, member_id: int | None, change: Callable[[Thread], Thread]) -> None:
        """Change one member of the line, or all of them."""
        changed = tuple(
            change(thread) if member_id in (None, thread.member.id) else thread
            for thread in self.line.threads
        )
        self.line = replace(self.line, threads=changed)

    def _join(self, joined: MemberJoined) -> None:
        member_id = max((t.member.id for t in self.line.threads), default=6) + 1
        thread = Thread(replace(joined.member, id=member_id))
        for event in joined.events:
            thread = _after(thread, event)
        self.line = replace(self.line, threads=(*self.line.threads, thread))

    def _line(self, changed: LineChanged) -> None:
        names = ("stopped", "misunderstood", "language", "speaking", "pace", "called_back", "alarm")
        given = {name: getattr(changed, name) for name in names}
        line: Conversation = replaced(self.line, **given)
        if changed.no_prompt:
            line = replace(line, prompt=None)
        if changed.prompt:
            line = replace(line, prompt=changed.prompt)
        self.line = replace(line, threads=()) if changed.wrong else line


def _changes(decision: Decision) -> list[Any]:
    """The changes in the order in which the shell writes them: the ledger first."""
    events = [change for change in decision.changes if isinstance(change, ConsentEvent)]
    return [*events, *(c for c in decision.changes if not isinstance(c, ConsentEvent))]


def _after(thread: Thread, event: ConsentEvent) -> Thread:
    stands = set(thread.standing)
    if event.action in GRANTS:
        stands.add(event.purpose)
    elif event.action in ENDS:
        stands -= set(Purpose) if event.purpose is Purpose.ALL else {event.purpose}
    return replace(thread, standing=frozenset(stands))


def _moved(thread: Thread, changed: CheckInChanged) -> Thread:
    assert thread.check_in == changed.before, "decided on a state that is not there"
    return replace(thread, check_in=changed.after)


def _changed(thread: Thread, changed: MemberChanged) -> Thread:
    given = {name: getattr(changed, name) for name in ("state", "channel", "language")}
    member: Member = replaced(thread.member, **given)
    invited = None if changed.state else thread.invited_until
    return replace(thread, member=member, invited_until=invited)


def _guarded(thread: Thread, changed: GuardChanged) -> Thread:
    names = ("pin", "safe_word", "tries")
    given = {name: v for name in names if (v := getattr(changed, name)) is not None}
    if changed.tries is not None:
        given["locked_until"] = changed.locked_until
    return replace(thread, guard=replace(thread.guard, **given))


def ana_alone(check_in: CheckIn | None = None, **changes: Any) -> Line:
    """Ana on her own phone, asked two hours ago."""
    policy = changes.pop("policy", POLICY)
    thread = a_thread(a_member(), check_in=check_in or a_check_in(), standing=BOTH)
    return Line(a_conversation(thread, **changes), policy)


def shared(*threads: Thread, policy: Policy = POLICY, **changes: Any) -> Line:
    """A phone that several people share: Ana and Eva, unless others are given."""
    chosen = threads or (a_thread(a_member()), a_thread(eva()))
    return Line(a_conversation(*chosen, line_id=11, **changes), policy)


def strangers(policy: Policy = POLICY, **changes: Any) -> Line:
    """A line that nobody we know has."""
    return Line(a_conversation(**changes), policy)
