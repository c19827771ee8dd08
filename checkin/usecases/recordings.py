"""Words left in calls: heard by a coordinator, and deleted when their time is over."""

from datetime import timedelta

from checkin.domain.audit import About, Act, Done, Reason
from checkin.domain.carrier import Fate
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.desk import NotThere
from checkin.usecases.ports import NoRecording, NotHanded, Services

BATCH = 20
AGAIN = timedelta(hours=1)  # until one that could not be deleted is tried again
AWAY = frozenset({Fate.LATER, Fate.UNKNOWN})


def heard(
    services: Services, recording_id: int, coordinator_id: int, reason: Reason = Reason.ESCALATION
) -> bytes:
    """The sound of a recording; who hears it is written down before they do.

    Raises `NotThere`, `NotHanded` when the carrier cannot be asked, `Conflict` when the database
    gives up.
    """
    with services.look() as work:
        kept = work.recordings.get(recording_id)
    if kept is None:
        raise NotThere
    try:
        sound = services.carrier.recording(kept.provider_id)
    except NoRecording:
        raise NotThere from None

    def write_down() -> None:
        with services.begin() as work:
            if work.recordings.heard(recording_id, coordinator_id, services.now()):
                about = (About.RECORDING, recording_id, kept.member_id)
                work.audit.add(Done(coordinator_id, Act.HEARD, *about, reason), services.now())

    again_on_conflict(write_down)
    return sound


def delete_outdated(services: Services) -> int:
    """Delete what has been kept long enough (R81); how many are gone.

    Each is put off before the carrier is asked: whatever happens then, the next pass is not
    held up by it.
    """
    now = services.now()
    with services.begin() as work:
        over = work.recordings.outdated(now, now + AGAIN, BATCH)
    gone: list[int] = []
    for one in over:
        try:
            services.carrier.delete_recording(one.provider_id)
        except NotHanded as error:
            if error.fate in AWAY:
                break
            continue
        gone.append(one.id)
    if gone:
        with services.begin() as work:
            work.recordings.deleted(gone, services.now())
    return len(gone)
