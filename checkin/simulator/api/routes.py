"""The account's resources behind basic authentication."""

import hmac

from flask import Blueprint, Response, jsonify, request

from checkin.simulator.api.account import account_resource
from checkin.simulator.api.calls import add_calls
from checkin.simulator.api.errors import Refused, error_answer
from checkin.simulator.api.messages import add_messages
from checkin.simulator.api.recordings import add_recordings
from checkin.simulator.api.senders import add_numbers, add_services
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.version import API_VERSION

NOBODY = 20003  # no such account, or not its token


def api_routes(carrier: Carrier) -> Blueprint:
    """The blueprint of `/2010-04-01/Accounts/{AccountSid}`, and of the account itself."""
    blueprint = Blueprint("api", __name__, url_prefix=f"/{API_VERSION}/Accounts")
    own = Blueprint("account", __name__, url_prefix="/<account_sid>")

    @blueprint.before_request
    def authenticate() -> Response | None:
        asked = (request.view_args or {}).get("account_sid")
        return (
            None
            if asked == carrier.config.account_sid and _known(carrier)
            else error_answer(NOBODY)
        )

    @blueprint.errorhandler(Refused)
    def refuse(error: Refused) -> Response:
        return error_answer(error.code)

    @blueprint.get("/<account_sid>.json")
    def account(account_sid: str) -> Response:
        return jsonify(account_resource(carrier.config, carrier.now()))

    add_messages(own, carrier)
    add_calls(own, carrier)
    add_recordings(own, carrier)
    add_numbers(own, carrier)
    blueprint.register_blueprint(own)
    return blueprint


def service_routes(carrier: Carrier) -> Blueprint:
    """The blueprint of `/v1`, where the messaging services are."""
    blueprint = Blueprint("services", __name__, url_prefix="/v1")

    @blueprint.before_request
    def authenticate() -> Response | None:
        return None if _known(carrier) else error_answer(NOBODY)

    @blueprint.errorhandler(Refused)
    def refuse(error: Refused) -> Response:
        return error_answer(error.code)

    add_services(blueprint, carrier)
    return blueprint


def _known(carrier: Carrier) -> bool:
    """Whether the request shows the account's id and token."""
    given = request.authorization
    user = "" if given is None else given.username or ""
    secret = "" if given is None else given.password or ""
    right = hmac.compare_digest(secret.encode(), carrier.config.auth_token.encode())
    return user == carrier.config.account_sid and right
