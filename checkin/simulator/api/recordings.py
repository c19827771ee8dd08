"""The Recordings resource: fetch, list, delete, and the sound itself."""

import io
from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, request, send_file

from checkin.simulator.api.answering import found
from checkin.simulator.api.errors import Refused
from checkin.simulator.api.listing import page_of, within
from checkin.simulator.api.resources import call_recording_resource, recording_resource
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.recording.recording import Recording
from checkin.simulator.recording.tone import wav

SOUND = "audio/x-wav"


def add_recordings(blueprint: Blueprint, carrier: Carrier) -> None:
    """Serve `/Recordings`, `/Recordings/{Sid}` and the same below `/Calls/{CallSid}`."""
    _add_account_recordings(blueprint, carrier)
    _add_call_recordings(blueprint, carrier)
    _add_media(blueprint, carrier)


def _add_account_recordings(blueprint: Blueprint, carrier: Carrier) -> None:
    account = carrier.config.account_sid

    @blueprint.get("/Recordings.json")
    def list_recordings(account_sid: str) -> Response:
        with carrier.lock:
            shown, paging = _page(carrier, request.args.get("CallSid"))
            resources = [
                recording_resource(each, account, carrier.media_url(each)) for each in shown
            ]
        return jsonify(recordings=resources, **paging)

    @blueprint.get("/Recordings/<sid>.json")
    def fetch_recording(account_sid: str, sid: str) -> Response:
        with carrier.lock:
            recording = found(carrier.recordings, sid)
            return jsonify(recording_resource(recording, account, carrier.media_url(recording)))

    @blueprint.delete("/Recordings/<sid>.json")
    def delete_recording(account_sid: str, sid: str) -> Response:
        return _deleted(carrier, sid, None)


def _add_call_recordings(blueprint: Blueprint, carrier: Carrier) -> None:
    account = carrier.config.account_sid

    @blueprint.get("/Calls/<call_sid>/Recordings.json")
    def list_call_recordings(account_sid: str, call_sid: str) -> Response:
        with carrier.lock:
            found(carrier.calls, call_sid)
            shown, paging = _page(carrier, call_sid)
            resources = [call_recording_resource(each, account) for each in shown]
        return jsonify(recordings=resources, **paging)

    @blueprint.get("/Calls/<call_sid>/Recordings/<sid>.json")
    def fetch_call_recording(account_sid: str, call_sid: str, sid: str) -> Response:
        with carrier.lock:
            return jsonify(call_recording_resource(_of_call(carrier, sid, call_sid), account))

    @blueprint.delete("/Calls/<call_sid>/Recordings/<sid>.json")
    def delete_call_recording(account_sid: str, call_sid: str, sid: str) -> Response:
        return _deleted(carrier, sid, call_sid)


def _add_media(blueprint: Blueprint, carrier: Carrier) -> None:
    @blueprint.get("/Recordings/<sid>")
    @blueprint.get("/Recordings/<sid>.wav")
    @blueprint.get("/Recordings/<sid>.mp3")
    def fetch_media(account_sid: str, sid: str) -> Response:
        with carrier.lock:
            recording = found(carrier.recordings, sid)
            if not recording.audible:
                raise Refused(20404)
            seconds = recording.seconds or 0
        return send_file(io.BytesIO(wav(seconds)), mimetype=SOUND, conditional=True, etag=False)


def _page(carrier: Carrier, call_sid: str | None) -> tuple[list[Recording], Mapping[str, object]]:
    newest_first = [
        each
        for each in reversed(carrier.recordings.values())
        if call_sid in (None, "", each.call_sid)
        and within(each.created, request.args, "DateCreated")
    ]
    shown, paging = page_of(newest_first, request.args, request.path)
    return [carrier.recordings[each.sid] for each in shown], paging


def _of_call(carrier: Carrier, sid: str, call_sid: str) -> Recording:
    recording = found(carrier.recordings, sid)
    if recording.call_sid != call_sid:
        raise Refused(20404)
    return recording


def _deleted(carrier: Carrier, sid: str, call_sid: str | None) -> Response:
    with carrier.lock:
        recording = found(carrier.recordings, sid)
        del carrier.recordings[_of_call(carrier, sid, call_sid or recording.call_sid).sid]
    return Response(status=204)
