"""A coordinator has read or heard that somebody wants us to stop: it is their own STOP (R20)."""

from checkin.domain.audit import About, Act, Done, Reason
from checkin.domain.consent import Medium
from checkin.domain.talk import leaving
from checkin.domain.talk.scene import Scene
from checkin.usecases import auditing
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.desk import NotThere
from checkin.usecases.ports import Services
from checkin.usecases.ports.desk import Said, Words

EVIDENCE = {
    Said.TEXT: "message {} read by coordinator {}",
    Said.RECORDING: "recording {} heard by coordinator {}",
}

ABOUT = {Said.TEXT: About.MESSAGE, Said.RECORDING: About.RECORDING}


def words(services: Services, said: Said, its_id: int) -> Words:
    """What somebody has said, and who. Raises `NotThere`."""
    with services.look() as work:
        found = work.desk.words(said, its_id)
    if found is None:
        raise NotThere
    return found


def read(services: Services, said: Said, its_id: int, words: Words, by: tuple[int, Reason]) -> None:
    """Write down that somebody is shown the words of one text, and why; a recording has none."""
    if words.body:
        done = Done(by[0], Act.WORDS_SHOWN, ABOUT[said], its_id, words.member_id, by[1])
        auditing.write_down(services, done)


def as_stop(services: Services, said: Said, its_id: int, coordinator_id: int) -> Words:
    """Stop everything on the line it came on, without a word to anybody, unless it has stopped.

    Raises `NotThere`, `Conflict` when the database gives up.
    """

    def work() -> Words:
        now = services.now()
        with services.begin() as work:
            found = work.desk.words(said, its_id)
            if found is None:
                raise NotThere
            number = work.conversations.number_of(found.line_id)
            conversation = work.conversations.on(number, now)
            if conversation.stopped:
                return found
            scene = Scene(
                conversation=conversation,
                road=Medium.PAGE,
                evidence=EVIDENCE[said].format(its_id, coordinator_id),
                now=now,
                policy=services.policy,
                told=False,
            )
            work.apply(leaving.stop(scene), now, services.policy)
            done = Done(coordinator_id, Act.STOPPED, ABOUT[said], its_id, found.member_id)
            work.audit.add(done, now)
            return found

    return again_on_conflict(work)
