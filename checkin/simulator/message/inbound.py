"""A text from a handset to the service, and the replies in the answer."""

from functools import partial

from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.carrier.handset import Mode
from checkin.simulator.carrier.hook import Hook, ask
from checkin.simulator.carrier.sid import new_sid
from checkin.simulator.message.delivery import dispatch
from checkin.simulator.message.message import Message
from checkin.simulator.message.parameters import inbound_parameters
from checkin.simulator.message.segments import segments_of
from checkin.simulator.twiml.document import Document
from checkin.simulator.twiml.messaging import MAX_FETCHES, Redirected, Reply, follow

# Twilio help: support for opt-out keywords.
OPT_OUT = frozenset(["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"])
OPT_IN = frozenset(["START", "YES", "UNSTOP"])
HELP = frozenset(["HELP", "INFO"])


def receive(carrier: Carrier, number: str, body: str) -> Message:
    """Take a text that the handset `number` sends to the service; the webhook goes out next."""
    count = segments_of(body)
    with carrier.lock:
        message = Message(
            sid=new_sid("SM"),
            from_=number,
            to=carrier.config.service_number,
            body=body,
            direction="inbound",
            status="received",
            created=carrier.now(),
            segments=count.count,
            encoding=count.encoding,
            messaging_service_sid=carrier.config.messaging_service_sid,
        )
        message.sent = message.created
        carrier.messages[message.sid] = message
        keyword = _keyword(body) if carrier.config.opt_out_keywords else ""
        _heed(carrier, number, keyword)
    carrier.soon(message.sid, partial(_tell, carrier, message, keyword))
    return message


def _keyword(body: str) -> str:
    """What the carrier reads a text as, in the words of its `OptOutType`; empty for nothing."""
    word = body.strip().upper()
    kinds = {"STOP": OPT_OUT, "START": OPT_IN, "HELP": HELP}
    return next((kind for kind, words in kinds.items() if word in words), "")


def _heed(carrier: Carrier, number: str, keyword: str) -> None:
    handset = carrier.handset(number)
    if keyword == "STOP":
        handset.mode = Mode.STOPPED
    elif keyword == "START" and handset.mode is Mode.STOPPED:
        handset.mode = Mode.NORMAL


def _tell(carrier: Carrier, message: Message, keyword: str) -> None:
    config = carrier.config
    hook: Hook | None = Hook(config.sms_url, "POST", config.sms_fallback_url)
    params = inbound_parameters(message, config.account_sid)
    if keyword:
        params["OptOutType"] = keyword
    for _ in range(MAX_FETCHES):
        if hook is None:
            return
        document = ask(carrier, hook, params, message.sid, message.from_ or "")
        hook = None if document is None else _obey(carrier, message, document)
    carrier.fail(WebhookFailed(11215, "too many redirects"), config.sms_url, message.sid)


def _obey(carrier: Carrier, message: Message, document: Document) -> Hook | None:
    try:
        for act in follow(document):
            if isinstance(act, Redirected):
                return Hook(act.url, act.method)
            _reply(carrier, message, act)
    except WebhookFailed as error:
        carrier.fail(error, document.url, message.sid)
    return None


def _reply(carrier: Carrier, message: Message, reply: Reply) -> None:
    count = segments_of(reply.body)
    dispatch(
        carrier,
        Message(
            sid=new_sid("SM"),
            from_=reply.from_ or message.to,
            to=reply.to or message.from_ or "",
            body=reply.body,
            direction="outbound-reply",
            status="queued",
            created=carrier.now(),
            segments=count.count,
            encoding=count.encoding,
            messaging_service_sid=message.messaging_service_sid,
            status_callback=reply.status_callback,
            status_method=reply.status_method,
        ),
    )
