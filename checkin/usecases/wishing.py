"""What a member wishes of a buddy, as a coordinator writes it down."""

from collections.abc import Mapping

from checkin.domain.decision import Decision, MemberNoted
from checkin.domain.importing.enrolment import Reason, Wrong
from checkin.domain.pairing.wishes import Wishes, wishes_in
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.changing import Unfit
from checkin.usecases.desk import NotThere
from checkin.usecases.ports.store import Store


def wished(store: Store, member_id: int) -> Wishes:
    """What they wish; the usual where nobody has asked them."""
    with store.look() as work:
        return work.pairings.wishes.of(member_id)


def wish(
    store: Store,
    member_id: int,
    typed: Mapping[str, str],
    accepts: tuple[str, ...],
    coordinator_id: int,
) -> bool:
    """Keep what the form says; False if it is so already. Raises `Unfit` and `NotThere`.

    Who is ticked as looking after others is signed off by this coordinator (R134).
    """

    def work() -> bool:
        now = store.now()
        with store.begin() as work:
            if work.desk.card(member_id) is None:
                raise NotThere
            before = work.pairings.wishes.of(member_id)
            after = wishes_in(typed, accepts, before, now)
            if after == before:
                return False
            work.pairings.wishes.save(member_id, after, coordinator_id, now)
            noted = MemberNoted(member_id, "wishes", coordinator_id)
            work.apply(Decision((noted,)), now, store.policy)
            return True

    try:
        return again_on_conflict(work)
    except Wrong as wrong:
        raise Unfit((Reason("capacity", str(wrong), wrong.key, wrong.values),)) from None
