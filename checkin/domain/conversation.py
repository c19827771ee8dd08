"""What is open between a line and us, and whose question an answer belongs to."""

from dataclasses import dataclass
from datetime import datetime

from checkin.domain.check_in import CheckIn, CheckInState
from checkin.domain.decision import Change, LineChanged, Reply, Say
from checkin.domain.member import Member
from checkin.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Thread:
    """One member of a line, and the latest check-in we have with them, if any."""

    member: Member
    check_in: CheckIn | None = None
    invited_until: datetime | None = None  # until when a YES confirms the invitation


@dataclass(frozen=True, slots=True)
class Conversation:
    """A line as we know it when a text or call arrives on it."""

    line_id: int
    language: str  # the organisation's own, for those we do not know
    stopped: bool = False
    answerable: bool = True  # false for short codes and other senders that are no telephone
    misunderstood: int = 0  # texts in a row that we did not understand
    threads: tuple[Thread, ...] = ()

    @property
    def speaker(self) -> Member | None:
        """Whose language the line is answered in."""
        return self.threads[0].member if self.threads else None


def question(conversation: Conversation, now: datetime, policy: Policy) -> Thread | None:
    """The thread whose check-in an answer at `now` belongs to: the one asked last."""
    hearing = [
        thread
        for thread in conversation.threads
        if thread.check_in and thread.check_in.hears(now, policy.late_answer)
    ]
    return max(hearing, key=_asked_last, default=None)


def _asked_last(thread: Thread) -> tuple[int, datetime]:
    """Open questions before those given up on, those before the ones not asked yet; the latest."""
    if thread.check_in is None:
        raise ValueError("a thread without a check-in hears no answer")
    asked = thread.check_in.state is not CheckInState.DUE
    return asked + (asked and thread.check_in.is_open), thread.check_in.due_at


def understood(conversation: Conversation) -> tuple[Change, ...]:
    """The line is understood again: the brake on replies is let go."""
    if not conversation.misunderstood:
        return ()
    return (LineChanged(conversation.line_id, misunderstood=0),)


def reply_to(conversation: Conversation, key: str, member: Member | None = None) -> Reply:
    """The sentence `key` in the language of `member`, or of whoever speaks on the line."""
    person = member or conversation.speaker
    values = (("name", person.name),) if person else ()
    language = person.language if person else conversation.language
    return Reply((Say(key, values),), language, person.id if person else None)
