"""The Messages resource: create, fetch, list, cancel, redact."""

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, request

from checkin.simulator.api.answering import answer_create, found
from checkin.simulator.api.checks import check_message
from checkin.simulator.api.errors import Refused
from checkin.simulator.api.listing import page_of, within
from checkin.simulator.api.resources import message_resource
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.sid import new_sid
from checkin.simulator.message.delivery import dispatch
from checkin.simulator.message.message import Message
from checkin.simulator.message.segments import segments_of

CANCELABLE = ("accepted", "scheduled", "queued")


def add_messages(blueprint: Blueprint, carrier: Carrier) -> None:
    """Serve `/Messages.json` and `/Messages/{Sid}.json`."""
    account = carrier.config.account_sid

    @blueprint.post("/Messages.json")
    def create_message(account_sid: str) -> Response:
        def create() -> Response:
            check_message(request.form, carrier)
            message = _drafted(carrier, request.form)
            shown = jsonify(message_resource(message, account))
            dispatch(carrier, message)
            return shown

        return answer_create(carrier, request.form.get("To", ""), create)

    @blueprint.get("/Messages/<sid>.json")
    def fetch_message(account_sid: str, sid: str) -> Response:
        with carrier.lock:
            return jsonify(message_resource(found(carrier.messages, sid), account))

    @blueprint.get("/Messages.json")
    def list_messages(account_sid: str) -> Response:
        with carrier.lock:
            newest_first = [
                message
                for message in reversed(carrier.messages.values())
                if _listed(message, request.args)
            ]
            shown, paging = page_of(newest_first, request.args, request.path)
            resources = [message_resource(carrier.messages[each.sid], account) for each in shown]
        return jsonify(messages=resources, **paging)

    @blueprint.post("/Messages/<sid>.json")
    def update_message(account_sid: str, sid: str) -> Response:
        with carrier.lock:
            message = found(carrier.messages, sid)
            _update(carrier, message, request.form)
            return jsonify(message_resource(message, account))


def _drafted(carrier: Carrier, form: Mapping[str, str]) -> Message:
    service = form.get("MessagingServiceSid") or None
    body = form.get("Body", "")
    count = segments_of(body)
    return Message(
        sid=new_sid("SM"),
        from_=form.get("From") or None,
        to=form["To"],
        body=body,
        direction="outbound-api",
        status="accepted" if service else "queued",
        created=carrier.now(),
        # A service picks the sender, and so the count, only afterwards.
        segments=0 if service else count.count,
        encoding=count.encoding,
        messaging_service_sid=service,
        status_callback=form.get("StatusCallback") or None,
    )


def _listed(message: Message, query: Mapping[str, str]) -> bool:
    return (
        query.get("To") in (None, "", message.to)
        and query.get("From") in (None, "", message.from_)
        and within(message.sent, query, "DateSent")
    )


def _update(carrier: Carrier, message: Message, form: Mapping[str, str]) -> None:
    if "Status" in form:
        if form["Status"] != "canceled":
            raise Refused(20001)
        if message.status not in CANCELABLE:
            raise Refused(30409)
        message.move("canceled", carrier.now())
    elif "Body" in form:
        if form["Body"]:
            raise Refused(20001)
        if not message.final:
            raise Refused(20009)
        message.body = ""
        message.updated = carrier.now()
    else:
        raise Refused(20001)
