"""A member has another number."""

from checkin.domain.conversation import Thread
from checkin.domain.moving import CannotMove, move
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.ports.store import Store


def change_number(store: Store, old: str, new: str, name: str, evidence: str) -> None:
    """Give the member on `old`, in E.164, the number `new`; `name` tells those who share a phone.

    Raises `CannotMove` with the reason.
    """

    def work() -> None:
        now = store.now()
        with store.begin() as work:
            # In the order of the numbers, so that two changes never wait for each other.
            lines = {n: work.conversations.on(n, now) for n in sorted({old, new})}
            here = work.conversations.with_standing(lines[old])
            decision = move(_meant((*here.threads, *here.lost), name), lines[new], evidence)
            work.apply(decision, now, store.policy)

    again_on_conflict(work)


def _meant(threads: tuple[Thread, ...], name: str) -> Thread:
    named = [t for t in threads if not name or t.member.name.casefold() == name.casefold()]
    if not named:
        raise CannotMove("no such member is on the old number")
    if len(named) > 1:
        raise CannotMove("several members share the old number: say whose it was")
    return named[0]
