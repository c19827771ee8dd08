"""The Calls resource: create, fetch, list, redirect and end."""

from collections.abc import Mapping
from functools import partial

from flask import Blueprint, Response, jsonify, request
from werkzeug.datastructures import MultiDict

from checkin.simulator.api.answering import answer_create, found
from checkin.simulator.api.checks import check_call, check_call_update
from checkin.simulator.api.errors import Refused
from checkin.simulator.api.listing import page_of, within
from checkin.simulator.api.resources import call_resource
from checkin.simulator.call import connecting, dialing, flow, progress, taping
from checkin.simulator.call.call import Call, CallStatus, Detection, StatusHook
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.sid import new_sid

DEFAULT_TIMEOUT_SECONDS = 60
EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})


def add_calls(blueprint: Blueprint, carrier: Carrier) -> None:
    """Serve `/Calls.json` and `/Calls/{Sid}.json`."""
    account = carrier.config.account_sid

    @blueprint.post("/Calls.json")
    def create_call(account_sid: str) -> Response:
        def create() -> Response:
            check_call(request.form, carrier)
            call = _drafted(carrier, request.form)
            shown = jsonify(call_resource(call, account))
            dialing.place(carrier, call)
            return shown

        return answer_create(carrier, request.form.get("To", ""), create)

    @blueprint.get("/Calls/<sid>.json")
    def fetch_call(account_sid: str, sid: str) -> Response:
        with carrier.lock:
            return jsonify(call_resource(found(carrier.calls, sid), account))

    @blueprint.get("/Calls.json")
    def list_calls(account_sid: str) -> Response:
        with carrier.lock:
            newest_first = [
                call for call in reversed(carrier.calls.values()) if _listed(call, request.args)
            ]
            shown, paging = page_of(newest_first, request.args, request.path)
            resources = [call_resource(carrier.calls[each.sid], account) for each in shown]
        return jsonify(calls=resources, **paging)

    @blueprint.post("/Calls/<sid>.json")
    def update_call(account_sid: str, sid: str) -> Response:
        with carrier.lock:
            call = found(carrier.calls, sid)
            check_call_update(request.form)
            _update(carrier, call, request.form)
            return jsonify(call_resource(call, account))


def _drafted(carrier: Carrier, form: MultiDict[str, str]) -> Call:
    return Call(
        sid=new_sid("CA"),
        from_=form["From"],
        to=form["To"],
        direction="outbound-api",
        created=carrier.now(),
        url=form.get("Url", ""),
        method=form.get("Method", "POST").upper(),
        twiml=form.get("Twiml") if not form.get("Url") else None,
        fallback_url=form.get("FallbackUrl") or None,
        fallback_method=form.get("FallbackMethod", "POST").upper(),
        status_hook=_status_hook(form),
        detection=_detection(form),
        ring_limit=float(form.get("Timeout", DEFAULT_TIMEOUT_SECONDS, type=int)),
    )


def _status_hook(form: MultiDict[str, str]) -> StatusHook | None:
    url = form.get("StatusCallback")
    if not url:
        return None
    # The events come as repeated keys, or as one value with spaces between.
    events = frozenset(" ".join(form.getlist("StatusCallbackEvent")).split()) & EVENTS
    method = form.get("StatusCallbackMethod", "POST").upper()
    return StatusHook(url, method, events or frozenset({"completed"}))


def _detection(form: Mapping[str, str]) -> Detection | None:
    if form.get("MachineDetection") not in ("Enable", "DetectMessageEnd"):
        return None
    callback = form.get("AsyncAmdStatusCallback") if form.get("AsyncAmd") == "true" else None
    method = form.get("AsyncAmdStatusCallbackMethod", "POST").upper()
    return Detection(form["MachineDetection"], callback, method)


def _listed(call: Call, query: Mapping[str, str]) -> bool:
    return (
        query.get("To") in (None, "", call.to)
        and query.get("From") in (None, "", call.from_)
        and query.get("ParentCallSid") in (None, "", call.parent_sid)
        and query.get("Status") in (None, "", str(call.status))
        and within(call.started, query, "StartTime")
        and within(call.ended, query, "EndTime")
    )


def _update(carrier: Carrier, call: Call, form: MultiDict[str, str]) -> None:
    if call.final:
        raise Refused(21220)
    if form.get("StatusCallback"):
        call.status_hook = _status_hook(form)
    status = form.get("Status")
    if status is not None:
        talking = call.status is CallStatus.IN_PROGRESS
        if talking and status == "canceled":
            raise Refused(21220)
        progress.end(carrier, call, CallStatus.COMPLETED if talking else CallStatus.CANCELED)
        return
    if call.status is not CallStatus.IN_PROGRESS:
        raise Refused(21220)
    call.url = form.get("Url", call.url)
    call.method = form.get("Method", "POST").upper()
    call.twiml = form.get("Twiml") if not form.get("Url") else None
    call.gather = None
    taping.drop(carrier, call)
    connecting.part(carrier, call)
    call.turn += 1
    carrier.soon(call.sid, partial(flow.start, carrier, call))
