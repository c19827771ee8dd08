"""Whether the world reaches us, and our account at the carrier is in order. Nothing is sent."""

from checkin.domain.carrier import Fate
from checkin.usecases.examining.remark import Remark, ok, warning, wrong
from checkin.usecases.ports.carrier import NotHanded
from checkin.usecases.ports.examining import Outside

HTTPS = "https://"
WELL = 200


def address(outside: Outside, public_base_url: str) -> Remark:
    """Whether the carrier's webhooks would find us."""
    if not public_base_url.startswith(HTTPS):
        do = "set PUBLIC_BASE_URL to the https address that stands in the carrier's console"
        return warning("address", "PUBLIC_BASE_URL is not https", do)
    status = outside.answers()
    if status is None:
        do = "open it from elsewhere: if it does not load there, look at the proxy, DNS and web"
        return warning("address", "PUBLIC_BASE_URL cannot be reached from here", do)
    if status != WELL:
        do = "have the proxy pass /healthz on; if it does, the web process is not well"
        return warning("address", f"PUBLIC_BASE_URL/healthz answers {status}", do)
    return ok("address", "PUBLIC_BASE_URL is https and answers")


def account(outside: Outside) -> Remark:
    """Whether the carrier still works for us."""
    try:
        state = outside.account()
    except NotHanded as error:
        if error.fate is Fate.MISCONFIGURED:
            do = "compare TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN with the carrier's console"
            return wrong("carrier", f"it refuses our account ({error.code})", do)
        do = "look at the carrier's status page; what is urgent is tried again by itself"
        return warning("carrier", "it does not answer", do)
    if state != "active":
        do = "log in to the carrier's console: texts and calls do not leave"
        return wrong("carrier", f"our account there is {state}", do)
    return ok("carrier", "our account there is active")
