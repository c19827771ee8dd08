"""Every sentence the service may say, by key, and the values a sentence may mention.

The organisation's own values may stand in every sentence; the others only where they are given.
"""

from collections.abc import Iterable, Mapping

from checkin.domain.carrier import Fate
from checkin.domain.check_in import Answer, CheckInState
from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.escalation import EscalationKind, EscalationState, Level
from checkin.domain.member import Cadence, Channel, MemberState
from checkin.domain.outgoing import Kind

ORGANISATION = frozenset({"organisation", "helpline", "emergency", "phone"})
# The page's address stands in no text to a member (R163), so it is not one of the above.
PAGE_ADDRESS = "page"

# A text may name a member only where the rules give the name along.
_TO_A_MEMBER = (
    *(f"check_in.ask.{number}" for number in range(1, 7)),  # R121: at least six
    "check_in.remind",
    "invitation",
    "welcome",
    "invitation_declined",
    "answer.ok",
    "answer.not_ok",
    "answer.unclear",
    "answer.clarify",
    "no_question",
)
_TO_A_LINE = ("check_in.monthly", "stopped", "started", "help", "unknown_number")
TEXT: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_TO_A_MEMBER, ORGANISATION | {"name"}),
    **dict.fromkeys(_TO_A_LINE, ORGANISATION),
    **{f"page.{kind}": ORGANISATION | {PAGE_ADDRESS} for kind in EscalationKind},
}

_SAID = (
    "we_call",
    "you_call",
    "menu",
    "answer_ok",
    "answer_not_ok",
    "stopped",
    "we_try_later",
    "goodbye",
    "unknown_caller",
)
VOICE: Mapping[str, frozenset[str]] = {
    **{f"call.{said}": ORGANISATION for said in _SAID},
    "call.wrong_key": ORGANISATION | {"key"},
}

_DROPPED = (
    "answered",
    "no_consent",
    "not_active",
    "not_dialable",
    "not_invited",
    "stale",
    "stopped",
    "taken",
)
_REFUSED = (
    "already_resolved",
    "already_taken",
    "changed_just_now",
    "note_missing",
    "note_too_long",
    "take_it_first",
)
# What the page makes of the carrier's many words for a text and for a call.
_TEXT_STATUS = ("leaving", "sent", "delivered", "not_delivered", "received", "unknown")
_CALL_STATUS = (
    "ringing",
    "under_way",
    "completed",
    "by_machine",
    "busy",
    "not_answered",
    "failed",
    "unknown",
)
_TIMELINE = (
    "opened",
    "again",
    "paged_again",
    "asked",
    "reminded",
    "called",
    "missed",
    "unreachable",
    *(f"answered_{answer}" for answer in Answer),
    "taken",
    "renewed",
    "lapsed",
    "resolved",
)


def _family(name: str, members: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{name}.{member}" for member in members)


# What the rules hand to the page; the page's own words are looked up by its templates.
PAGE: tuple[str, ...] = (
    *_family("level", Level),
    *_family("kind", EscalationKind),
    *_family("state", (*CheckInState, *EscalationState, *MemberState)),
    *_family("answer", Answer),
    *_family("channel", Channel),
    *_family("cadence", Cadence),
    *_family("outgoing", Kind),
    *_family("dropped", _DROPPED),
    *_family("failed", Fate),
    *_family("cancelled", ("not_asked_in_time", "stopped")),
    *_family("refused", _REFUSED),
    *_family("timeline", _TIMELINE),
    *_family("advice", EscalationKind),
    *_family("purpose", Purpose),
    *_family("consent", Action),
    *_family("medium", Medium),
    *_family("text_status", _TEXT_STATUS),
    *_family("call_status", _CALL_STATUS),
)
