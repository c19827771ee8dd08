"""Texts from handsets: the webhook, the TwiML answered, and what can go wrong."""

from dataclasses import replace

import pytest
from flask import Response
from twilio.rest import Client

from checkin.simulator import Config, Simulator, create_simulator
from checkin.simulator.client import HandsetClient, SimulatorClient

from .conftest import ACCOUNT, MEMBER, OTHER, SERVICE, SERVICE_SID, Clock
from .connections import Connections
from .receiver import Receiver


def plain(body: str, content_type: str, status: int = 200) -> Response:
    return Response(body, status=status, content_type=content_type)


def test_the_webhook_holds_what_twilio_sends_and_is_signed(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    sent = member.text(" Sí, estoy bien 👍 ")
    assert not receiver.received
    simulator.settle()
    (webhook,) = receiver.received
    assert webhook.genuine and webhook.path == "/sms"
    assert webhook.headers["I-Twilio-Idempotency-Token"]
    places = [end + part for end in ("From", "To") for part in ("City", "State", "Zip", "Country")]
    assert webhook.params == dict.fromkeys(places, "") | {
        "SmsMessageSid": sent["sid"],
        "SmsSid": sent["sid"],
        "MessageSid": sent["sid"],
        "SmsStatus": "received",
        "AccountSid": ACCOUNT,
        "MessagingServiceSid": SERVICE_SID,
        "From": MEMBER,
        "To": SERVICE,
        "Body": " Sí, estoy bien 👍 ",
        "NumMedia": "0",
        "NumSegments": "1",
        "ApiVersion": "2010-04-01",
    }


@pytest.mark.parametrize(
    "message",
    [
        "<Message>Thank you, {}</Message>",
        "<Message><Body>Thank you, </Body><Body>{}</Body></Message>",
    ],
)
def test_a_reply_reaches_the_handset(
    simulator: Simulator, client: Client, receiver: Receiver, member: HandsetClient, message: str
) -> None:
    receiver.answer("/sms", message.format("Ana"))
    member.text("1")
    simulator.settle()
    assert [(each["direction"], each["body"]) for each in member.texts()] == [
        ("out", "1"),
        ("in", "Thank you, Ana"),
    ]
    stored = client.messages.list(to=MEMBER)
    assert [(each.direction, each.from_, each.status) for each in stored] == [
        ("outbound-reply", SERVICE, "delivered")
    ]
    assert [each.direction for each in client.messages.list(to=SERVICE)] == ["inbound"]


@pytest.mark.parametrize("attribute", ["action", "statusCallback"])
def test_a_reply_reports_its_status_where_it_says(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, attribute: str
) -> None:
    receiver.answer("/sms", f'<Message {attribute}="/reply/7">Thanks</Message>')
    member.text("1")
    simulator.settle()
    reports = receiver.at("/reply/7")
    assert [each.params["MessageStatus"] for each in reports] == ["sending", "sent", "delivered"]
    assert all(each.genuine for each in reports)


def test_a_reply_may_go_to_someone_else_and_a_redirect_is_followed(
    simulator: Simulator, control: SimulatorClient, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/sms", f'<Message to="{OTHER}">Ana wrote</Message><Redirect>/more</Redirect>')
    receiver.answer("/more", "<Message>Thanks</Message>")
    member.text("1")
    simulator.settle()
    assert [each["body"] for each in control.handset(OTHER).texts()] == ["Ana wrote"]
    assert [each["body"] for each in member.texts()] == ["1", "Thanks"]


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        (11200, plain("", "text/html", 500)),
        (11200, plain("", "text/html", 302)),
        (12100, plain("<Response>", "text/xml")),
        (12100, plain("<Answer/>", "text/xml")),
        (12100, plain('<!DOCTYPE a [<!ENTITY b "c">]><Response/>', "text/xml")),
        (12200, plain("<Response><message>Hi</message></Response>", "text/xml")),
        (12300, plain("<Response/>", "text/html")),
        (11750, plain("<Response>" + " " * 65536 + "</Response>", "text/xml")),
        (14109, plain(f"<Response>{'<Message>Hi</Message>' * 11}</Response>", "text/xml")),
        (14103, plain("<Response><Message/></Response>", "text/xml")),
    ],
)
def test_an_unusable_answer_is_a_failure_and_nothing_is_sent(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    code: int,
    answer: Response,
) -> None:
    receiver.answer("/sms", answer)
    sid = member.text("1")["sid"]
    simulator.settle()
    (failure,) = control.failures()
    assert (failure["code"], failure["sid"]) == (code, sid)
    assert failure["url"] == receiver.url + "/sms"
    assert len(member.texts()) == 1
    assert len(receiver.received) == 1


def test_plain_text_is_sent_as_a_reply(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/sms", plain("OK", "text/plain; charset=utf-8"))
    member.text("1")
    simulator.settle()
    assert [each["body"] for each in member.texts()] == ["1", "OK"]


def test_a_redirect_of_the_web_is_not_followed(
    simulator: Simulator, control: SimulatorClient, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/sms", Response(status=302, headers={"Location": "/elsewhere"}))
    member.text("1")
    simulator.settle()
    assert [each.path for each in receiver.received] == ["/sms"]
    assert [each["code"] for each in control.failures()] == [11200]


def test_a_service_that_is_away_is_tried_twice_and_is_a_failure_to_connect(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    connections: Connections,
) -> None:
    receiver.close()
    with connections.to(receiver.url) as tried:
        member.text("1")
        simulator.settle()
    assert [each["code"] for each in control.failures()] == [11205]
    assert len(tried) == 2


def test_the_fallback_is_asked_and_told_why(
    config: Config, clock: Clock, receiver: Receiver
) -> None:
    receiver.answer("/sms", plain("", "text/html", 503))
    receiver.answer("/fallback", "<Message>We have it</Message>")
    fallback = replace(config, sms_fallback_url=receiver.url + "/fallback")
    with create_simulator(fallback, clock.now) as simulator:
        member = SimulatorClient(simulator.url).handset(MEMBER)
        member.text("1")
        simulator.settle()
        assert [each["body"] for each in member.texts()] == ["1", "We have it"]
    (asked,) = receiver.at("/fallback")
    assert asked.genuine and asked.params["Body"] == "1"
    assert (asked.params["ErrorCode"], asked.params["ErrorUrl"]) == ("11200", config.sms_url)


def test_keywords_stop_and_start_a_handset_when_the_carrier_heeds_them(
    config: Config, clock: Clock, receiver: Receiver
) -> None:
    receiver.answer("/sms", "")
    with create_simulator(replace(config, opt_out_keywords=True), clock.now) as simulator:
        member = SimulatorClient(simulator.url).handset(MEMBER)
        member.text(" stop ")
        assert member.show()["mode"] == "stopped"
        member.text("Start")
        assert member.show()["mode"] == "normal"
        member.text("yes, stop")
        simulator.settle()
    told = [each.params.get("OptOutType") for each in receiver.at("/sms")]
    assert told == ["STOP", "START", None]
