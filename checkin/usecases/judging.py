"""A coordinator says whether the rules were right about a text.

It is written down for those who look after the rules, and has no other effect: the same words are
found again the next time, whoever was wrong about them (R99).
"""

from checkin.domain.audit import About, Act, Done
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.desk import NotThere
from checkin.usecases.ports import Services
from checkin.usecases.ports.desk import Said
from checkin.usecases.ports.findings import Verdict

JUDGED = {Verdict.RIGHT: Act.JUDGED_RIGHT, Verdict.WRONG: Act.JUDGED_WRONG}


def judge(services: Services, message_id: int, verdict: Verdict, coordinator_id: int) -> None:
    """Keep the verdict on a text. Raises `NotThere`, `Conflict` when the database gives up."""

    def work() -> None:
        with services.begin() as work:
            if not work.findings.judge(message_id, verdict, coordinator_id, services.now()):
                raise NotThere
            words = work.desk.words(Said.TEXT, message_id)
            member_id = words.member_id if words else None
            done = Done(coordinator_id, JUDGED[verdict], About.MESSAGE, message_id, member_id)
            work.audit.add(done, services.now())

    again_on_conflict(work)
