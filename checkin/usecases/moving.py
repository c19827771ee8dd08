"""A member has another number."""

from dataclasses import replace

from checkin.domain.conversation import Thread
from checkin.domain.decision import MemberNoted
from checkin.domain.moving import CannotMove, move
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.ports.store import Store


def change_number(
    store: Store,
    old: str,
    new: str,
    name: str,
    evidence: str,
    coordinator_id: int | None = None,
) -> None:
    """Give the member on `old`, in E.164, the number `new`; `name` tells those who share a phone.

    `coordinator_id` is who does it on the page: the member's history says so. Raises `CannotMove`
    with the reason.
    """

    def work() -> None:
        now = store.now()
        with store.begin() as work:
            # In the order of the numbers, so that two changes never wait for each other.
            lines = {n: work.conversations.on(n, now) for n in sorted({old, new})}
            here = work.conversations.with_standing(lines[old])
            meant = _meant((*here.threads, *here.lost), name)
            decision = move(meant, lines[new], evidence, now)
            if coordinator_id is not None:
                done = f"…{old[-2:]} → …{new[-2:]}: {evidence}"
                noted = MemberNoted(meant.member.id, "number", coordinator_id, done)
                decision = replace(decision, changes=(*decision.changes, noted))
            work.apply(decision, now, store.policy)

    again_on_conflict(work)


def _meant(threads: tuple[Thread, ...], name: str) -> Thread:
    named = [t for t in threads if not name or t.member.name.casefold() == name.casefold()]
    if not named:
        raise CannotMove("no such member is on the old number", "move.gone")
    if len(named) > 1:
        raise CannotMove("several members share the old number: say whose it was", "move.gone")
    return named[0]
