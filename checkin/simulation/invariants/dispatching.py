"""Asked of every text and call that is about to be handed to the carrier."""

import re
from zoneinfo import ZoneInfo

from checkin.simulation.invariants.consents import standing
from checkin.simulation.invariants.facts import Dispatch

TO_STAFF = {"page", "page_call", "staff", "bridge"}
NEEDS = {
    "ask": "checkin_text",
    "reminder": "checkin_text",
    "loop": "checkin_text",
    "words": "checkin_text",
    "notice": "checkin_text",
    "ask_call": "checkin_call",
    "call": "checkin_call",
    "loop_call": "checkin_call",
}
OF_A_CHECK_IN = {"ask", "ask_call", "reminder", "call"}
FIRST = {"ask", "ask_call"}
WAITING = {"due", "asked", "reminded", "called"}
BY_A_PERSON = {"words"}
TO_HOLDERS = {"page.hold_ends", "page.handed", "page.late", "page.many"}
DIGITS = re.compile(r"\+?\d[\d ().-]{6,}\d")


def consent_stands(sent: Dispatch) -> str:
    """1: what goes to a member is something they have agreed to, as the ledger says now."""
    needed = NEEDS.get(sent.kind)
    if needed is None or sent.member_id is None or needed in standing(sent.consents):
        return ""
    return f"{sent.kind} went to member {sent.member_id} without a standing {needed}"


def nobody_who_stopped(sent: Dispatch) -> str:
    """1, 9: nothing goes to a phone whose STOP was answered."""
    if not sent.wants_none or sent.kind in TO_STAFF:
        return ""
    return f"{sent.kind} went to member {sent.member_id} after STOP was answered on their phone"


def inside_the_window(sent: Dispatch) -> str:
    """2: nothing reaches a member outside their window, but what a person writes."""
    if sent.member_id is None or sent.kind in TO_STAFF | BY_A_PERSON:
        return ""
    local = sent.at.astimezone(ZoneInfo(sent.time_zone)).time()
    if sent.opens <= local < sent.closes:
        return ""
    return f"{sent.kind} went to member {sent.member_id} at {local:%H:%M} on their clock"


def asked_once(sent: Dispatch) -> str:
    """3: one due slot asks once."""
    if sent.kind not in FIRST or not sent.slot_asked:
        return ""
    return f"member {sent.member_id} was asked twice for the slot of {sent.due_at}"


def handed_over_once(sent: Dispatch) -> str:
    """3: what the carrier has taken is never handed over again."""
    return f"outbox row {sent.outbox_id} ({sent.kind}) was handed over twice" * sent.accepted


def nobody_elses_number(sent: Dispatch) -> str:
    """7: no text holds the number of anybody else."""
    return shown_number(sent.body, sent.other_numbers)


def shown_number(body: str, numbers: frozenset[str]) -> str:
    """What is wrong with a text that holds one of these numbers, in whatever spelling."""
    for found in DIGITS.findall(body):
        digits = re.sub(r"\D", "", found)
        if any(number.endswith(digits[-10:]) for number in numbers):
            return "a text shows somebody else's number"
    return ""


def not_after_its_time(sent: Dispatch) -> str:
    """10: nothing leaves after the moment up to which it means something."""
    if sent.not_after is None or sent.at <= sent.not_after:
        return ""
    return f"{sent.kind} left at {sent.at}, and was stale from {sent.not_after} on"


def not_asked_late(sent: Dispatch) -> str:
    """10: a slot that was missed by more than the organisation's limit is not asked any more."""
    if sent.kind not in FIRST or sent.due_at is None or sent.at <= sent.due_at + sent.late_at_most:
        return ""
    return f"the slot of {sent.due_at} was asked at {sent.at}"


def nothing_after_the_answer(sent: Dispatch) -> str:
    """10: no question and no reminder goes to who has answered, or was given up on."""
    if sent.kind not in OF_A_CHECK_IN or sent.check_in_state in WAITING:
        return ""
    return f"{sent.kind} left for check-in {sent.check_in_id}, which is {sent.check_in_state}"


def no_page_for_what_is_over(sent: Dispatch) -> str:
    """10: nobody is paged for what is taken or resolved, but whoever has it."""
    if sent.kind not in ("page", "page_call") or sent.wording in TO_HOLDERS:
        return ""
    if sent.escalation_state in ("", "open"):
        return ""
    return f"a page left for escalation {sent.escalation_id}, which is {sent.escalation_state}"


RULES = (
    consent_stands,
    nobody_who_stopped,
    inside_the_window,
    asked_once,
    handed_over_once,
    nobody_elses_number,
    not_after_its_time,
    not_asked_late,
    nothing_after_the_answer,
    no_page_for_what_is_over,
)
