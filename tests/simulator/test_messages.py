"""Messages created over the REST API, as Twilio's own client sees them."""

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from checkin.simulator import Simulator
from checkin.simulator.client import HandsetClient

from .conftest import ACCOUNT, MEMBER, OTHER, SERVICE, SERVICE_SID, TOKEN, Clock, twilio_client
from .receiver import Receiver


def statuses(receiver: Receiver, path: str = "/status") -> list[str]:
    return [each.params["MessageStatus"] for each in receiver.at(path)]


def test_a_message_goes_through_its_statuses(
    client: Client, simulator: Simulator, receiver: Receiver, clock: Clock
) -> None:
    made = client.messages.create(
        to=MEMBER, from_=SERVICE, body="How are you?", status_callback=receiver.url + "/status"
    )
    assert (made.status, made.direction, made.num_segments) == ("queued", "outbound-api", "1")
    assert made.date_sent is None and made.date_created == clock.at
    simulator.settle()
    assert statuses(receiver) == ["sending", "sent", "delivered"]
    fetched = client.messages(made.sid).fetch()
    assert (fetched.status, fetched.date_sent, fetched.error_code) == ("delivered", clock.at, None)


def test_status_callbacks_hold_what_twilio_sends_and_are_signed(
    client: Client, simulator: Simulator, receiver: Receiver
) -> None:
    url = receiver.url + "/status?id=%C3%A9~1#rc=2"
    made = client.messages.create(to=MEMBER, from_=SERVICE, body="Hi", status_callback=url)
    simulator.settle()
    assert all(each.genuine for each in receiver.at("/status"))
    last = receiver.at("/status")[-1]
    assert last.url.endswith("?id=%C3%A9~1")
    assert last.params == {
        "MessageSid": made.sid,
        "SmsSid": made.sid,
        "MessageStatus": "delivered",
        "SmsStatus": "delivered",
        "AccountSid": made.account_sid,
        "From": SERVICE,
        "To": MEMBER,
        "ApiVersion": "2010-04-01",
    }


def test_a_messaging_service_accepts_first_and_picks_the_sender_later(
    client: Client, simulator: Simulator, receiver: Receiver
) -> None:
    made = client.messages.create(
        to=MEMBER,
        messaging_service_sid=SERVICE_SID,
        body="a" * 161,
        status_callback=receiver.url + "/status",
    )
    assert (made.status, made.from_, made.num_segments) == ("accepted", None, "0")
    simulator.settle()
    assert statuses(receiver) == ["queued", "sending", "sent", "delivered"]
    assert receiver.at("/status")[0].params["MessagingServiceSid"] == SERVICE_SID
    fetched = client.messages(made.sid).fetch()
    assert (fetched.from_, fetched.num_segments) == (SERVICE, "2")


@pytest.mark.parametrize(
    ("code", "form"),
    [
        (21604, {"to": "", "from_": SERVICE, "body": "Hi"}),
        (21603, {"to": MEMBER, "body": "Hi"}),
        (21602, {"to": MEMBER, "from_": SERVICE}),
        (21617, {"to": MEMBER, "from_": SERVICE, "body": "a" * 1601}),
        (21211, {"to": "5550100001", "from_": SERVICE, "body": "Hi"}),
        (21211, {"to": "not a phone", "from_": SERVICE, "body": "Hi"}),
        (21606, {"to": MEMBER, "from_": OTHER, "body": "Hi"}),
        (21266, {"to": SERVICE, "from_": SERVICE, "body": "Hi"}),
        (21609, {"to": MEMBER, "from_": SERVICE, "body": "Hi", "status_callback": "/status"}),
        (21609, {"to": MEMBER, "from_": SERVICE, "body": "Hi", "status_callback": "http://a_b/c"}),
        (21624, {"to": MEMBER, "from_": SERVICE, "body": "Hi", "validity_period": 36001}),
        (21701, {"to": MEMBER, "messaging_service_sid": "MG" + "0" * 32, "body": "Hi"}),
        (21212, {"to": MEMBER, "from_": "+15005550001", "body": "Hi"}),
        (21606, {"to": MEMBER, "from_": "+15005550007", "body": "Hi"}),
        (21611, {"to": MEMBER, "from_": "+15005550008", "body": "Hi"}),
        (21211, {"to": "+15005550001", "from_": SERVICE, "body": "Hi"}),
        (21612, {"to": "+15005550002", "from_": SERVICE, "body": "Hi"}),
        (21408, {"to": "+15005550003", "from_": SERVICE, "body": "Hi"}),
        (21610, {"to": "+15005550004", "from_": SERVICE, "body": "Hi"}),
        (21614, {"to": "+15005550009", "from_": SERVICE, "body": "Hi"}),
    ],
)
def test_what_twilio_refuses_is_refused(
    client: Client, simulator: Simulator, code: int, form: dict[str, str]
) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(**form)
    assert refused.value.code == code
    assert not simulator.carrier.messages


