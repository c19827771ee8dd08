"""Every sentence the service may say, by key, and the values a sentence may mention.

The organisation's own values may stand in every sentence; the others only where they are given.
"""

from collections.abc import Iterable, Mapping

from checkin.domain.audit import About, Act, Reason
from checkin.domain.carrier import Fate
from checkin.domain.check_in import Answer, CheckInState
from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.escalation import EscalationKind, EscalationState, Level, Outcome, Whose
from checkin.domain.importing.by_hand import Yes
from checkin.domain.member import Cadence, Channel, MemberState
from checkin.domain.outgoing import Kind
from checkin.domain.roster import Which
from checkin.domain.staff import Role
from checkin.domain.urgency import Who
from checkin.wording import buddy_keys, circle_keys, nudge_keys, staff_keys

ORGANISATION = frozenset({"organisation", "helpline", "emergency", "phone"})
# The page's address stands in no text to a member (R163), so it is not one of the above.
PAGE_ADDRESS = "page"

NAME = frozenset({"name"})
# What is said by either road, under the same key, and the values it may mention.
_BOTH: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            *("answer.ok", "answer.not_ok", "answer.unclear", "answer.clarify", "no_question"),
            *("pause.ends", "pause.until_when", "asked.call_me", "asked.person_now"),
            *("asked.data", "buddy.none", "join.agree", "join.welcome", "invitation_declined"),
            *("choices.menu", "choices.allowed", "choices.refused", "choices.done"),
            *("speaker.known", "pin.ask", "pin.wrong", "pin.locked", "pin.choose", "pin.kept"),
            *("safe_word.choose", "safe_word.kept", "forget.really", "forget.kept", "friend"),
        ),
        NAME,
    ),
    **{f"allow.{purpose}": NAME for purpose in Purpose if purpose is not Purpose.ALL},
    **dict.fromkeys(
        (
            *("help", "who", "unknown_number", "join.age", "join.too_young", "join.name"),
            *("join.declined", "started", "stopped", "stopped.calls", "stopped.texts"),
            *("stopped.buddy", "kept", "wrong_number", "forget.done", "safe_word.bland"),
            *("language.which", "language.changed"),
        ),
        frozenset(),
    ),
    **{
        f"speaker.{count}": frozenset(f"name_{at}" for at in range(1, count + 1))
        for count in range(2, 7)
    },
    "later": NAME | {"day", "time"},
    "pause.begins": NAME | {"day"},
    "language.option": frozenset({"key"}),
    "helpline.none": frozenset(),
    "helpline.call": frozenset({"call"}),
    "helpline.text": frozenset({"text"}),
    "helpline.call_or_text": frozenset({"call"}),
    "helpline.call_and_text": frozenset({"call", "text"}),
}
# What the ledger keeps of a question in its words: these are the same for everybody, and name the
# organisation's own emergency number wherever a person's number is from.
SAME_FOR_ALL = frozenset({"invitation", "join.agree", "stopped.keep", "forget.really"}) | {
    f"allow.{purpose}" for purpose in Purpose
}
_ASKS = tuple(f"check_in.{how}.{at}" for how in ("ask", "scale") for at in range(1, 7))  # R121
TEXT: Mapping[str, frozenset[str]] = {
    **{key: ORGANISATION | values for key, values in _BOTH.items()},
    **dict.fromkeys(
        (*_ASKS, "check_in.remind", "check_in.remind_scale", "invitation"), ORGANISATION | NAME
    ),
    **dict.fromkeys(
        (
            *("check_in.openly", "check_in.monthly", "stopped.keep"),
            *("danger.crisis", "danger.concern", "danger.neutral"),
        ),
        ORGANISATION,
    ),
    **{
        f"danger.{what}_later": ORGANISATION | {"day", "time"}
        for what in ("crisis", "concern", "neutral")
    },
    "notice.number": ORGANISATION | NAME,
    "notice.daily": ORGANISATION | NAME | {"time"},
    **{
        f"notice.{cadence}": ORGANISATION | NAME | {"day", "time"}
        for cadence in Cadence
        if cadence is not Cadence.DAILY
    },
    **{
        f"page.{kind}": ORGANISATION | {PAGE_ADDRESS, "code"}
        for kind in (*EscalationKind, *staff_keys.PAGES)
    },
    **{key: ORGANISATION | values for key, values in staff_keys.TEXT.items()},
    **{key: ORGANISATION | values for key, values in buddy_keys.TEXT.items()},
    **{key: ORGANISATION | values for key, values in circle_keys.TEXT.items()},
    **{key: ORGANISATION | values for key, values in nudge_keys.BOTH.items()},
}

