"""What the members of a line have to do with buddies."""

from dataclasses import replace
from datetime import datetime

from checkin.domain.conversation import Conversation
from checkin.usecases.ports import UnitOfWork


def with_bonds(work: UnitOfWork, conversation: Conversation, now: datetime) -> Conversation:
    """The same conversation, with the open pairings and nudges of each member, locked till then."""
    threads = conversation.threads
    if not threads:
        return conversation
    open_ = work.pairings.of([thread.member.id for thread in threads], now)
    bound = [
        replace(thread, bonds=tuple(p for p in open_ if p.side(thread.member.id)))
        for thread in threads
    ]
    bound = [
        replace(thread, nudges=tuple(work.pairings.nudges_of(thread.member.id)))
        if thread.bonds
        else thread
        for thread in bound
    ]
    return replace(conversation, threads=tuple(bound))
