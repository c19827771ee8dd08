"""A member's record of consent, to be read or printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.domain.consent import Purpose
from checkin.usecases.desk import NotThere
from checkin.usecases.ports.agreed import Agreed
from checkin.usecases.ports.desk import Card
from checkin.usecases.ports.store import Store

PAGE = 20  # events, each with its words


@dataclass(frozen=True, slots=True)
class Record:
    """What stands for a member, and one page of how it came about; `below` begins the next."""

    card: Card
    standing: frozenset[Purpose]
    events: Sequence[Agreed]
    below: int | None


def record(store: Store, member_id: int, below: int | None) -> Record:
    """The record of one member, with events of ids below that. Raises `NotThere`."""
    with store.look() as work:
        card = work.desk.card(member_id)
        if card is None:
            raise NotThere
        standing = work.consents.standing(card.member)
        found = work.consents.of(card.member, below, PAGE + 1)
    shown = found[:PAGE]
    return Record(card, standing, shown, shown[-1].id if len(found) > PAGE else None)
