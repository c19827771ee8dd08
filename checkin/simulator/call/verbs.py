"""Doing what a verb asks of a call."""

from collections.abc import Callable
from typing import Any

from checkin.simulator.call.call import Call, CallStatus
from checkin.simulator.call.connecting import dial
from checkin.simulator.call.flow import act_on, go_on, hurried
from checkin.simulator.call.gathering import gather, listen
from checkin.simulator.call.playing import play
from checkin.simulator.call.progress import end
from checkin.simulator.call.taping import record
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.twiml import acts


def perform(carrier: Carrier, call: Call, act: acts.Act) -> None:
    """Begin what a verb asks for. Raises `WebhookFailed` when that cannot be."""
    PERFORMERS[type(act)](carrier, call, act)


def _say(carrier: Carrier, call: Call, act: acts.Speak) -> None:
    for _ in range(act.times):
        call.note("service", "say", act.text, carrier.now(), language=act.language)
    pace = carrier.config.words_per_second
    go_on(carrier, call, 0 if pace is None else act.times * len(act.text.split()) / pace)


def _rest(carrier: Carrier, call: Call, act: acts.Rest) -> None:
    go_on(carrier, call, 0 if hurried(carrier) else act.seconds)


def _listen(carrier: Carrier, call: Call, act: acts.Listen) -> None:
    listen(carrier, call)


def _redirect(carrier: Carrier, call: Call, act: acts.GoTo) -> None:
    act_on(carrier, call, act.url, act.method, {})


def _hang_up(carrier: Carrier, call: Call, act: acts.HangUp | acts.Refuse) -> None:
    end(carrier, call, CallStatus.COMPLETED)


PERFORMERS: dict[type[acts.Act], Callable[[Carrier, Call, Any], None]] = {
    acts.Speak: _say,
    acts.Sound: play,
    acts.Rest: _rest,
    acts.Gather: gather,
    acts.Listen: _listen,
    acts.Record: record,
    acts.Dial: dial,
    acts.GoTo: _redirect,
    acts.HangUp: _hang_up,
    acts.Refuse: _hang_up,
}
