"""The parameters Twilio sends about a call."""

from datetime import datetime

from checkin.simulator.call.bridge import Bridge
from checkin.simulator.call.call import Call, CallStatus
from checkin.simulator.carrier.dates import rfc2822
from checkin.simulator.carrier.geography import places
from checkin.simulator.carrier.version import API_VERSION


def voice_parameters(call: Call, account_sid: str) -> dict[str, str]:
    """The form of a request for TwiML. Source: Twilio docs, TwiML voice request."""
    params = {
        **places("To", "From", "Called", "Caller"),
        "CallSid": call.sid,
        "AccountSid": account_sid,
        "From": call.from_,
        "To": call.to,
        "Caller": call.from_,
        "Called": call.to,
        "CallStatus": str(call.status),
        "ApiVersion": API_VERSION,
        "Direction": call.direction,
    }
    if call.answered_by is not None:
        params["AnsweredBy"] = call.answered_by
    if call.parent_sid is not None:
        params["ParentCallSid"] = call.parent_sid
    return params


def progress_parameters(call: Call, event: str, account_sid: str, at: datetime) -> dict[str, str]:
    """The form of a call progress event, one of initiated, ringing, answered, completed.

    Source: Twilio docs, call resource, status callback parameters. `initiated` reports the
    CallStatus `initiated`; durations are only in the last event of a call that was answered.
    """
    params = voice_parameters(call, account_sid) | {
        "Timestamp": rfc2822(at) or "",
        "SequenceNumber": str(call.sequence),
        "CallbackSource": "call-progress-events",
    }
    if event == "initiated":
        params["CallStatus"] = "initiated"
    if call.status is CallStatus.COMPLETED:
        params["CallDuration"] = str(call.seconds)
        params["Duration"] = str(-(-call.seconds // 60))
    if call.sip_code is not None:
        params["SipResponseCode"] = str(call.sip_code)
    return params


def gather_parameters(digits: str, finished_on: str) -> dict[str, str]:
    """What a Gather's action is sent beside the call's own parameters."""
    return {"Digits": digits, "FinishedOnKey": finished_on, "msg": "Gather End"}


def speech_parameters(words: str, confidence: float, language: str) -> dict[str, str]:
    """What a Gather's action is sent of words. Source: requests seen in the field."""
    return {"SpeechResult": words, "Confidence": str(confidence), "Language": language}


def dial_parameters(bridge: Bridge) -> dict[str, str]:
    """What a Dial's action is sent beside the call's own parameters.

    A callee who took the call and was never connected counts as completed; only DialBridged tells.
    Source: Twilio docs, TwiML Voice: Dial; requests seen in the field.
    """
    child = bridge.last
    params = {
        "DialCallStatus": str(child.status if child.final else CallStatus.COMPLETED),
        "DialCallSid": child.sid,
        "DialBridged": "false" if bridge.joined is None else "true",
    }
    return params | ({"DialCallDuration": str(child.seconds)} if child.started else {})
