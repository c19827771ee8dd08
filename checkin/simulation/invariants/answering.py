"""Asked of every text that somebody sent, at the moment it is answered with 2xx."""

from checkin.simulation.invariants.dispatching import shown_number
from checkin.simulation.invariants.facts import Answered


def stored_byte_for_byte(text: Answered) -> str:
    """4: what was answered is stored once, byte for byte."""
    if text.stored == (text.body,):
        return ""
    return f"a text was answered and stored {len(text.stored)} times, or in other words"


def danger_is_escalated(text: Answered) -> str:
    """5: before a message at risk is answered, its escalation is committed."""
    if text.meant != "danger" or text.alarms:
        return ""
    return "a message at risk was answered, and nobody need do anything about it"


def danger_is_paged(text: Answered) -> str:
    """5: and a page to whoever is on call is in the outbox."""
    if text.meant != "danger" or not text.alarms or not text.staff:
        return ""
    paged = any(alarm.pages for alarm in text.alarms) or text.pages_lately
    return "" if paged else "a message at risk was answered, and nobody is paged"


def stop_holds_at_once(text: Answered) -> str:
    """9: STOP holds in the request that brought it, for everybody on the line."""
    if text.meant != "stop":
        return ""
    if not text.stopped:
        return "a STOP was answered, and the line goes on"
    return "a STOP was answered, and somebody's consent stands" if text.standing else ""


def stop_ends_questions(text: Answered) -> str:
    """9: after STOP no question is open any more."""
    if text.meant != "stop" or not text.open_check_ins:
        return ""
    return f"a STOP was answered, and {text.open_check_ins} check-ins are open"


def repeat_gets_the_same(text: Answered) -> str:
    """3: a repeat of a text changes nothing and gets the same words."""
    if text.first_reply is None or text.reply == text.first_reply:
        return ""
    return "a repeated text got another reply"


def reply_shows_no_number(text: Answered) -> str:
    """7: no reply holds the number of anybody else."""
    return shown_number(text.reply, text.other_numbers)


RULES = (
    stored_byte_for_byte,
    danger_is_escalated,
    danger_is_paged,
    stop_holds_at_once,
    stop_ends_questions,
    repeat_gets_the_same,
    reply_shows_no_number,
)
