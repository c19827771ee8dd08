"""Messages, calls and recordings as Twilio's JSON shows them."""

from typing import Any

from checkin.simulator.api.errors import DELIVERY_ERRORS
from checkin.simulator.call.call import Call, CallStatus
from checkin.simulator.carrier.dates import rfc2822
from checkin.simulator.carrier.sid import number_sid
from checkin.simulator.carrier.version import API_VERSION
from checkin.simulator.message.message import Message
from checkin.simulator.recording.recording import Recording


def message_resource(message: Message, account_sid: str) -> dict[str, Any]:
    """The Message resource, `api.v2010.account.message`."""
    uri = f"/{API_VERSION}/Accounts/{account_sid}/Messages/{message.sid}"
    code = message.error_code
    return {
        "account_sid": account_sid,
        "api_version": API_VERSION,
        "body": message.body,
        "date_created": rfc2822(message.created),
        "date_sent": rfc2822(message.sent),
        "date_updated": rfc2822(message.updated),
        "direction": message.direction,
        "error_code": code,
        "error_message": None if code is None else DELIVERY_ERRORS.get(code, "Unknown error"),
        "from": message.from_,
        "messaging_service_sid": message.messaging_service_sid,
        "num_media": "0",
        "num_segments": str(message.segments),
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }


def call_resource(call: Call, account_sid: str) -> dict[str, Any]:
    """The Call resource, `api.v2010.account.call`."""
    uri = f"/{API_VERSION}/Accounts/{account_sid}/Calls/{call.sid}"
    own = call.to if call.direction == "inbound" else call.from_
    return {
        "account_sid": account_sid,
        "answered_by": call.answered_by,
        "api_version": API_VERSION,
        "caller_name": None,
        "date_created": rfc2822(call.created),
        "date_updated": rfc2822(call.updated),
        "direction": call.direction,
        "duration": str(call.seconds) if call.status is CallStatus.COMPLETED else None,
        "end_time": rfc2822(call.ended),
        "forwarded_from": None,
        "from": call.from_,
        "from_formatted": formatted(call.from_),
        "group_sid": None,
        "parent_call_sid": call.parent_sid,
        "phone_number_sid": number_sid(own),
        "price": None,
        "price_unit": "USD",
        "queue_time": "0",
        "sid": call.sid,
        "start_time": rfc2822(call.started),
        "status": str(call.status),
        "subresource_uris": {
            "notifications": f"{uri}/Notifications.json",
            "recordings": f"{uri}/Recordings.json",
        },
        "to": call.to,
        "to_formatted": formatted(call.to),
        "trunk_sid": None,
        "uri": f"{uri}.json",
    }


def recording_resource(recording: Recording, account_sid: str, media_url: str) -> dict[str, Any]:
    """The Recording resource, `api.v2010.account.recording`."""
    uri = f"/{API_VERSION}/Accounts/{account_sid}/Recordings/{recording.sid}"
    return _recorded(recording, account_sid) | {
        "media_url": media_url,
        "subresource_uris": {
            "add_on_results": f"{uri}/AddOnResults.json",
            "transcriptions": f"{uri}/Transcriptions.json",
        },
        "uri": f"{uri}.json",
    }


def call_recording_resource(recording: Recording, account_sid: str) -> dict[str, Any]:
    """The Recording as a part of its call, `api.v2010.account.call.call_recording`."""
    uri = f"/{API_VERSION}/Accounts/{account_sid}/Calls/{recording.call_sid}/Recordings"
    return _recorded(recording, account_sid) | {
        "track": "inbound",
        "uri": f"{uri}/{recording.sid}.json",
    }


def _recorded(recording: Recording, account_sid: str) -> dict[str, Any]:
    return {
        "account_sid": account_sid,
        "api_version": API_VERSION,
        "call_sid": recording.call_sid,
        "channels": 1,
        "conference_sid": None,
        "date_created": rfc2822(recording.created),
        "date_updated": rfc2822(recording.updated),
        "duration": None if recording.seconds is None else str(recording.seconds),
        "encryption_details": None,
        "error_code": recording.error_code,
        "price": None,
        "price_unit": "USD",
        "sid": recording.sid,
        "source": "RecordVerb",
        "start_time": rfc2822(recording.created),
        "status": recording.status,
    }


def formatted(number: str) -> str:
    """`(415) 555-0100` for a North American number, the number itself for any other."""
    if number.startswith("+1") and len(number) == 12:
        return f"({number[2:5]}) {number[5:8]}-{number[8:]}"
    return number
