"""Faults on demand befall what they are set for, and nothing else."""

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from checkin.simulator import Simulator
from checkin.simulator.client import ControlRefused, HandsetClient, SimulatorClient

from .conftest import MEMBER, OTHER, SERVICE, twilio_client
from .receiver import Receiver


def send(client: Client, receiver: Receiver, to: str = MEMBER) -> None:
    callback = receiver.url + "/status/" + to[-1]
    client.messages.create(to=to, from_=SERVICE, body="Hi", status_callback=callback)


def statuses(receiver: Receiver, to: str = MEMBER) -> list[str]:
    return [each.params["MessageStatus"] for each in receiver.at("/status/" + to[-1])]


def test_callbacks_come_out_of_order(
    client: Client, simulator: Simulator, control: SimulatorClient, receiver: Receiver
) -> None:
    control.set_faults(reorder_callbacks=True)
    send(client, receiver)
    simulator.settle()
    assert statuses(receiver) == ["sending", "delivered", "sent"]


def test_webhooks_come_twice_with_one_token(
    client: Client,
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
) -> None:
    control.set_faults(duplicate_webhooks=True)
    receiver.answer("/sms", "<Message>Thanks</Message>")
    send(client, receiver)
    member.text("1")
    simulator.settle()
    assert statuses(receiver) == ["sending", "sending", "sent", "sent", "delivered", "delivered"]
    first, second = receiver.at("/sms")
    assert first.params == second.params and second.genuine
    token = "I-Twilio-Idempotency-Token"
    assert first.headers[token] == second.headers[token]
    assert [each["body"] for each in member.texts()] == ["Hi", "1", "Thanks"]


def test_callbacks_are_lost_or_late(
    client: Client, simulator: Simulator, control: SimulatorClient, receiver: Receiver
) -> None:
    control.set_faults(drop_callbacks=True)
    send(client, receiver)
    simulator.settle()
    assert statuses(receiver) == []
    control.set_faults(callback_delay_seconds=60)
    send(client, receiver)
    while [each["status"] for each in control.handset(MEMBER).texts()] != ["delivered"] * 2:
        assert simulator.step()
    assert statuses(receiver) == []
    simulator.settle()
    assert statuses(receiver) == ["sending", "sent", "delivered"]


def test_a_handset_has_faults_of_its_own(
    client: Client, simulator: Simulator, control: SimulatorClient, receiver: Receiver
) -> None:
    control.handset(OTHER).set_faults(drop_callbacks=True)
    for number in (MEMBER, OTHER):
        send(client, receiver, number)
    simulator.settle()
    assert (len(statuses(receiver, MEMBER)), len(statuses(receiver, OTHER))) == (3, 0)
    control.handset(OTHER).set_faults()
    send(client, receiver, OTHER)
    simulator.settle()
    assert len(statuses(receiver, OTHER)) == 3


def test_too_many_requests_are_refused_and_nothing_is_stored(
    client: Client, simulator: Simulator, control: SimulatorClient, receiver: Receiver
) -> None:
    control.set_faults(create="429", create_times=1)
    with pytest.raises(TwilioRestException) as refused:
        send(client, receiver)
    assert (refused.value.status, refused.value.code) == (429, 20429)
    assert client.messages.list() == []
    send(client, receiver)
    assert len(client.messages.list()) == 1


def test_an_error_after_acceptance_stores_it(
    client: Client, simulator: Simulator, control: SimulatorClient, receiver: Receiver
) -> None:
    control.set_faults(create="500-after", create_times=1)
    with pytest.raises(TwilioRestException) as refused:
        send(client, receiver)
    assert (refused.value.status, refused.value.code) == (500, 20500)
    simulator.settle()
    assert statuses(receiver) == ["sending", "sent", "delivered"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [("time-out", requests.ReadTimeout), ("drop", requests.ConnectionError)],
)
def test_an_accepted_create_is_never_answered(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    fault: str,
    error: type[Exception],
) -> None:
    client = twilio_client(simulator, timeout=2)
    control.set_faults(create=fault)
    with pytest.raises(error):
        send(client, receiver)
    with pytest.raises(error):
        client.calls.create(to=MEMBER, from_=SERVICE, url=receiver.url + "/voice")
    assert len(client.messages.list()) == len(client.calls.list()) == 1
    client.http_client.session.close()


@pytest.mark.parametrize(
    "fault",
    [{"sabotage": True}, {"create": "never"}, {"create_times": "two"}, {"drop_callbacks": 1}],
)
def test_a_fault_that_does_not_exist_is_refused(
    control: SimulatorClient, fault: dict[str, object]
) -> None:
    with pytest.raises(ControlRefused) as refused:
        control.set_faults(**fault)
    assert refused.value.status == 400
