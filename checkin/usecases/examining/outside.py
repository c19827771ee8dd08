"""Whether the world reaches us, and our account at the carrier is in order. Nothing is sent."""

from checkin.domain.carrier import Fate
from checkin.usecases.examining.remark import Remark, ok, warning, wrong
from checkin.usecases.ports.carrier import NotHanded
from checkin.usecases.ports.examining import Outside

HTTPS = "https://"
WELL, REDIRECTS, REFUSED = 200, 300, 403
TEXTS, CALLS = "/twilio/sms", "/twilio/voice"


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


def signatures(outside: Outside) -> Remark:
    """Whether the carrier's requests are let in, and nobody else's."""
    knocked = outside.knocks()
    if knocked.signed is None or knocked.unsigned is None:
        do = "see `address`; then look again"
        return warning("signatures", "could not be tried: our address is out of reach", do)
    if knocked.unsigned < REDIRECTS:
        do = "stop what answers below PUBLIC_BASE_URL/twilio/; only our web may, and it refuses"
        return wrong("signatures", "a request without a signature is accepted", do)
    if knocked.signed == REFUSED:
        do = "set PUBLIC_BASE_URL and TWILIO_AUTH_TOKEN alike here and in the web; restart it"
        return wrong("signatures", "a request with a right signature is refused", do)
    if knocked.signed >= REDIRECTS or knocked.unsigned != REFUSED:
        seen = f"our door answers {knocked.signed} signed and {knocked.unsigned} unsigned"
        do = "have the proxy pass /twilio/ on as it came; if it does, the web is not well"
        return wrong("signatures", seen, do)
    return ok("signatures", "a signed request is accepted, an unsigned one refused")


def account(outside: Outside) -> Remark:
    """Whether the carrier still works for us."""
    try:
        found = outside.account()
    except NotHanded as error:
        return _no_answer("carrier", error)
    if found.state != "active":
        do = "log in to the carrier's console: texts and calls do not leave"
        return wrong("carrier", f"our account there is {found.state}", do)
    if found.trial:
        do = "upgrade it in the carrier's console: until then only verified numbers are reached"
        return warning("carrier", "our account there is a trial", do)
    return ok("carrier", "our account there is active")


def webhooks(outside: Outside, public_base_url: str) -> Remark:
    """Whether what people text and call is brought to us."""
    try:
        found = outside.webhooks()
    except NotHanded as error:
        return _no_answer("webhooks", error)
    wrongly = []
    for what, url, path in (("texts", found.texts, TEXTS), ("calls", found.calls, CALLS)):
        if url is None:
            wrongly.append(f"our number for {what} is not in this account")
        elif not url:
            wrongly.append(f"{what} go nowhere")
        elif url != public_base_url + path:
            wrongly.append(f"{what} go to another address")
    if wrongly:
        do = f"in the carrier's console set PUBLIC_BASE_URL with {TEXTS} and {CALLS} behind it"
        return wrong("webhooks", "; ".join(wrongly), do)
    return ok("webhooks", "texts and calls come to us")


def _no_answer(subject: str, error: NotHanded) -> Remark:
    if error.fate is Fate.MISCONFIGURED:
        do = "compare TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and the service with the console"
        return wrong(subject, f"it refuses our account ({error.code})", do)
    do = "look at the carrier's status page; what is urgent is tried again by itself"
    return warning(subject, "it does not answer", do)
