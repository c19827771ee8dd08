"""Looking at what somebody has said: what may be seen, and that it was seen, written down first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from checkin.domain.audit import NO_REASON, About, Act, Done, Reason
from checkin.domain.sight import Grant, shown_since
from checkin.usecases import auditing, desk
from checkin.usecases.desk import ConcernSeen, MemberSeen, NotThere
from checkin.usecases.ports import Services
from checkin.usecases.ports.desk import Bookmark, CallEntry, Concern, Entry, TextEntry


@dataclass(frozen=True, slots=True)
class Looker:
    """Who looks, and whether they have told why."""

    coordinator_id: int
    grant: Grant | None

    def may_see(self, concerns: Sequence[Concern], now: datetime) -> bool:
        """Whether their reason still holds; `concerns` are those open about the person."""
        if self.grant is None:
            return False
        working = any(one.escalation.taken_by == self.coordinator_id for one in concerns)
        return self.grant.holds(now, working=working)


def about(services: Services, escalation_id: int) -> int | None:
    """The member whom an escalation is about. Raises `NotThere`."""
    with services.look() as work:
        found = work.desk.concern(escalation_id)
    if found is None:
        raise NotThere
    return found.escalation.member_id


def concern(
    services: Services,
    looker_at: Callable[[int | None], Looker],
    escalation_id: int,
    before: Bookmark,
) -> tuple[ConcernSeen, bool]:
    """One escalation, and whether words older than it are hidden. Raises `NotThere`.

    `looker_at` says who looks at a member, or at a number that no member has.
    """
    seen = desk.concern(services, escalation_id, before)
    it = seen.concern.escalation
    looker = looker_at(it.member_id)
    shown = looker.may_see([seen.concern, *seen.member.concerns], services.now())
    reason = looker.grant.reason if shown and looker.grant else Reason.ESCALATION
    act = Act.WORDS_SHOWN if shown else Act.SEEN
    done = Done(looker.coordinator_id, act, About.ESCALATION, it.id, it.member_id, reason)
    auditing.write_down(services, done)
    if shown:
        return seen, False
    member, hidden = _without_words(seen.member, shown_since(it.opened_at))
    return replace(seen, member=member), hidden


def member(
    services: Services, looker: Looker, member_id: int, before: Bookmark
) -> tuple[MemberSeen, bool]:
    """One member, and whether any of their words are hidden. Raises `NotThere`.

    What raised the escalations that are open is shown here as well.
    """
    seen = desk.member(services, member_id, before)
    shown = looker.may_see(seen.concerns, services.now())
    since = [shown_since(one.escalation.opened_at) for one in seen.concerns]
    why = Reason.ESCALATION if since else NO_REASON
    reason = looker.grant.reason if shown and looker.grant else why
    act = Act.WORDS_SHOWN if shown else Act.SEEN
    done = Done(looker.coordinator_id, act, About.MEMBER, member_id, member_id, reason)
    auditing.write_down(services, done)
    return (seen, False) if shown else _without_words(seen, min(since, default=None))


def reason(services: Services, looker: Looker, member_id: int | None) -> Reason | None:
    """Why they hear or read one thing somebody has said; None if they must tell first.

    An escalation of the same person that is open is reason enough: nobody in danger waits for
    a form. So is a number that no member has, which only escalations lead to.
    """
    if member_id is None:
        return Reason.ESCALATION
    with services.look() as work:
        concerns = work.desk.concerns_of(member_id)
    if looker.grant and looker.may_see(concerns, services.now()):
        return looker.grant.reason
    return Reason.ESCALATION if concerns else None


def _without_words(seen: MemberSeen, since: datetime | None) -> tuple[MemberSeen, bool]:
    """The same without what was said before `since`, or without any of it; whether it hid some."""
    entries = [_hidden(entry, since) for entry in seen.history.entries]
    hid = any(entry.hidden for entry in entries if isinstance(entry, TextEntry | CallEntry))
    return replace(seen, history=replace(seen.history, entries=entries)), hid


def _hidden(entry: Entry, since: datetime | None) -> Entry:
    if since is not None and entry.at >= since:
        return entry
    if isinstance(entry, TextEntry):
        return replace(entry, body="", finding=None, hidden=True)
    if isinstance(entry, CallEntry) and entry.left:
        return replace(entry, hidden=True)
    return entry
