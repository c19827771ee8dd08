"""The control interface: what it shows, and what it refuses."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import requests
from twilio.rest import Client

from checkin.simulator import Config, Simulator, create_simulator
from checkin.simulator.client import ControlRefused, HandsetClient, SimulatorClient

from .conftest import MEMBER, OTHER, SERVICE, Clock


def test_a_thread_shows_segments_encoding_and_status(
    client: Client, simulator: Simulator, member: HandsetClient, clock: Clock
) -> None:
    client.messages.create(to=MEMBER, from_=SERVICE, body="¿Cómo está?")
    assert member.texts()[0]["status"] == "queued"
    simulator.settle()
    member.text("ok")
    first, second = member.texts()
    assert (first["direction"], first["other"], first["encoding"]) == ("in", SERVICE, "UCS-2")
    assert (first["segments"], first["status"]) == (1, "delivered")
    assert (second["direction"], second["encoding"], second["status"]) == (
        "out",
        "GSM-7",
        "received",
    )
    assert datetime.fromisoformat(second["at"]) == clock.at


def test_handsets_are_listed_and_an_unknown_number_becomes_one(
    client: Client, simulator: Simulator, control: SimulatorClient
) -> None:
    stranger = "+15550100009"
    client.messages.create(to=stranger, from_=SERVICE, body="Hi")
    simulator.settle()
    named = [(each["number"], each["owner"], each["role"]) for each in control.handsets()]
    assert named == [
        (MEMBER, "Ana", "member"),
        (OTHER, "Ben", "coordinator"),
        (stranger, "", "other"),
    ]
    assert control.handset(stranger).texts()[0]["body"] == "Hi"


def test_settling_over_http_runs_what_is_pending(
    client: Client, control: SimulatorClient, member: HandsetClient
) -> None:
    client.messages.create(to=MEMBER, from_=SERVICE, body="Hi")
    assert control.settle() > 0
    assert member.texts()[0]["status"] == "delivered"
    assert control.settle() == 0


def test_one_answer_holds_all_that_the_page_draws(
    simulator: Simulator, control: SimulatorClient, member: HandsetClient
) -> None:
    member.text("1")
    state = control.get("/state")
    assert [each["number"] for each in state["handsets"]] == [MEMBER, OTHER]
    assert [each["body"] for each in state["handsets"][0]["thread"]] == ["1"]
    assert state["jumps"] is False
    assert (state["cost"], state["currency"]) == (0.0083, "USD")
    assert [each["cost"] for each in state["handsets"]] == [0.0083, 0]
    assert control.recordings() == []


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (lambda member: member.set_mode("asleep"), 400),
        (lambda member: member.press(""), 400),
        (lambda member: member.press("1"), 409),
        (lambda member: member.answer(), 409),
        (lambda member: member.decline(), 409),
        (lambda member: member.let_ring(), 409),
        (lambda member: member.keep_silent(), 409),
        (lambda member: member.speak("hello"), 409),
        (lambda member: member.hang_up(), 409),
    ],
)
def test_what_is_out_of_place_is_refused(
    member: HandsetClient, act: Callable[[HandsetClient], object], status: int
) -> None:
    with pytest.raises(ControlRefused) as refused:
        act(member)
    assert refused.value.status == status


def test_only_json_is_taken(simulator: Simulator) -> None:
    url = f"{simulator.url}/simulator/handsets/{MEMBER}/text"
    answer = requests.post(url, data='{"body": "1"}', timeout=10)
    assert answer.status_code == 400 and not simulator.carrier.messages
    speak = url.replace("/text", "/speak")
    for body in (
        {},
        {"words": 1},
        {"words": "one", "confidence": 2},
        {"words": "", "seconds": "x"},
    ):
        assert requests.post(speak, json=body, timeout=10).status_code == 400
    answer = requests.post(url, json={"body": 1}, timeout=10)
    assert (answer.status_code, answer.json()) == (400, {"error": "body must be a string"})


def test_the_clock_is_moved_where_it_can_be(config: Config, clock: Clock) -> None:
    def jump(to: str) -> datetime:
        if to != "hour":
            raise ValueError("no such jump")
        clock.at += timedelta(hours=1)
        return clock.at

    with create_simulator(config, clock.now, jump) as simulator:
        control = SimulatorClient(simulator.url)
        assert control.jump("hour") == control.now() == "2026-03-02T10:00:00+00:00"
        with pytest.raises(ControlRefused):
            control.jump("year")


def test_the_clock_stands_where_it_cannot_be_moved(control: SimulatorClient) -> None:
    with pytest.raises(ControlRefused) as refused:
        control.jump("hour")
    assert refused.value.status == 404
    assert control.now() == "2026-03-02T09:00:00+00:00"


def test_the_page_and_its_files_are_served_under_a_strict_policy(simulator: Simulator) -> None:
    page = requests.get(simulator.url + "/", timeout=10)
    assert page.status_code == 200 and "<script src=" in page.text
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    assert "style=" not in page.text and "onclick" not in page.text
    for file in ("page.css", "page.js"):
        assert requests.get(f"{simulator.url}/static/{file}", timeout=10).status_code == 200
