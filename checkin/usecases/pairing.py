"""What the members of a line have to do with buddies, and with a circle."""

from dataclasses import replace
from datetime import datetime

from checkin.domain.conversation import Conversation
from checkin.usecases.ports import UnitOfWork


def with_bonds(work: UnitOfWork, conversation: Conversation, now: datetime) -> Conversation:
    """The same conversation, with the open pairings of each member on it, locked until commit."""
    threads = conversation.threads
    if not threads:
        return conversation
    open_ = work.pairings.of([thread.member.id for thread in threads], now)
    bound = (
        replace(thread, bonds=tuple(p for p in open_ if p.side(thread.member.id)))
        for thread in threads
    )
    return replace(conversation, threads=tuple(bound))


def with_places(work: UnitOfWork, conversation: Conversation) -> Conversation:
    """The same conversation, with the seat of each member in a circle, if they have one."""
    if not conversation.threads:
        return conversation
    places = work.circles.places(thread.member.id for thread in conversation.threads)
    seated = (
        replace(thread, place=places.get(thread.member.id)) for thread in conversation.threads
    )
    return replace(conversation, threads=tuple(seated)) if places else conversation
