"""Messages left in calls, to be heard; and what somebody has said, marked as a stop."""

import io
from typing import Any

import structlog
from flask import Blueprint, Response, flash, send_file, url_for

from checkin.domain.audit import Reason
from checkin.usecases import looking, marking, recordings
from checkin.usecases.ports import Conflict, NotHanded, Services
from checkin.usecases.ports.desk import Said, Words
from checkin.web.admin import mishaps, sight
from checkin.web.admin.pages import Pages, me
from checkin.web.admin.sessions import see

log = structlog.get_logger(__name__)
ID = "<int(max=999999999999999999):its_id>"
HEARD = f"/recordings/{ID}"
WAV = b"RIFF"


def add_routes(routes: Blueprint, services: Services, pages: Pages) -> None:
    """`/admin/recordings/<id>`, and `/stop` below it and below `/admin/messages/<id>`."""

    @routes.get(HEARD)
    def recording(its_id: int) -> Response:
        """The sound, from the carrier: nothing of it is kept here, and no browser keeps it."""
        reason, elsewhere = _why(services, marking.words(services, Said.RECORDING, its_id))
        if reason is None:
            return elsewhere
        try:
            sound = recordings.heard(services, its_id, me().id, reason)
        except NotHanded as error:
            log.warning("recording_not_fetched", recording_id=its_id, fate=error.fate.value)
            return mishaps.mishap(pages, 502)
        log.info("recording_heard", recording_id=its_id, coordinator_id=me().id)
        return _sent(sound, f"message-{its_id}")

    for said, address in ((Said.TEXT, f"/messages/{ID}/stop"), (Said.RECORDING, f"{HEARD}/stop")):
        _stop(routes, services, pages, said, address)


def _stop(routes: Blueprint, services: Services, pages: Pages, said: Said, address: str) -> None:
    """Asked first whether it was one, then done: two pages, and no script."""

    def ask(its_id: int, refused: str = "") -> Response:
        words = marking.words(services, said, its_id)
        reason, elsewhere = _why(services, words)
        if reason is None:
            return elsewhere
        marking.read(services, said, its_id, words, (me().id, reason))
        status = 409 if refused else 200
        values: dict[str, Any] = {"words": words, "its_id": its_id, "said": said}
        return pages.show("stop.html", status, refused=refused, **values)

    def stop(its_id: int) -> Response:
        try:
            words = marking.as_stop(services, said, its_id, me().id)
        except Conflict:
            return ask(its_id, "refused.changed_just_now")
        flash("done.stopped")
        if words.member_id is None:
            return see(url_for("admin.waiting"))
        return see(url_for("admin.member", member_id=words.member_id))

    routes.add_url_rule(address, f"ask_stop_{said}", ask)
    routes.add_url_rule(address, f"stop_{said}", stop, methods=["POST"])


def _why(services: Services, words: Words) -> tuple[Reason | None, Response]:
    """Why they read or hear it; with no reason, where to give one."""
    looker = sight.looker(sight.of_member(words.member_id))
    reason = looking.reason(services, looker, words.member_id)
    if words.member_id is None:
        return reason, see(url_for("admin.waiting"))
    return reason, see(f"{url_for('admin.member', member_id=words.member_id)}#history")


def _sent(sound: bytes, name: str) -> Response:
    kind, ending = ("audio/wav", "wav") if sound.startswith(WAV) else ("audio/mpeg", "mp3")
    answer = send_file(
        io.BytesIO(sound), kind, download_name=f"{name}.{ending}", conditional=True, etag=False
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
