"""The carrier tells us that a person has stopped us there: write it down as their own STOP."""

from checkin.domain.consent import Medium
from checkin.domain.pairing.parting import with_partings
from checkin.domain.talk.leaving import stop
from checkin.domain.talk.scene import Scene
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.pairing import with_bonds
from checkin.usecases.ports import Services


def stopped_at_carrier(services: Services, number: str, error_code: int) -> None:
    """The carrier refuses to reach `number`: stop everything on its line (R29)."""
    stopped_elsewhere(services, number, f"carrier error {error_code}")


def stopped_elsewhere(services: Services, number: str, evidence: str) -> None:
    """Stop everything on the line of `number`, unless it has stopped already."""

    def work() -> None:
        now = services.now()
        with services.begin() as work:
            conversation = work.conversations.on(number, now)
            if conversation.stopped:
                return
            scene = Scene(
                conversation=with_bonds(work, conversation, now),
                road=Medium.CARRIER,
                evidence=evidence,
                now=now,
                policy=services.policy,
                told=False,
            )
            decision = with_partings(stop(scene), scene.conversation, now)
            work.apply(decision, now, services.policy)

    again_on_conflict(work)
