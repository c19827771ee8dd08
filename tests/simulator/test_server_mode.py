"""The simulator running by itself, in this process and as a program."""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from twilio.rest import Client

from checkin.simulator import BadConfig, Config, Simulator, create_simulator, load_config
from checkin.simulator.client import SimulatorClient

from .conftest import ACCOUNT, MEMBER, OTHER, SERVICE, TOKEN, Clock, twilio_client
from .receiver import Received, Receiver, twiml


class Seen:
    """Lets a test wait until the service has seen enough."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.received: list[Received] = []

    def take(self, received: Received) -> None:
        """Keep one more."""
        with self._changed:
            self.received.append(received)
            self._changed.notify_all()

    def wait(self, enough: Callable[[list[Received]], bool]) -> list[Received]:
        """What was seen, once it is enough."""
        with self._changed:
            assert self._changed.wait_for(lambda: enough(self.received), timeout=20)
            return list(self.received)


@pytest.fixture
def client(fast: Simulator) -> Iterator[Client]:
    """Twilio's own client, for the carrier that runs by itself."""
    client = twilio_client(fast)
    yield client
    client.http_client.session.close()


def progress(receiver: Receiver) -> Seen:
    seen = Seen()

    def take(received: Received) -> object:
        seen.take(received)
        return twiml("")

    receiver.answer("/progress", take)
    return seen


def ended(received: list[Received]) -> bool:
    return bool(received) and received[-1].params["CallStatus"] not in ("in-progress", "ringing")


def test_messages_are_delivered_and_each_keeps_its_order(
    fast: Simulator, client: Client, receiver: Receiver
) -> None:
    seen = progress(receiver)
    sids = [
        client.messages.create(
            to=MEMBER, from_=SERVICE, body=str(n), status_callback=receiver.url + "/progress"
        ).sid
        for n in range(20)
    ]
    received = seen.wait(lambda received: len(received) == 60)
    for sid in sids:
        mine = [each.params for each in received if each.params["MessageSid"] == sid]
        assert [each["MessageStatus"] for each in mine] == ["sending", "sent", "delivered"]


def test_a_call_rings_out_by_itself(fast: Simulator, client: Client, receiver: Receiver) -> None:
    seen = progress(receiver)
    url = receiver.url + "/progress"
    client.calls.create(to=MEMBER, from_=SERVICE, twiml="<Response/>", status_callback=url)
    assert seen.wait(ended)[-1].params["CallStatus"] == "no-answer"


def test_a_gather_gives_up_by_itself(config: Config, receiver: Receiver) -> None:
    seen = progress(receiver)
    receiver.answer("/voice", '<Gather timeout="0"><Say>Hello</Say></Gather><Say>Bye</Say>')
    told = replace(
        config,
        delay_seconds=0,
        words_per_second=1000.0,
        voice_status_url=receiver.url + "/progress",
    )
    with create_simulator(told, Clock().now, auto=True) as simulator:
        member = SimulatorClient(simulator.url).handset(MEMBER)
        member.call()
        assert seen.wait(ended)[-1].params["CallStatus"] == "completed"
        assert [line["text"] for line in member.calls()[-1]["transcript"]] == ["Hello", "Bye"]


def talking(config: Config, receiver: Receiver, twiml: str, then: str = "/told") -> Config:
    receiver.answer("/voice", twiml)
    receiver.answer(then, "<Say>Goodbye.</Say>")
    return replace(config, delay_seconds=0, words_per_second=None, ring_seconds=20)


def over(receiver: Receiver, seen: Seen) -> str:
    """How the caller's call ended, once it has."""
    receiver.answer("/voice/status", lambda received: (seen.take(received), twiml(""))[1])
    return seen.wait(ended)[-1].params["CallStatus"]


