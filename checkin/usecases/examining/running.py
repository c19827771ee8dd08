"""What must run: the clock, the queue, somebody who can be paged, and nobody left waiting."""

from datetime import timedelta

from checkin.domain.budget import Purse
from checkin.domain.urgency import Level
from checkin.usecases.examining.remark import Remark, ok, some, warning, wrong
from checkin.usecases.health import CLOCK_LATE
from checkin.usecases.ports import Services
from checkin.usecases.ports.examining import Signs

GRACE = timedelta(minutes=5)  # the clock moves on what is past its deadline within seconds


def clock(services: Services) -> Remark:
    """When the clock last came through."""
    start = "start it, or look into its log: nobody is asked, reminded or given up on without it"
    with services.look() as work:
        beat = work.pulse.last_beat()
    if beat is None:
        return wrong("clock", "it has never come through", start)
    ago = services.now() - beat
    if ago >= CLOCK_LATE:
        return wrong("clock", f"it last came through {span(ago)} ago", start)
    return ok("clock", f"it came through {span(ago)} ago")


def restored(services: Services) -> Remark:
    """Whether a backup was restored, and who has stopped us since is not known."""
    with services.look() as work:
        since = work.pulse.restored_to()
    if since is None:
        return ok("sending", "nothing holds it back")
    seen = f"a backup of {since:%Y-%m-%d %H:%M} UTC was restored: nothing but pages leaves"
    do = "checkin suppressions replay, then release: docs/operating.md, Backups"
    return wrong("sending", seen, do)


def queue(services: Services) -> Remark:
    """Whether Redis answers."""
    if services.wake.answers():
        return ok("queue", "Redis answers")
    do = "start Redis (REDIS_URL), or the worker if it runs its own: only pages leave without it"
    return wrong("queue", "Redis does not answer", do)


def coordinators(signs: Signs) -> Remark:
    """Whether anybody is told of a danger."""
    count = signs.pageable()
    if not count:
        do = "checkin coordinators add LOGIN --name NAME --phone NUMBER"
        return wrong("coordinators", "nobody can be paged", do)
    return ok("coordinators", f"{some(count, 'phone')} can be paged")


def escalations(services: Services, signs: Signs) -> Remark:
    """Whether somebody waits for a person for too long."""
    now, patience = services.now(), services.policy.ladders[Level.YELLOW].rungs[0].wait
    stuck = signs.past_deadline(now - GRACE)
    if stuck.count:
        seen = f"{some(stuck.count, 'escalation')} past the deadline, and nobody was paged again"
        return wrong("escalations", seen, "start the clock; open the page and take them")
    waiting = signs.untaken(now - patience)
    if waiting.count and waiting.since:
        seen = f"nobody has taken {some(waiting.count, 'escalation')} within {span(patience)}"
        seen += f"; the first waits for {span(now - waiting.since)}"
        return wrong("escalations", seen, "open the page, take them, and call those people")
    return ok("escalations", f"none is left alone for longer than {span(patience)}")


def budget(services: Services) -> Remark:
    """Whether there is money left for this month."""
    limit = services.policy.budget
    if not limit.monthly:
        return ok("budget", "no limit is set")
    with services.look() as work:
        spent = work.spendings.so_far(services.now())
    used = f"{limit.cost(spent) / limit.monthly:.0%} of this month's budget are used"
    raise_it = "raise [budget] monthly in the organisation's file and restart everything"
    purse = limit.purse(spent)
    if purse is Purse.EMPTY:
        return wrong("budget", f"{used}: nobody is asked any more", raise_it)
    if purse is Purse.LOW:
        return warning("budget", f"{used}: reminders are left out", raise_it)
    return ok("budget", used)


def span(length: timedelta) -> str:
    """A length of time in its largest unit."""
    seconds = max(0, int(length.total_seconds()))
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= 2 * size or seconds == size:
            return some(seconds // size, unit)
    return some(seconds, "second")
