"""What the account sends from, and where its webhooks go: the number and the messaging service."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from checkin.simulator.api.errors import Refused
from checkin.simulator.carrier.carrier import Carrier

NUMBER_SID = "PN" + "0" * 32
UNKNOWN = 20404


def add_numbers(blueprint: Blueprint, carrier: Carrier) -> None:
    """The list of numbers, in which there is the one."""

    @blueprint.get("/IncomingPhoneNumbers.json")
    def numbers(account_sid: str) -> Response:
        wanted = request.args.get("PhoneNumber", carrier.config.service_number)
        found = [_number(carrier)] if wanted == carrier.config.service_number else []
        return jsonify(incoming_phone_numbers=found, next_page_uri=None)


def add_services(blueprint: Blueprint, carrier: Carrier) -> None:
    """The messaging service, if there is one."""

    @blueprint.get("/Services/<sid>")
    def service(sid: str) -> Response:
        config = carrier.config
        if sid != config.messaging_service_sid:
            raise Refused(UNKNOWN)
        return jsonify(
            sid=sid,
            account_sid=config.account_sid,
            inbound_request_url=config.sms_url,
            inbound_method="POST",
            fallback_url=config.sms_fallback_url,
            use_inbound_webhook_on_number=False,
        )


def _number(carrier: Carrier) -> dict[str, Any]:
    config = carrier.config
    return {
        "sid": NUMBER_SID,
        "account_sid": config.account_sid,
        "phone_number": config.service_number,
        "sms_url": config.sms_url,
        "sms_method": "POST",
        "sms_fallback_url": config.sms_fallback_url or "",
        "voice_url": config.voice_url,
        "voice_method": "POST",
        "voice_fallback_url": config.voice_fallback_url or "",
        "status_callback": config.voice_status_url or "",
        "status_callback_method": "POST",
    }
