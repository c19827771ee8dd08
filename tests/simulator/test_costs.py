"""What texts and calls would cost, as the control interface and the page show it."""

from dataclasses import replace

import pytest
from twilio.rest import Client

from checkin.simulator import Config, Simulator, create_simulator
from checkin.simulator.client import HandsetClient, SimulatorClient

from .conftest import MEMBER, OTHER, SERVICE, SERVICE_SID, Clock, twilio_client
from .receiver import Receiver
from .talk import connected, last


@pytest.mark.parametrize(
    ("body", "cost"), [("Hi", 0.0083), ("á" * 71, 0.0166), ("a" * 160, 0.0083), ("a" * 307, 0.0249)]
)
def test_a_text_costs_by_the_segment_either_way(
    client: Client, simulator: Simulator, member: HandsetClient, body: str, cost: float
) -> None:
    client.messages.create(to=MEMBER, from_=SERVICE, body=body)
    member.text(body)
    simulator.settle()
    assert [each["cost"] for each in member.texts()] == [cost, cost]
    assert member.show()["cost"] == round(2 * cost, 4)


@pytest.mark.parametrize(
    ("mode", "code", "cost"), [("undeliverable", 30003, 0.0083), ("undeliverable", 21610, 0.0)]
)
def test_what_was_sent_in_vain_costs_and_what_was_not_sent_does_not(
    client: Client,
    simulator: Simulator,
    member: HandsetClient,
    mode: str,
    code: int,
    cost: float,
) -> None:
    member.set_mode(mode, code)
    client.messages.create(to=MEMBER, from_=SERVICE, body="Hi")
    simulator.settle()
    assert member.texts()[0]["cost"] == cost


def test_a_service_counts_its_segments_late(
    client: Client, simulator: Simulator, member: HandsetClient
) -> None:
    client.messages.create(to=MEMBER, messaging_service_sid=SERVICE_SID, body="Hi")
    assert member.texts()[0]["cost"] == 0
    simulator.settle()
    assert member.texts()[0]["cost"] == 0.0083


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (1, 1), (60, 1), (61, 2), (600, 10)])
def test_a_call_costs_by_the_minute_that_is_begun(
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    clock: Clock,
    seconds: int,
    minutes: int,
) -> None:
    receiver.answer("/voice", "<Gather/>")
    connected(simulator, member)
    clock.move(seconds=seconds)
    assert last(member)["minutes"] == minutes
    member.hang_up()
    clock.move(hours=1)
    assert (last(member)["minutes"], last(member)["cost"]) == (minutes, round(minutes * 0.0085, 4))


def test_both_legs_of_a_bridge_cost(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    clock: Clock,
) -> None:
    receiver.answer("/voice", f"<Dial>{OTHER}</Dial>")
    connected(simulator, member)
    clock.move(seconds=40)
    control.handset(OTHER).answer()
    simulator.settle()
    clock.move(seconds=55)
    control.handset(OTHER).hang_up()
    simulator.settle()
    assert last(member)["cost"] == 0.017  # two minutes in
    assert last(control.handset(OTHER))["cost"] == 0.014  # one minute out
    state = control.get("/state")
    assert (state["cost"], state["currency"]) == (0.031, "USD")


@pytest.mark.parametrize("act", ["decline", "let_ring"])
def test_a_call_that_nobody_took_costs_nothing(
    client: Client, simulator: Simulator, member: HandsetClient, act: str
) -> None:
    client.calls.create(to=MEMBER, from_=SERVICE, twiml="<Response/>")
    simulator.settle()
    assert getattr(member, act)()["cost"] == 0
    assert member.show()["minutes"] == 0


def test_prices_are_configured(config: Config, clock: Clock) -> None:
    priced = replace(
        config,
        price_per_segment=0.05,
        price_per_minute_in=1.0,
        price_per_minute_out=2.0,
        currency="EUR",
    )
    with create_simulator(priced, clock.now) as simulator:
        client, control = twilio_client(simulator), SimulatorClient(simulator.url)
        member = control.handset(MEMBER)
        client.messages.create(to=MEMBER, from_=SERVICE, body="Hi")
        client.calls.create(to=MEMBER, from_=SERVICE, twiml="<Response/>")
        simulator.settle()
        member.answer()
        simulator.settle()
        client.http_client.session.close()
        assert (member.show()["segments"], member.show()["minutes"]) == (1, 1)
        assert control.get("/state")["cost"] == 2.05
        assert control.get("/state")["currency"] == "EUR"