def once(look: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 20
    while not look():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("keys", ["12", ""])
def test_the_time_between_two_keys_runs_out_by_itself(
    config: Config, receiver: Receiver, keys: str
) -> None:
    gather = '<Gather numDigits="4" timeout="1" action="/told"/>'
    with create_simulator(talking(config, receiver, gather), Clock().now, auto=True) as simulator:
        member = SimulatorClient(simulator.url).handset(MEMBER)
        member.call()
        once(lambda: member.calls()[-1]["waiting_for_key"])
        for key in keys:
            member.press(key)
        assert over(receiver, Seen()) == "completed"
    assert [each.params["Digits"] for each in receiver.at("/told")] == ([keys] if keys else [])


@pytest.mark.parametrize("words", ["I am lost", ""])
def test_silence_ends_a_recording_by_itself(config: Config, receiver: Receiver, words: str) -> None:
    record = '<Record timeout="1" action="/told"/>'
    with create_simulator(talking(config, receiver, record), Clock().now, auto=True) as simulator:
        member = SimulatorClient(simulator.url).handset(MEMBER)
        member.call()
        once(lambda: member.calls()[-1]["recording"])
        if words:
            member.speak(words)
        assert over(receiver, Seen()) == "completed"
    assert len(receiver.at("/told")) == len(words.split()[:1])


@pytest.mark.parametrize(("answered", "status"), [(False, "no-answer"), (True, "completed")])
def test_ringing_and_talking_are_limited_by_themselves(
    config: Config, receiver: Receiver, answered: bool, status: str
) -> None:
    dial = f'<Dial timeout="{20 if answered else 1}" timeLimit="1" action="/told">{OTHER}</Dial>'
    with create_simulator(talking(config, receiver, dial), Clock().now, auto=True) as simulator:
        control = SimulatorClient(simulator.url)
        member, callee = control.handset(MEMBER), control.handset(OTHER)
        member.call()
        once(lambda: bool(callee.calls()) and callee.calls()[-1]["status"] == "ringing")
        if answered:
            callee.answer()
        assert over(receiver, Seen()) == "completed"
        assert callee.calls()[-1]["status"] == status
    (told,) = receiver.at("/told")
    assert told.params["DialCallStatus"] == status
    assert told.params["DialBridged"] == str(answered).lower()


def test_settling_hurries_what_is_not_due_yet(config: Config, receiver: Receiver) -> None:
    with create_simulator(replace(config, delay_seconds=3600), Clock().now, auto=True) as slow:
        control = SimulatorClient(slow.url)
        control.handset(MEMBER).text("1")
        assert control.settle() == 1
    assert len(receiver.at("/sms")) == 1


def written(folder: Path, **values: object) -> Path:
    file = folder / "simulator.json"
    file.write_text(json.dumps(values), encoding="utf-8")
    return file


NEEDED = {
    "account_sid": ACCOUNT,
    "auth_token": TOKEN,
    "service_number": SERVICE,
    "sms_url": "http://127.0.0.1/sms",
    "voice_url": "http://127.0.0.1/voice",
}


def test_a_file_that_says_too_little_or_too_much_is_refused_at_once(tmp_path: Path) -> None:
    wrong = {name: value for name, value in NEEDED.items() if name != "sms_url"} | {"colour": 1}
    with pytest.raises(BadConfig, match="unknown: colour; missing: sms_url"):
        load_config(written(tmp_path, **wrong))
    with pytest.raises(BadConfig, match="owner"):
        load_config(written(tmp_path, **NEEDED, handsets=[{"number": MEMBER}]))


def test_it_runs_as_a_program_with_a_clock_that_moves(tmp_path: Path, receiver: Receiver) -> None:
    told = NEEDED | {
        "sms_url": receiver.url + "/sms",
        "clock_file": str(tmp_path / "clock"),
        "handsets": [{"number": MEMBER, "owner": "Ana", "role": "member"}],
        "links": [{"text": "Coordinator's page", "url": "http://127.0.0.1/admin"}],
    }
    command = [sys.executable, "-m", "checkin.simulator", str(written(tmp_path, **told))]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None
        control = SimulatorClient(program.stderr.readline().split()[-1])
        assert [each["owner"] for each in control.handsets()] == ["Ana"]
        before = control.now()
        assert control.jump("hour") > before
        assert (tmp_path / "clock").read_text() == "3600\n"
        program.send_signal(signal.SIGTERM)
        assert program.wait(timeout=20) == 0


def test_the_program_explains_a_bad_call(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "checkin.simulator", str(tmp_path / "missing.json")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "missing.json" in done.stderr
