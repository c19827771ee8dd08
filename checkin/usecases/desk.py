"""The coordinators' desk: see who waits, look at one, look at its member."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from checkin.domain.escalation import EVERYTHING, EscalationKind, Filter, Level, past_due
from checkin.domain.member import Member
from checkin.domain.pairing import Held
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.desk import Bookmark, Card, Concern, Entry, Event, Left, Place, Source
from checkin.usecases.ports.findings import Finding
from checkin.usecases.ports.staff import Holder

PAGE = 25  # rows
MESSAGES = 3  # that are shown with an escalation; the history has them all
FOUND = 3  # findings that are shown with an escalation
NOBODY = 0  # the id of no member


class NotThere(LookupError):
    """There is no such escalation or member."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list; `next` is where the next page begins."""

    concerns: Sequence[Concern]
    counts: Mapping[Level, int]  # of all that is not resolved
    next: Place | None


@dataclass(frozen=True, slots=True)
class History:
    """One page of a member's history; `older` is where the next page begins."""

    entries: Sequence[Entry]
    older: Bookmark | None


@dataclass(frozen=True, slots=True)
class MemberSeen:
    """A member, what is open about them, and one page of their history."""

    card: Card
    concerns: Sequence[Concern]
    history: History


@dataclass(frozen=True, slots=True)
class ConcernSeen:
    """One escalation, its timeline, and its member."""

    concern: Concern
    events: Sequence[Event]  # newest first
    left: Sequence[Left]  # messages, newest first
    found: Sequence[Finding]  # what the rules found, if it is about a danger
    member: MemberSeen
    colleagues: Sequence[Holder] = ()  # whom it can be handed to
    held: Sequence[Held] = ()  # words between members that wait to be looked at, if about those

    @property
    def taken_at(self) -> datetime | None:
        """When it was last taken."""
        return next((event.at for event in self.events if event.what == "taken"), None)


def listing(
    services: Services, after: Place | None, size: int = PAGE, wanted: Filter = EVERYTHING
) -> Listing:
    """The page that begins after that place, of the escalations that are wanted."""
    late = past_due(services.now(), services.policy)
    with services.look() as work:
        found = work.desk.listed(wanted, late, after, size + 1)
        counts = work.desk.counts()
    shown = found[:size]
    return Listing(shown, counts, shown[-1].place if len(found) > size else None)


def concern(services: Services, escalation_id: int, before: Bookmark) -> ConcernSeen:
    """One escalation with its member's history from there on. Raises `NotThere`."""
    with services.look() as work:
        found = work.desk.concern(escalation_id)
        if found is None:
            raise NotThere
        events = work.desk.events(escalation_id)
        member_id = found.escalation.member_id
        about = (
            _nobody(work, found, before) if member_id is None else _member(work, member_id, before)
        )
        line_id = about.card.member.line_id
        left = work.desk.left_since(found.escalation, line_id, MESSAGES)
        danger = found.escalation.kind is EscalationKind.DANGER
        why = work.desk.found_since(found.escalation, line_id, FOUND) if danger else ()
        colleagues = work.coordinators.holders()
        between = found.escalation.kind is EscalationKind.HARASSMENT
        held = work.pairings.held(member_id or NOBODY) if between else ()
        return ConcernSeen(found, events, left, why, about, colleagues, held)


def member(services: Services, member_id: int, before: Bookmark) -> MemberSeen:
    """One member with their history from there on. Raises `NotThere`."""
    with services.look() as work:
        return _member(work, member_id, before)


def card(services: Services, member_id: int) -> Card:
    """One member, without their history. Raises `NotThere`."""
    with services.look() as work:
        found = work.desk.card(member_id)
    if found is None:
        raise NotThere
    return found


def _member(work: UnitOfWork, member_id: int, before: Bookmark) -> MemberSeen:
    card = work.desk.card(member_id)
    if card is None:
        raise NotThere
    return MemberSeen(card, work.desk.concerns_of(member_id), _history(work, card.member, before))


def _nobody(work: UnitOfWork, concern: Concern, before: Bookmark) -> MemberSeen:
    """A number that no member has: only what was said on its line."""
    line_id = concern.escalation.line_id or NOBODY
    nobody = Member(NOBODY, line_id, "")
    card = Card(nobody, concern.ending, stopped=False, next_due_at=None, open_check_in=None)
    return MemberSeen(card, (), _history(work, nobody, before))


def _history(work: UnitOfWork, member: Member, before: Bookmark) -> History:
    """The newest entries of all sources, each read from its own bookmark on.

    Ids, and not times, say where a page begins: nothing is left out or shown twice when two
    entries share a moment.
    """
    sources = [work.desk.entries(source, member, before.get(source), PAGE + 1) for source in Source]
    newest = merge(*sources, key=lambda entry: entry.at, reverse=True)
    shown = list(islice(newest, PAGE))
    read = dict(before)
    for entry in shown:
        read[entry.source] = entry.id
    return History(shown, read if next(newest, None) else None)
