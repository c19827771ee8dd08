"""The parameters Twilio sends about a message."""

from checkin.simulator.carrier.geography import places
from checkin.simulator.carrier.version import API_VERSION
from checkin.simulator.message.message import Message


def inbound_parameters(message: Message, account_sid: str) -> dict[str, str]:
    """The form of the webhook for a text that came in. Source: Twilio docs, webhook request."""
    return {
        **places("To", "From"),
        "SmsMessageSid": message.sid,
        "SmsSid": message.sid,
        "MessageSid": message.sid,
        "SmsStatus": "received",
        "AccountSid": account_sid,
        "From": message.from_ or "",
        "To": message.to,
        "Body": message.body,
        "NumMedia": "0",
        "NumSegments": str(message.segments),
        "ApiVersion": API_VERSION,
        **_service(message),
    }


def status_parameters(message: Message, account_sid: str) -> dict[str, str]:
    """The form of a status callback. Source: Twilio docs, outbound message status."""
    params = {
        "MessageSid": message.sid,
        "SmsSid": message.sid,
        "MessageStatus": message.status,
        "SmsStatus": message.status,
        "AccountSid": account_sid,
        "From": message.from_ or "",
        "To": message.to,
        "ApiVersion": API_VERSION,
        **_service(message),
    }
    if message.error_code is not None:
        params["ErrorCode"] = str(message.error_code)
    return params


def _service(message: Message) -> dict[str, str]:
    sid = message.messaging_service_sid
    return {} if sid is None else {"MessagingServiceSid": sid}
