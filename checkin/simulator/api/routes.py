"""The account's resources behind basic authentication."""

import hmac

from flask import Blueprint, Response, jsonify, request

from checkin.simulator.api.account import account_resource
from checkin.simulator.api.calls import add_calls
from checkin.simulator.api.errors import Refused, error_answer
from checkin.simulator.api.messages import add_messages
from checkin.simulator.api.recordings import add_recordings
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.version import API_VERSION


def api_routes(carrier: Carrier) -> Blueprint:
    """The blueprint of `/2010-04-01/Accounts/{AccountSid}`, and of the account itself."""
    blueprint = Blueprint("api", __name__, url_prefix=f"/{API_VERSION}/Accounts")
    own = Blueprint("account", __name__, url_prefix="/<account_sid>")

    @blueprint.before_request
    def authenticate() -> Response | None:
        known = (carrier.config.account_sid, carrier.config.auth_token)
        given = request.authorization
        user = "" if given is None else given.username or ""
        secret = "" if given is None else given.password or ""
        asked = (request.view_args or {}).get("account_sid")
        right = hmac.compare_digest(secret.encode(), known[1].encode())
        if user == known[0] == asked and right:
            return None
        return error_answer(20003)

    @blueprint.errorhandler(Refused)
    def refuse(error: Refused) -> Response:
        return error_answer(error.code)

    @blueprint.get("/<account_sid>.json")
    def account(account_sid: str) -> Response:
        return jsonify(account_resource(account_sid, carrier.now()))

    add_messages(own, carrier)
    add_calls(own, carrier)
    add_recordings(own, carrier)
    blueprint.register_blueprint(own)
    return blueprint
