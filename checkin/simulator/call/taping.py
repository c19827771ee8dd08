"""The verb Record: what the person says until silence, a key, the greatest length or the end."""

import math
from functools import partial

from checkin.simulator.call.call import Call, Taping
from checkin.simulator.call.flow import act_on, hurried
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.carrier.sid import new_sid
from checkin.simulator.recording.parameters import action_parameters, status_parameters
from checkin.simulator.recording.recording import SILENT, Recording
from checkin.simulator.twiml.acts import Record, RecordingHook

BEEP = "beep"
HUNG_UP = "hangup"


def record(carrier: Carrier, call: Call, act: Record) -> None:
    """Begin to record."""
    recording = Recording(new_sid("RE"), call.sid, call.handset, carrier.now())
    carrier.recordings[recording.sid] = recording
    call.taping = taping = Taping(act, recording)
    if act.beep:
        call.note("carrier", "note", BEEP, carrier.now())
    call.at_end.append(partial(_hung_up, carrier, call, taping))
    _report(carrier, call, act.report, recording)
    _wait(carrier, call, taping, 0)


def hear_words(carrier: Carrier, call: Call, words: str, seconds: float) -> None:
    """Somebody speaks for so long; the recording ends when it is as long as it may be."""
    taping = call.taping
    if taping is None:
        return
    taping.recording.words = f"{taping.recording.words} {words}".strip()
    taping.seconds += seconds
    if taping.seconds >= taping.act.max_length:
        taping.seconds = taping.act.max_length
        _close(carrier, call, taping, "")
    else:
        _wait(carrier, call, taping, 0 if hurried(carrier) else seconds)


def hear_key(carrier: Carrier, call: Call, key: str) -> None:
    """A key is pressed: one that ends the recording does so, any other is lost."""
    taping = call.taping
    if taping is not None and key in taping.act.finish_on_key:
        _close(carrier, call, taping, key)


def stay_silent(carrier: Carrier, call: Call) -> None:
    """Nothing more is said for as long as the Record waits."""
    taping = call.taping
    if taping is None:
        return
    if taping.recording.words and not taping.act.trims:
        taping.seconds = min(taping.seconds + taping.act.timeout, taping.act.max_length)
    _close(carrier, call, taping, "")


def drop(carrier: Carrier, call: Call) -> None:
    """The call is sent elsewhere from outside: the recording ends, and its action is not told."""
    if call.taping is not None:
        _stop(carrier, call, call.taping)


def _wait(carrier: Carrier, call: Call, taping: Taping, speaking: float) -> None:
    call.turn += 1
    give_up = partial(_give_up, carrier, call, call.turn)
    if call.machine:
        carrier.later(call.sid, 0, give_up)
        return
    left = taping.act.max_length - taping.seconds
    carrier.unless_moved(call.sid, speaking + min(taping.act.timeout, left), give_up)


def _give_up(carrier: Carrier, call: Call, turn: int) -> None:
    with carrier.lock:
        if call.turn == turn:
            stay_silent(carrier, call)


def _hung_up(carrier: Carrier, call: Call, taping: Taping) -> None:
    if call.taping is taping:
        _close(carrier, call, taping, HUNG_UP)


def _close(carrier: Carrier, call: Call, taping: Taping, ended_by: str) -> None:
    """An empty recording is not told to the action; the next verb follows."""
    act, recording = taping.act, taping.recording
    _stop(carrier, call, taping)
    params = action_parameters(recording, carrier.media_url(recording), ended_by)
    act_on(carrier, call, act.action if recording.words else None, act.method, params)


def _stop(carrier: Carrier, call: Call, taping: Taping) -> None:
    call.taping = None
    recording, hook = taping.recording, taping.act.report
    recording.seconds = math.ceil(taping.seconds)
    if recording.words:
        recording.move("processing", carrier.now())
        carrier.soon(call.sid, partial(_finish, carrier, call, hook, recording))
    else:
        recording.error_code = SILENT
        recording.move("absent", carrier.now())
        _report(carrier, call, hook, recording)


def _finish(carrier: Carrier, call: Call, hook: RecordingHook | None, recording: Recording) -> None:
    """The file is there to be fetched."""
    with carrier.lock:
        recording.move("completed", carrier.now())
        if recording.sid in carrier.recordings:
            _report(carrier, call, hook, recording)


def _report(carrier: Carrier, call: Call, hook: RecordingHook | None, recording: Recording) -> None:
    faults = carrier.faults_for(call.handset)
    if hook is None or recording.status not in hook.events or faults.drop_callbacks:
        return
    url = carrier.media_url(recording)
    params = status_parameters(recording, url, carrier.config.account_sid)
    run = partial(_call_back, carrier, call, hook, params)
    carrier.later(call.sid, faults.callback_delay_seconds, run)


def _call_back(carrier: Carrier, call: Call, hook: RecordingHook, params: dict[str, str]) -> None:
    try:
        carrier.send(hook.url, hook.method, params, call.handset)
    except WebhookFailed as error:
        carrier.fail(error, hook.url, call.sid)