_SAID = (
    *("we_call", "we_call_openly", "you_call", "call_back", "stranger", "hidden", "menu"),
    *("paused_menu", "stranger_menu", "more", "we_try_later", "goodbye"),
    *("message", "recorded", "message_left", "voicemail"),
)
VOICE: Mapping[str, frozenset[str]] = {
    **{key: ORGANISATION | values for key, values in _BOTH.items()},
    **{f"call.{said}": ORGANISATION | NAME for said in _SAID},
    "call.wrong_key": ORGANISATION | {"key"},
    "pause.weeks": ORGANISATION | NAME,
    **{key: ORGANISATION | values for key, values in staff_keys.VOICE.items()},
    **{key: ORGANISATION | values for key, values in buddy_keys.VOICE.items()},
    **{key: ORGANISATION | values for key, values in nudge_keys.BOTH.items()},
}

_DROPPED = (
    "answered",
    "budget",
    "no_consent",
    "not_active",
    "not_dialable",
    "not_invited",
    "replaced",
    "stale",
    "stopped",
    "taken",
)
_REFUSED = (
    *("nobody_to_reach", "no_phone", "words_missing", "not_by_text"),
    "already_resolved",
    "already_taken",
    "changed_just_now",
    "note_missing",
    "note_too_long",
    "take_it_first",
)
# Why somebody cannot be enrolled, or a change not be made: said beside the field.
_WRONG = (
    *("number_missing", "not_a_number", "country_code", "too_short", "too_long", "area_code"),
    *("digits", "not_in_use", "landline", "not_personal", "stopped", "full", "left", "is_there"),
    *("shared", "name_missing", "name_long", "choose", "zone", "zone_missing", "time"),
    *("weekday", "hours", "evidence", "day", "adult", "note", "not_with_us", "until"),
    *("no_pause", "not_agreed", "window", "a_day"),
)
_DID = (
    *("enrolled", "noted", "paused", "back", "number"),
    *("language", "time_zone", "channel", "rhythm", "window", "wishes"),
)
_MOVE = ("same", "stopped", "not_callable", "name", "full", "gone")
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
_REFUSED_AT_DOOR = ("password", "own_login", "no_act", "held")
_NOT_ADDED = ("login", "name", "password", "number", "not_paged", "taken")
_VERDICTS = ("right", "wrong")
_TIMELINE = (
    "opened",
    "again",
    "worse",
    *("page_not_delivered", "page_not_answered", "paged", "paged_again", "waits_for_cover"),
    *("nobody_to_page", "hold_ends", "passed_on"),
    *("handed_over", "late", "wrote", "spoke", "merged"),
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
    "also_voicemail",
    *("words_released", "words_dropped"),
    *(f"judged_{verdict}" for verdict in _VERDICTS),
)


def _family(name: str, members: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{name}.{member}" for member in members)


# What the rules hand to the page; the page's own words are looked up by its templates.
PAGE: tuple[str, ...] = (
    *_family("level", Level),
    *_family("kind", EscalationKind),
    *_family("whose", Whose),
    *_family("state", (*CheckInState, *EscalationState, *MemberState, "stopped")),
    *_family("roster", Which),
    *_family("yes", Yes),
    *_family("wrong", _WRONG),
    *_family("did", _DID),
    *_family("move", _MOVE),
    *_family("answer", Answer),
    *_family("channel", Channel),
    *_family("cadence", Cadence),
    *_family("outgoing", Kind),
    *_family("dropped", _DROPPED),
    *_family("failed", Fate),
    *_family("cancelled", ("not_asked_in_time", "paused", "stopped")),
    *_family("refused", (*_REFUSED, *_REFUSED_AT_DOOR)),
    *_family("not_added", _NOT_ADDED),
    *_family("role", Role),
    *_family("audit", Act),
    *_family("about", (about for about in About if about)),
    *_family("reason", Reason),
    *_family("role_may", Role),
    *_family("done", ("staff_added", "staff_role", "staff_deactivate", "staff_reset")),
    *_family("timeline", _TIMELINE),
    *_family("outcome", Outcome),
    *_family("weekday", map(str, range(7))),
    *_family("shift", (*staff_keys.SHIFT, Who.FIRST, Who.SECOND)),
    *_family("done", ("shift_added", "shift_removed", "release", "drop")),
    *_family("held", ("money", "sexual", "threat")),
    *circle_keys.PAGE,
    *_family("finding", ("concern", "crisis", *_VERDICTS)),
    *_family("judged", _VERDICTS),
    *(f"done.judged_{verdict}" for verdict in _VERDICTS),
    *_family("advice", EscalationKind),
    *_family("purpose", Purpose),
    *_family("consent", Action),
    *_family("medium", Medium),
    *nudge_keys.PAGE,
    *buddy_keys.PAGE,
    *_family("text_status", _TEXT_STATUS),
    *_family("call_status", _CALL_STATUS),
)
