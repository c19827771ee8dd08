"""What goes over the ports that is not a noun of the domain."""

from dataclasses import dataclass, replace
from datetime import datetime

from checkin.domain.budget import Purse
from checkin.domain.carrier import Fate
from checkin.domain.check_in import CheckIn
from checkin.domain.conversation import Prompt
from checkin.domain.importing.enrolment import Enrolment as Enrolment
from checkin.domain.outgoing import Outgoing, Recipient


@dataclass(frozen=True, slots=True)
class InboundText:
    """One text as the carrier delivered it."""

    provider_id: str
    number: str
    body: str
    segments: int
    opt_out: str = ""  # the carrier's own reading of it: STOP, START or HELP


@dataclass(frozen=True, slots=True)
class ReplyKept:
    """The words of a reply as they leave."""

    body: str
    segments: int
    member_id: int | None
    wording: str = ""  # the key of the first sentence, and which form of it
    version: str = ""


@dataclass(frozen=True, slots=True)
class CallSeen:
    """A call as we know it."""

    id: int
    outgoing: bool
    number: str | None
    member_id: int | None
    answered_by: str
    misses: int
    wording: str = ""  # what the outbox row of a call that we make says
    prompt: Prompt | None = None
    escalation_id: int | None = None  # what a call of ours to a coordinator is about
    values: tuple[tuple[str, str], ...] = ()  # that the wording of a call of ours needs


@dataclass(frozen=True, slots=True)
class RecordingKept:
    """Words left in a call that can still be heard, and whose line they came on."""

    id: int
    provider_id: str
    line_id: int
    member_id: int | None


@dataclass(frozen=True, slots=True)
class Outdated:
    """A recording whose time is over."""

    id: int
    provider_id: str


@dataclass(frozen=True, slots=True)
class Fitting:
    """Whose PIN, and whose safe word, a text or some keys are: ids of members."""

    pin_of: frozenset[int] = frozenset()
    safe_word_of: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Waiting:
    """An outbox row that is ready to leave."""

    id: int
    urgent: bool
    again: bool  # it was queued before, and no worker came for it


@dataclass(frozen=True, slots=True)
class Claim:
    """An outbox row held by us, with all that the gate and the words need."""

    id: int
    outgoing: Outgoing
    recipient: Recipient
    number: str
    language: str
    name: str
    check_in: CheckIn | None
    attempt: int  # which attempt comes next, from 1
    next_due_at: datetime | None = None  # when its member is asked next

    def with_purse(self, purse: Purse) -> "Claim":
        """The same, with what the gate must know of the month's money."""
        if purse is self.recipient.purse:
            return self
        return replace(self, recipient=replace(self.recipient, purse=purse))


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt about to be made. `body` is empty for a call."""

    claim: Claim
    body: str
    segments: int
    wording: str = ""  # the key of what is said first, and which form of it
    version: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt. `fate` is None when the carrier took it."""

    outbox_id: int
    contact_id: int  # the id of the text or of the call
    by_call: bool
    provider_id: str | None = None
    status: str = ""
    fate: Fate | None = None
    error_code: int = 0
    again_at: datetime | None = None  # when it is tried again, if it is
    attempt: int = 1  # which attempt this is: one that was settled already stays as it is
    withdrawn: str = ""  # why it was not tried any more: a key of the page's catalog

    @property
    def failed(self) -> bool:
        """Whether it will not be tried again, and has not reached the carrier."""
        over = self.fate not in (None, Fate.UNKNOWN) and self.again_at is None
        return over or bool(self.withdrawn)

    @property
    def came_to(self) -> str:
        """One word for it: `handed`, `withdrawn`, or the name of its fate."""
        if self.withdrawn:
            return "withdrawn"
        return self.fate.value if self.fate else "handed"


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An attempt whose outcome nobody wrote down."""

    outbox_id: int
    contact_id: int
    by_call: bool
    number: str
    body: str
    claimed_at: datetime
    attempt: int
    provider_id: str | None  # known if a callback came
    not_after: datetime | None
