"""The account as Twilio's JSON shows it: in the state that the configuration says."""

from datetime import datetime
from typing import Any

from checkin.simulator.carrier.dates import rfc2822
from checkin.simulator.carrier.version import API_VERSION
from checkin.simulator.config import Config

PARTS = ("Messages", "Calls", "Recordings")


def account_resource(config: Config, now: datetime) -> dict[str, Any]:
    """The Account resource, `api.v2010.account`, without its token."""
    account_sid = config.account_sid
    uri = f"/{API_VERSION}/Accounts/{account_sid}"
    return {
        "auth_token": "",
        "date_created": rfc2822(now),
        "date_updated": rfc2822(now),
        "friendly_name": "a stand-in",
        "owner_account_sid": account_sid,
        "sid": account_sid,
        "status": config.account_status,
        "subresource_uris": {part.lower(): f"{uri}/{part}.json" for part in PARTS},
        "type": config.account_type,
        "uri": f"{uri}.json",
    }
