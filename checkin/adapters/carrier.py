"""The carrier's client: the real `twilio` library, with a timeout and with errors told apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from checkin.domain.carrier import Fate, fate
from checkin.usecases.ports import Found, Handed, NoRecording, NotHanded
from checkin.usecases.ports.examining import Account, Webhooks
from checkin.usecases.suppressions import Came

TIMEOUT = 10.0  # seconds; the library's own default is to wait for ever
LISTED = 50
PAGE = 1000  # texts in one answer, where all are read
GONE = 404
NEVER_CONNECTED = {"NewConnectionError", "ConnectTimeoutError", "NameResolutionError"}
RING = 30  # seconds a phone rings before it counts as not answered
MESSAGE_USEFUL = 3600 * 4  # seconds; after that the carrier must not deliver a text any more


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom texts and calls come from. Calls need the number, texts prefer the service."""

    number: str
    messaging_service_sid: str = ""

    def of_texts(self) -> dict[str, str]:
        """The arguments that name the sender of a text."""
        if self.messaging_service_sid:
            return {"messaging_service_sid": self.messaging_service_sid}
        return {"from_": self.number}


class TwilioCarrier:
    """`Carrier` over Twilio's REST API. One for each process, not shared across a fork."""

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        public_base_url: str,
        sender: Sender,
        api_base_url: str | None = None,
    ) -> None:
        http = TwilioHttpClient(timeout=TIMEOUT, pool_connections=True)
        self.client = Client(account_sid, auth_token, http_client=http)
        if api_base_url:
            self.client.api.base_url = self.client.messaging.base_url = api_base_url
        self.public_base_url = public_base_url
        self.sender = sender

    def send_text(self, number: str, body: str, message_id: int) -> Handed:
        """Hand over one text; `message_id` comes back in its status callbacks."""
        with _told_apart():
            message = self.client.messages.create(
                to=number,
                body=body,
                status_callback=f"{self.public_base_url}/twilio/sms/status/{message_id}",
                validity_period=MESSAGE_USEFUL,
                **self.sender.of_texts(),
            )
        return Handed(str(message.sid), str(message.status))

    def place_call(self, number: str, call_id: int, *, voicemail: bool) -> Handed:
        """Have the carrier ring `number` and ask us what to say for `call_id`.

        An answering machine is told apart before the first word, so that it hears none (R52).
        Where it may hear one, the carrier waits for the end of the machine's own words; a person
        does not wait longer for it.
        """
        base = f"{self.public_base_url}/twilio/voice"
        with _told_apart():
            call = self.client.calls.create(
                to=number,
                from_=self.sender.number,
                url=f"{base}/answered/{call_id}",
                status_callback=f"{base}/status/{call_id}",
                status_callback_event=["initiated", "ringing", "answered", "completed"],
                machine_detection="DetectMessageEnd" if voicemail else "Enable",
                timeout=RING,
            )
        return Handed(str(call.sid), str(call.status))

    def texts_to(self, number: str, since: datetime) -> list[Found]:
        """The texts to `number` created since then, newest first."""
        with _told_apart():
            listed = self.client.messages.list(to=number, limit=LISTED, page_size=LISTED)
        return [
            Found(str(text.sid), str(text.status), text.body or "", text.date_created)
            for text in listed
            if text.date_created and text.date_created >= since.replace(microsecond=0)
        ]

    def texts_since(self, since: datetime) -> Iterator[Came]:
        """Every text that came in since then, whichever of our numbers it came to."""
        with _told_apart():
            for text in self.client.messages.stream(date_sent_after=since, page_size=PAGE):
                if text.direction == "inbound" and text.from_:
                    yield Came(str(text.sid), str(text.from_), text.body or "")

    def calls_to(self, number: str, since: datetime) -> list[Found]:
        """The calls to `number` created since then, newest first."""
        with _told_apart():
            listed = self.client.calls.list(to=number, limit=LISTED, page_size=LISTED)
        return [
            Found(str(call.sid), str(call.status), "", call.date_created)
            for call in listed
            if call.date_created and call.date_created >= since.replace(microsecond=0)
        ]

    def recording(self, provider_id: str) -> bytes:
        """The sound of a recording, in the smaller of the carrier's two kinds."""
        base = f"{self.client.api.base_url}/2010-04-01/Accounts/{self.client.account_sid}"
        url = f"{base}/Recordings/{provider_id}.mp3"
        with _told_apart():
            answer = requests.get(url, auth=self.client.auth, timeout=TIMEOUT)
            if answer.status_code == GONE:
                raise NoRecording
            if not answer.ok:
                raise NotHanded(fate(answer.status_code, 0))
            return answer.content

    def account(self) -> Account:
        """Our account: active, suspended or closed, and whether it is a trial. It reads only."""
        with _told_apart():
            found = self.client.api.v2010.accounts(self.client.account_sid).fetch()
            return Account(str(found.status), trial=str(found.type) == "Trial")

    def webhooks(self) -> Webhooks:
        """Where our number and our messaging service turn to. It reads only."""
        with _told_apart():
            listed = self.client.incoming_phone_numbers.list(
                phone_number=self.sender.number, limit=1
            )
            texts, calls = (listed[0].sms_url, listed[0].voice_url) if listed else (None, None)
            if self.sender.messaging_service_sid:
                service = self.client.messaging.v1.services(self.sender.messaging_service_sid)
                found = service.fetch()
                if not found.use_inbound_webhook_on_number:
                    texts = found.inbound_request_url
            return Webhooks(texts, calls)

    def delete_recording(self, provider_id: str) -> None:
        """Have the carrier delete a recording; one that is gone already counts as deleted."""
        with _told_apart():
            try:
                self.client.recordings(provider_id).delete()
            except TwilioRestException as error:
                if error.status != GONE:
                    raise


@contextmanager
def _told_apart() -> Iterator[None]:
    """Turn the library's two families of errors into `NotHanded`, without what they carry.

    Refused before it was sent: later. Sent, and no answer: unknown.
    """
    try:
        yield
    except TwilioRestException as error:
        raise NotHanded(fate(error.status, error.code or 0), error.code or 0) from None
    except requests.exceptions.ConnectTimeout:
        raise NotHanded(Fate.LATER) from None
    except requests.exceptions.ConnectionError as error:
        raise NotHanded(Fate.LATER if _never_connected(error) else Fate.UNKNOWN) from None
    except (TwilioException, requests.RequestException):
        raise NotHanded(Fate.UNKNOWN) from None


def _never_connected(error: requests.exceptions.ConnectionError) -> bool:
    """Whether no connection was made at all, so that nothing can have been accepted."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return type(reason).__name__ in NEVER_CONNECTED
