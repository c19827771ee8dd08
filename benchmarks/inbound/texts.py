"""A member's text as the carrier posts it: all its fields, signed."""

from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from benchmarks.installation import ACCOUNT, BASE_URL, NUMBER, TOKEN
from benchmarks.seed import number

PATH = "/twilio/sms"
VALIDATOR = RequestValidator(TOKEN)


def text(sid: str, member: int, *, signed: bool = True, said: str = "1") -> bytes:
    """The bytes of the request in which this member's answer arrives under the id `sid`."""
    fields = _fields(sid, number(member), said)
    body = urlencode(fields)
    signature = VALIDATOR.compute_signature(BASE_URL + PATH, fields)
    head = (
        f"POST {PATH} HTTP/1.1",
        "Host: bench.example.org",
        "User-Agent: TwilioProxy/1.1",
        "Accept: */*",
        "Content-Type: application/x-www-form-urlencoded; charset=UTF-8",
        f"Content-Length: {len(body)}",
        f"X-Twilio-Signature: {signature if signed else signature[::-1]}",
        "I-Twilio-Idempotency-Token: 1c1b8a3d-4e0b-4d0c-9c55-6d2a9f3b1f10",
    )
    return "\r\n".join((*head, "", body)).encode()


def _fields(sid: str, sender: str, said: str) -> dict[str, str]:
    return {
        "ToCountry": "US",
        "ToState": "NY",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ToCity": "NEW YORK",
        "FromZip": "10001",
        "SmsSid": sid,
        "FromState": "NY",
        "SmsStatus": "received",
        "FromCity": "NEW YORK",
        "Body": said,
        "FromCountry": "US",
        "To": NUMBER,
        "ToZip": "10001",
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": ACCOUNT,
        "From": sender,
        "ApiVersion": "2010-04-01",
    }
