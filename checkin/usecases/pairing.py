"""What the members of a line have to do with buddies, and with a circle."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from checkin.domain.conversation import Conversation, Thread
from checkin.domain.pairing import Pairing
from checkin.usecases.ports import UnitOfWork


def with_bonds(work: UnitOfWork, conversation: Conversation, now: datetime) -> Conversation:
    """The same conversation, with the open pairings of each member on it, locked until commit.

    Those who have any come with what passed in them lately, and what they were asked to do.
    """
    threads = conversation.threads
    if not threads:
        return conversation
    open_ = work.pairings.of([thread.member.id for thread in threads], now)
    with_theirs = (_bound(work, thread, open_, now) for thread in threads)
    return replace(conversation, threads=tuple(with_theirs))


def bound(work: UnitOfWork, thread: Thread, now: datetime) -> Thread:
    """One member with their open pairings, locked until commit."""
    return _bound(work, thread, work.pairings.of([thread.member.id], now), now)


def _bound(work: UnitOfWork, thread: Thread, open_: Sequence[Pairing], now: datetime) -> Thread:
    whose = thread.member.id
    bonds = tuple(pairing for pairing in open_ if pairing.side(whose))
    if not bonds:
        return thread
    buddies = {side.member.id for pairing in bonds for side in pairing.others(whose)}
    traffic = work.pairings.traffic(whose, sorted(buddies), now)
    nudges = tuple(work.pairings.nudges_of(whose))
    return replace(thread, bonds=bonds, traffic=traffic, nudges=nudges)


def with_places(work: UnitOfWork, conversation: Conversation) -> Conversation:
    """The same conversation, with the seat of each member in a circle, if they have one."""
    if not conversation.threads:
        return conversation
    places = work.circles.places(thread.member.id for thread in conversation.threads)
    seated = (
        replace(thread, place=places.get(thread.member.id)) for thread in conversation.threads
    )
    return replace(conversation, threads=tuple(seated)) if places else conversation
