"""The parameters Twilio sends about a recording."""

from checkin.simulator.carrier.dates import rfc2822
from checkin.simulator.carrier.version import API_VERSION
from checkin.simulator.recording.recording import Recording


def media_url(address: str, account_sid: str, sid: str) -> str:
    """Where a recording's sound is, without the ending that says in which format."""
    return f"{address}/{API_VERSION}/Accounts/{account_sid}/Recordings/{sid}"


def action_parameters(recording: Recording, url: str, ended_by: str) -> dict[str, str]:
    """What a Record's action is sent beside the call's own parameters.

    `ended_by` is the key, or `hangup`; nothing when silence or the greatest length ended it, and
    then there are no Digits. Source: Twilio docs, TwiML Voice: Record; requests seen in the field.
    """
    params = {
        "RecordingSid": recording.sid,
        "RecordingUrl": url,
        "RecordingDuration": str(recording.seconds),
    }
    return params | ({"Digits": ended_by} if ended_by else {})


def status_parameters(recording: Recording, url: str, account_sid: str) -> dict[str, str]:
    """The form of a recording status callback. Source: Twilio docs, TwiML Voice: Record."""
    params = {
        "AccountSid": account_sid,
        "CallSid": recording.call_sid,
        "RecordingSid": recording.sid,
        "RecordingUrl": url,
        "RecordingStatus": recording.status,
        "RecordingChannels": "1",
        "RecordingSource": "RecordVerb",
        "RecordingStartTime": rfc2822(recording.created) or "",
        "ErrorCode": str(recording.error_code or 0),
    }
    if recording.seconds is not None:
        params["RecordingDuration"] = str(recording.seconds)
    return params
