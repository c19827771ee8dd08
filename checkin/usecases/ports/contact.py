"""What was said: lines and their conversations, texts and calls."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from checkin.domain.conversation import Conversation, Prompt
from checkin.domain.decision import WordsLeft
from checkin.domain.risk import Assessment
from checkin.usecases.ports.records import (
    CallSeen,
    Fitting,
    InboundText,
    Outdated,
    RecordingKept,
    ReplyKept,
)


class Conversations(Protocol):
    """Lines and what is open on them."""

    def on(self, number: str, now: datetime) -> Conversation:
        """The conversation on `number`, locked until commit; an unknown number gets a line."""

    def with_standing(self, conversation: Conversation) -> Conversation:
        """The same, with what each member on it has agreed to."""

    def fitting(self, conversation: Conversation, said: str) -> Fitting:
        """Whose PIN and whose safe word `said` is, of the members on the line."""

    def number_of(self, line_id: int) -> str:
        """The number of a line, in clear."""

    def number_of_member(self, member_id: int) -> str:
        """The number of a member's line, in clear; empty where it has stopped or there is none."""


class Texts(Protocol):
    """Texts in both directions."""

    def keep(self, text: InboundText, line_id: int, now: datetime) -> int | None:
        """Store an inbound text byte for byte; None if its provider id is already there."""

    def about(self, message_id: int, member_id: int) -> None:
        """Write down whom a text turned out to be from."""

    def said(self, message_id: int) -> str:
        """The words of one text; empty if it is gone."""

    def recent(self, line_id: int, before_id: int, now: datetime) -> Sequence[str]:
        """The last few texts that came on this line just before that one, oldest first."""

    def found(self, message_id: int, assessment: Assessment) -> None:
        """Keep which rules found what kind of danger in a text, for a person to judge."""

    def reply(self, reply_to: int, line_id: int, body: ReplyKept, now: datetime) -> int:
        """Store the reply to an inbound text; its id."""

    def reply_told(self, provider_id: str) -> tuple[int, str] | None:
        """The id and body of the reply to a text already answered, if it had one."""

    def reported(
        self, message_id: int, provider_id: str, status: str, error_code: int, now: datetime
    ) -> int | None:
        """Write down a status of the carrier; the line's id, None if we do not know the text."""


class Calls(Protocol):
    """Calls in both directions, turn by turn."""

    def arrived(self, provider_id: str, line_id: int | None, now: datetime) -> CallSeen:
        """The inbound call with this provider id, new or seen before; locked until commit."""

    def under_way(self, call_id: int, provider_id: str) -> CallSeen | None:
        """The call with this id and provider id, locked until commit; None if unknown."""

    def asking(self, call_id: int) -> Prompt | None:
        """What this call has asked last and waits to hear."""

    def was_pressed(self, call_id: int, key: str) -> bool:
        """Whether this key was pressed in this call."""

    def turn(self, call_id: int, step: int) -> str | None:
        """What we said at this step already, as it was kept; None if it is new."""

    def keep_turn(self, call: CallSeen, step: int, key: str, said: str, now: datetime) -> None:
        """Keep what was said at this step, and the call as it now stands."""

    def reported(
        self, call_id: int, provider_id: str, status: str, error_code: int, now: datetime
    ) -> bool:
        """Write down a status of the carrier; unknown calls and words do no harm.

        Whether this ended a call to us in which nobody pressed a key.
        """


class Recordings(Protocol):
    """Words left in calls; the sound itself lies at the carrier."""

    def keep(self, words: WordsLeft, now: datetime, kept: timedelta) -> None:
        """Keep what was left, for so long; a repeat of its id at the carrier changes nothing."""

    def get(self, recording_id: int) -> RecordingKept | None:
        """One recording that is still at the carrier."""

    def heard(self, recording_id: int, coordinator_id: int, now: datetime) -> bool:
        """Somebody listens to it: each time is written down, and the first one shown.

        A browser asks for a sound piece by piece: that is one hearing. False if it goes on.
        """

    def outdated(self, now: datetime, again_at: datetime, limit: int) -> Sequence[Outdated]:
        """Up to `limit` recordings whose time is over; they are not named again before then."""

    def deleted(self, recording_ids: Sequence[int], now: datetime) -> None:
        """They are not at the carrier any more."""
