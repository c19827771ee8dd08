"""Look through the members: page by page, by name or by number."""

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.domain.roster import Sought, is_number, whole_number
from checkin.usecases.ports.roster import Listed
from checkin.usecases.ports.store import Store

PAGE = 25  # rows


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of members; `below` is the id below which the next page begins."""

    members: Sequence[Listed]
    below: int | None


def listing(store: Store, sought: Sought, below: int | None) -> Listing:
    """The page of members with ids below that, the latest enrolled first."""
    with store.look() as work:
        found = work.roster.page(sought, below, PAGE + 1)
    shown = found[:PAGE]
    return Listing(shown, shown[-1].member.id if len(found) > PAGE else None)


def find(store: Store, said: str, country: str, below: int | None) -> Listing | None:
    """Whoever is called so, or has that number; None for what is a part of a number.

    By name, the members with ids below that are looked through, and `below` of the answer says
    where to go on if there are more.
    """
    number = whole_number(said, country) if is_number(said) else ""
    if number is None:
        return None
    with store.look() as work:
        if number:
            return Listing(work.roster.on_number(number), None)
        named = work.roster.named(said, below, PAGE)
        return Listing(named.members, named.looked_at)
