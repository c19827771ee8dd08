"""Everything a rule knows when a person says something, and how it says something back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.conversation import Asking, Conversation, Prompt, Thread
from checkin.domain.decision import Change, Decision, LineChanged, Listen, Reply, Say
from checkin.domain.member import WITH_US, Member, MemberState
from checkin.domain.outgoing import Outgoing
from checkin.domain.policy import Policy

Values = tuple[tuple[str, str], ...]
GOODBYE = Say("call.goodbye")


def _always(out: Outgoing, language: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Scene:
    """One text, or one key in a call, as it arrives.

    `member_id` is who is speaking, once that is known; `prompt` is what we had asked, on this
    road. `told` is false where the carrier has said its own words already.
    """

    conversation: Conversation
    road: Medium  # TEXT or CALL
    evidence: str  # the text's or the call's id, for the ledger
    now: datetime
    policy: Policy
    prompt: Prompt | None = None
    member_id: int | None = None
    proven: bool = False  # the speaker has given their PIN
    sure: bool = False  # the speaker has said in this very text, or by key, who they are
    told: bool = True
    outgoing: bool = False  # a call that we made
    opening: str = ""  # what such a call is for: the wording of its outbox row
    opening_values: Values = ()
    misses: int = 0  # a call: how often in a row no key or a wrong one came
    last: Say | None = None  # a call: the question it waits with
    # Whether a text to somebody of that language keeps within the segments that it may take.
    fits: Callable[[Outgoing, str], bool] = _always

    @property
    def by_call(self) -> bool:
        """Whether this is a call; otherwise it is a text."""
        return self.road is Medium.CALL

    @property
    def speaker(self) -> Thread | None:
        """Who is speaking: named, or alone on the line."""
        if self.member_id is not None:
            return self.conversation.thread(self.member_id)
        present = self.conversation.present
        return present[0] if len(present) == 1 else None

    @property
    def active(self) -> Thread | None:
        """The speaker, if they are with us; on a shared line whoever is, if only one is."""
        speaker = self.speaker
        if speaker is not None:
            return speaker if speaker.member.state in WITH_US else None
        with_us = [t for t in self.conversation.threads if t.member.state in WITH_US]
        return with_us[0] if len(with_us) == 1 else None

    @property
    def language(self) -> str:
        """The language to answer in."""
        present = self.speaker or next(iter(self.conversation.present), None)
        return present.member.language if present else self.conversation.language

    def by(self, thread: Thread, *, proven: bool = False, sure: bool = False) -> "Scene":
        """The same scene, with this member speaking."""
        same = thread.member.id == self.member_id
        proven, sure = proven or same and self.proven, sure or same and self.sure
        return replace(self, member_id=thread.member.id, proven=proven, sure=sure)

    def say(self, key: str, member: Member | None = None, values: Values = ()) -> Reply:
        """The sentence `key` as the last word: a call ends after it."""
        sentence = self._sentence(key, member, values)
        if not self.by_call:
            return Reply((sentence,), self._language_of(member), _id(member))
        return Reply((sentence, GOODBYE), self._language_of(member), _id(member))

    def ask(
        self,
        asking: Asking,
        key: str,
        member: Member | None = None,
        values: Values = (),
        **more: str,
    ) -> Reply:
        """The sentence `key` as a question: a call waits for a key. For texts, see `asked`."""
        prompt = Prompt(asking, _id(member), more.get("note", ""))
        keys = KEYS.get(asking, 1)
        language = self._language_of(member)
        sentence = self._sentence(key, member, values)
        return Reply((sentence,), language, _id(member), Listen.KEY, prompt, keys)

    def menu(self) -> Reply:
        """A call: the first menu, of whoever is speaking."""
        thread = self.speaker
        if thread is None or thread.member.state not in WITH_US:
            return self.ask(Asking.MENU, "call.stranger_menu")
        paused = thread.member.state is MemberState.PAUSED
        return self.ask(Asking.MENU, "call.paused_menu" if paused else "call.menu", thread.member)

    def lasts(self, prompt: Prompt) -> timedelta:
        """How long a question by text stays open: a yes that a PIN guards, as long as the PIN."""
        if prompt.asking is Asking.KEEP:
            return self.policy.keep
        thread = self.conversation.thread(prompt.member_id)
        guarded = prompt.asking in GUARDED and thread is not None and thread.guard.pin
        return self.policy.speaking if guarded else self.policy.prompt

    def asked(self, reply: Reply, *changes: Change) -> Decision:
        """The decision that asks: a text's question stays open on the line for a while."""
        member_id = reply.member_id
        if self.by_call or reply.prompt is None:
            return Decision(changes, reply=reply, member_id=member_id)
        until = self.now + self.lasts(reply.prompt)
        open_ = LineChanged(
            self.conversation.line_id, prompt=replace(reply.prompt, until=until), misunderstood=0
        )
        return Decision((*changes, open_), reply=reply, member_id=member_id)

    def done(
        self, key: str, member: Member | None, *changes: Change, values: Values = ()
    ) -> Decision:
        """The decision that settles what was asked, with `key` as the last word."""
        return Decision(
            (*changes, *self.settled()),
            reply=self.say(key, member, values) if self.told else None,
            member_id=_id(member),
        )

    def settled(self) -> tuple[Change, ...]:
        """The line is understood again, and its open question is answered.

        Only KEEP stays open: it is heard for days, whatever comes between (R24).
        """
        line = self.conversation
        kept = line.prompt is None or line.prompt.asking is Asking.KEEP
        asked = not kept and not self.by_call
        if not line.misunderstood and not asked:
            return ()
        return (LineChanged(line.line_id, misunderstood=0, no_prompt=asked),)

    def event(
        self, thread: Thread | None, purpose: Purpose, action: Action, wording: str = ""
    ) -> ConsentEvent:
        """One row of the ledger about the speaker, or about everyone on the line."""
        return ConsentEvent(
            line_id=self.conversation.line_id,
            member_id=thread.member.id if thread else None,
            purpose=purpose,
            action=action,
            medium=self.road,
            evidence=self.evidence,
            wording=wording,
            language=thread.member.language if thread else self.conversation.language,
        )

    def named(self) -> Sequence[Thread]:
        """Who may say that it is they who speak: at most as many as there are keys for it."""
        return self.conversation.present[:6]

    def _language_of(self, member: Member | None) -> str:
        return member.language if member else self.language

    def _sentence(self, key: str, member: Member | None, values: Values) -> Say:
        person = member or (self.speaker.member if self.speaker else None)
        return Say(key, (*((("name", person.name),) if person else ()), *values))


def _id(member: Member | None) -> int | None:
    return member.id if member else None


# How many keys an answer takes, where it is more than one.
KEYS = {Asking.PIN: 4, Asking.NEW_PIN: 4, Asking.SAFE_WORD: 4, Asking.AWAY: 4}
# What only the member may answer, if they have a PIN.
GUARDED = frozenset({Asking.PURPOSE, Asking.FORGET, Asking.NEW_PIN, Asking.SAFE_WORD})
