"""What Twilio checks before it takes a message or a call."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from checkin.simulator.api.errors import Refused
from checkin.simulator.api.magic import CALL_FROM, CALL_TO, GOOD_FROM, MESSAGE_FROM, MESSAGE_TO
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.handset import Mode

E164 = re.compile(r"\+[1-9]\d{6,14}")
MAX_BODY = 1600
MAX_VALIDITY_SECONDS = 36000

Form = Mapping[str, str]


def check_message(form: Form, carrier: Carrier) -> None:
    """Raises `Refused` when Twilio would not create this message."""
    _required(form, "To", 21604)
    if not (form.get("From") or form.get("MessagingServiceSid")):
        raise Refused(21603)
    if not (form.get("Body") or form.get("MediaUrl") or form.get("ContentSid")):
        raise Refused(21602)
    if len(form.get("Body", "")) > MAX_BODY:
        raise Refused(21617)
    _magic(form, MESSAGE_FROM, MESSAGE_TO)
    _number(form["To"], 21211)
    _message_sender(form, carrier)
    _url(form, "StatusCallback", 21609)
    _validity(form)
    if "ScheduleType" in form or "SendAt" in form:
        raise Refused(35118 if not form.get("MessagingServiceSid") else 20001)
    if carrier.handset(form["To"]).mode is Mode.STOPPED:
        raise Refused(21610)


def check_call(form: Form, carrier: Carrier) -> None:
    """Raises `Refused` when Twilio would not create this call."""
    _required(form, "To", 21201)
    _required(form, "From", 21213)
    _magic(form, CALL_FROM, CALL_TO)
    _number(form["To"], 21211)
    if form["From"] not in (carrier.config.service_number, GOOD_FROM):
        raise Refused(21210)
    if not (form.get("Url") or form.get("Twiml")):
        raise Refused(21205)
    _url(form, "Url", 21205)
    _url(form, "StatusCallback", 21609)
    if form.get("AsyncAmd") == "true" and not form.get("AsyncAmdStatusCallback"):
        raise Refused(21262)


def check_call_update(form: Form) -> None:
    """Raises `Refused` when Twilio would not change a live call so."""
    if not (form.get("Url") or form.get("Twiml") or form.get("Status")):
        raise Refused(21205)
    if form.get("Status") not in (None, "canceled", "completed"):
        raise Refused(20001)
    _url(form, "Url", 21205)
    _url(form, "StatusCallback", 21609)


def _required(form: Form, name: str, code: int) -> None:
    if not form.get(name):
        raise Refused(code)


def _number(number: str, code: int) -> None:
    if not E164.fullmatch(number):
        raise Refused(code)


def _magic(form: Form, senders: Mapping[str, int], receivers: Mapping[str, int]) -> None:
    code = senders.get(form.get("From", "")) or receivers.get(form["To"])
    if code is not None:
        raise Refused(code)


def _message_sender(form: Form, carrier: Carrier) -> None:
    service, sender = form.get("MessagingServiceSid"), form.get("From")
    if service and service != carrier.config.messaging_service_sid:
        raise Refused(21701)
    if sender and sender not in (carrier.config.service_number, GOOD_FROM):
        raise Refused(21606)
    if sender == form["To"]:
        raise Refused(21266)


def _url(form: Form, name: str, code: int) -> None:
    value = form.get(name)
    if not value:
        return
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError as error:
        raise Refused(code) from error
    if parts.scheme not in ("http", "https") or not host or "_" in host:
        raise Refused(code)


def _validity(form: Form) -> None:
    value = form.get("ValidityPeriod")
    if value is not None and not (value.isdecimal() and 1 <= int(value) <= MAX_VALIDITY_SECONDS):
        raise Refused(21624)