def test_a_wrong_token_is_not_let_in(simulator: Simulator) -> None:
    stranger = twilio_client(simulator, token="wrong")
    with pytest.raises(TwilioRestException) as refused:
        stranger.messages.create(to=MEMBER, from_=SERVICE, body="Hi")
    assert (refused.value.status, refused.value.code) == (401, 20003)
    stranger.http_client.session.close()


def test_another_account_is_not_let_in(simulator: Simulator) -> None:
    url = f"{simulator.url}/2010-04-01/Accounts/AC{'0' * 32}/Messages.json"
    answer = requests.get(url, auth=(ACCOUNT, TOKEN), timeout=10)
    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


def test_an_unknown_message_is_not_found(client: Client) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.messages("SM" + "0" * 32).fetch()
    assert (refused.value.status, refused.value.code) == (404, 20404)


def test_lists_are_filtered_and_newest_first(
    client: Client, simulator: Simulator, clock: Clock
) -> None:
    for body, to in (("one", MEMBER), ("two", OTHER), ("three", MEMBER)):
        client.messages.create(to=to, from_=SERVICE, body=body)
        simulator.settle()
        clock.move(days=1)
    client.messages.create(to=MEMBER, from_=SERVICE, body="not sent")

    def bodies(**filters: object) -> list[str]:
        return [each.body for each in client.messages.list(**filters)]

    first = clock.at.replace(day=2)
    assert bodies(to=MEMBER) == ["not sent", "three", "one"]
    assert bodies(from_=SERVICE, to=OTHER) == ["two"]
    assert bodies(from_=MEMBER) == []
    assert bodies(date_sent=first) == ["one"]
    assert bodies(date_sent_after=first.replace(day=3)) == ["three", "two"]
    assert bodies(date_sent_before=first.replace(day=3)) == ["two", "one"]


def test_lists_come_in_pages_that_new_messages_do_not_shift(
    client: Client, simulator: Simulator
) -> None:
    for number in range(5):
        client.messages.create(to=MEMBER, from_=SERVICE, body=str(number))
    page = client.messages.page(page_size=2)
    seen = [[each.body for each in page]]
    client.messages.create(to=MEMBER, from_=SERVICE, body="meanwhile")
    while (following := page.next_page()) is not None:
        page = following
        seen.append([each.body for each in page])
    assert seen == [["4", "3"], ["2", "1"], ["0"]]
    back = page.previous_page()
    assert back is not None and [each.body for each in back] == ["2", "1"]


def test_a_queued_message_is_canceled_and_a_sent_one_is_not(
    client: Client, simulator: Simulator, member: HandsetClient
) -> None:
    made = client.messages.create(to=MEMBER, from_=SERVICE, body="Hi")
    assert client.messages(made.sid).update(status="canceled").status == "canceled"
    simulator.settle()
    assert client.messages(made.sid).fetch().status == "canceled"
    sent = client.messages.create(to=MEMBER, from_=SERVICE, body="Hi")
    simulator.settle()
    with pytest.raises(TwilioRestException) as refused:
        client.messages(sent.sid).update(status="canceled")
    assert refused.value.code == 30409


def test_a_message_is_redacted_once_it_is_final(client: Client, simulator: Simulator) -> None:
    made = client.messages.create(to=MEMBER, from_=SERVICE, body="Hi")
    with pytest.raises(TwilioRestException) as refused:
        client.messages(made.sid).update(body="")
    assert refused.value.code == 20009
    simulator.settle()
    assert client.messages(made.sid).update(body="").body == ""
    assert client.messages(made.sid).fetch().body == ""


@pytest.mark.parametrize(
    ("code", "path"),
    [(30003, ["sending", "sent", "undelivered"]), (21610, ["sending", "failed"])],
)
def test_an_undeliverable_handset_ends_with_its_code(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    code: int,
    path: list[str],
) -> None:
    member.set_mode("undeliverable", code)
    made = client.messages.create(
        to=MEMBER, from_=SERVICE, body="Hi", status_callback=receiver.url + "/status"
    )
    simulator.settle()
    assert statuses(receiver) == path
    assert receiver.at("/status")[-1].params["ErrorCode"] == str(code)
    fetched = client.messages(made.sid).fetch()
    assert (fetched.error_code, bool(fetched.error_message)) == (code, True)


def test_a_stopped_handset_refuses_at_creation(client: Client, member: HandsetClient) -> None:
    member.set_mode("stopped")
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to=MEMBER, from_=SERVICE, body="Hi")
    assert refused.value.code == 21610


def test_a_message_under_way_fails_when_its_handset_stops(
    client: Client, simulator: Simulator, member: HandsetClient
) -> None:
    made = client.messages.create(to=MEMBER, from_=SERVICE, body="Hi")
    member.set_mode("stopped")
    simulator.settle()
    fetched = client.messages(made.sid).fetch()
    assert (fetched.status, fetched.error_code) == ("failed", 21610)
