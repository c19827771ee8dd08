"""The verb Play: a sound file of the service is fetched before it is heard."""

from functools import partial

from checkin.simulator.call.call import Call
from checkin.simulator.call.flow import go_on, hurried
from checkin.simulator.call.progress import break_off
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.carrier.media import fetch_audio, same_place
from checkin.simulator.twiml.acts import Sound

SECONDS = 2.0
NOT_AUDIO = 13420
NOT_AUDIO_IN_GATHER = 13325


def play(carrier: Carrier, call: Call, act: Sound) -> None:
    """Play keys' tones, or a file. Only the service's own files are fetched.

    Raises `WebhookFailed` 11100 for what is no URL.
    """
    if act.url is None:
        _heard(carrier, call, act, act.tones)
        return
    if not act.url.startswith(("http://", "https://")):
        raise WebhookFailed(11100, f"Invalid URL format: {act.url!r}")
    document = call.document.url if call.document else ""
    config = carrier.config
    if same_place(act.url, (config.voice_url, config.sms_url, document)):
        call.turn += 1
        carrier.later(call.sid, 0, partial(_fetch, carrier, call, call.turn, act, act.url))
    else:
        _heard(carrier, call, act, act.url)


def _fetch(carrier: Carrier, call: Call, turn: int, act: Sound, url: str) -> None:
    failure = None
    try:
        fetch_audio(url, NOT_AUDIO_IN_GATHER if call.gather else NOT_AUDIO)
    except WebhookFailed as error:
        carrier.fail(error, url, call.sid)
        failure = error
    with carrier.lock:
        if call.final or call.turn != turn:
            return
        if failure is None:
            _heard(carrier, call, act, url)
        else:
            break_off(carrier, call)


def _heard(carrier: Carrier, call: Call, act: Sound, what: str) -> None:
    for _ in range(act.times):
        call.note("service", "play", what, carrier.now())
    go_on(carrier, call, 0 if hurried(carrier) else SECONDS * act.times)
