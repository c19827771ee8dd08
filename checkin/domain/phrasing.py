"""Which sentences a text is made of: a question varies, and once a month says how to stop.

What it is about is said only to those who have agreed to that, and have the phone to themselves.
"""

from collections.abc import Container
from datetime import datetime, timedelta

from checkin.domain.consent import Purpose
from checkin.domain.member import Member
from checkin.domain.policy import Policy
from checkin.domain.schedule import first_slot, zone_named

ASK, REMIND = "check_in.ask", "check_in.remind"
ON_THE_SCALE = {ASK: "check_in.scale", REMIND: "check_in.remind_scale"}
MONTHLY = "check_in.monthly"
OPENLY = "check_in.openly"


def phrased(wording: str, policy: Policy) -> str:
    """The key of what is said: the organisation may ask for a number instead (1 to 5)."""
    return ON_THE_SCALE.get(wording, wording) if policy.scale else wording


def variant(key: str, variants: int, due_at: datetime, member: Member) -> str:
    """`key` in one of its wordings, another one at each slot (R121); itself if it has only one."""
    if not variants:
        return key
    turn = due_at.toordinal() // member.rhythm.cadence.days
    return f"{key}.{turn % variants + 1}"


def says_how_to_stop(wording: str, due_at: datetime, member: Member) -> bool:
    """Whether this is the first question of a month on the member's clock (R61, R110)."""
    zone = zone_named(member.time_zone)
    before = due_at - timedelta(days=member.rhythm.cadence.days)
    return wording == ASK and due_at.astimezone(zone).month != before.astimezone(zone).month


def speaks_openly(standing: Container[Purpose], *, shared: bool) -> bool:
    """Whether a member may be told openly what this is about: agreed to, and nobody shares it."""
    return Purpose.OVERT_WORDING in standing and not shared


def our_name(policy: Policy, *, openly: bool) -> dict[str, str]:
    """The organisation's open name as a value of a sentence, where one is said openly."""
    return {"organisation": policy.open_name} if openly and policy.open_name else {}


def next_time(member: Member, next_due_at: datetime | None, now: datetime) -> dict[str, str]:
    """The day and the hour at which the member is asked next, on their own clock."""
    slot = next_due_at or first_slot(member.rhythm, member.time_zone, now)
    local = slot.astimezone(zone_named(member.time_zone))
    return {"day": local.date().isoformat(), "time": f"{member.rhythm.at:%H:%M}"}
