"""The carrier's webhooks: each reads the form, calls one use case, and answers.

Whatever a person has said is stored before the answer leaves. What we do not know is answered
with 200 or 204 all the same, so that the carrier does not ask for ever.
"""

from collections.abc import Sequence

from flask import Blueprint, Response, g

from checkin.domain.carrier import HIDDEN
from checkin.domain.decision import WordsLeft
from checkin.usecases import carrier_news, inbound_text, phone, whispering
from checkin.usecases.carrier_news import CallNews
from checkin.usecases.ports import Services
from checkin.usecases.ports.records import InboundText
from checkin.usecases.ports.unit_of_work import Applied
from checkin.usecases.wake import wake
from checkin.web import fields, twiml
from checkin.web.signature import guard

ID = "<int(max=9223372036854775807):{}>"


def blueprint(services: Services, public_base_url: str, tokens: Sequence[str]) -> Blueprint:
    """All routes under `/twilio`, guarded by the signature."""
    routes = Blueprint("twilio", __name__, url_prefix="/twilio")
    guard(routes, public_base_url, tokens)
    _text_routes(routes, services, public_base_url)
    _voice_routes(routes, services)
    _bridges(routes, services)
    _news_of_calls(routes, services)
    return routes


def _text_routes(routes: Blueprint, services: Services, public_base_url: str) -> None:
    @routes.post("/sms")
    def sms() -> Response:
        text = InboundText(
            provider_id=fields.provider_id("MessageSid"),
            number=fields.sender(),
            body=g.form.get("Body", ""),
            segments=fields.number("NumSegments") or 1,
            opt_out=fields.opt_out(),
        )
        answer = inbound_text.receive(services, text)
        return _waking(services, twiml.text(answer, public_base_url), answer.applied)

    @routes.post(f"/sms/status/{ID.format('message_id')}")
    def sms_status(message_id: int) -> Response:
        carrier_news.text_status(
            services,
            message_id,
            fields.provider_id("MessageSid"),
            fields.word("MessageStatus"),
            fields.number("ErrorCode"),
        )
        return Response(status=204)


def _voice_routes(routes: Blueprint, services: Services) -> None:
    @routes.post("/voice")
    def call() -> Response:
        caller = g.form.get("From", "").strip()
        number = None if caller.casefold() in HIDDEN or len(caller) > 64 else caller
        spoken = phone.incoming(services, fields.provider_id("CallSid"), number)
        return _waking(services, twiml.voice(spoken), spoken.applied)

    @routes.post(f"/voice/answered/{ID.format('call_id')}")
    def answered(call_id: int) -> Response:
        answered_by = fields.word("AnsweredBy")
        sid = fields.provider_id("CallSid")
        spoken = phone.answered(services, call_id, sid, answered_by)
        return _waking(services, twiml.voice(spoken), spoken.applied if spoken else None)

    @routes.post(f"/voice/key/{ID.format('call_id')}/<int(min=1, max=1000):step>")
    def key(call_id: int, step: int) -> Response:
        sid = fields.provider_id("CallSid")
        spoken = phone.pressed(services, call_id, sid, step, fields.key())
        said = twiml.voice(spoken, fields.our_number())
        return _waking(services, said, spoken.applied if spoken else None)


def _bridges(routes: Blueprint, services: Services) -> None:
    """Somebody is put through to a member, who says by key whether they want to talk."""

    @routes.post(f"/voice/whisper/{ID.format('call_id')}")
    def whisper(call_id: int) -> Response:
        return twiml.whisper(whispering.whisper(services, call_id, fields.called()), call_id)

    @routes.post("/voice/whispered/<int(max=9223372036854775807):_call_id>")
    def whispered(_call_id: int) -> Response:
        return twiml.whispered(fields.key())

    @routes.post(f"/voice/bridged/{ID.format('call_id')}/<int(min=1, max=1000):step>")
    def bridged(call_id: int, step: int) -> Response:
        sid, talked = fields.provider_id("CallSid"), fields.talked()
        spoken = phone.came_back(services, call_id, sid, step, bridged=talked)
        return _waking(services, twiml.voice(spoken), spoken.applied if spoken else None)


def _news_of_calls(routes: Blueprint, services: Services) -> None:
    @routes.post(f"/voice/recorded/{ID.format('call_id')}/<int(min=1, max=1000):step>")
    def recorded(call_id: int, step: int) -> Response:
        sid, seconds = fields.provider_id("CallSid"), fields.number("RecordingDuration")
        if seconds:
            words = WordsLeft(call_id, fields.provider_id("RecordingSid"), seconds)
            spoken = phone.recorded(services, call_id, sid, step, words)
        else:
            spoken = phone.pressed(services, call_id, sid, step, "")
        return _waking(services, twiml.voice(spoken), spoken.applied if spoken else None)

    @routes.post(f"/voice/status/{ID.format('call_id')}")
    def voice_status(call_id: int) -> Response:
        news = CallNews(
            provider_id=fields.provider_id("CallSid"),
            status=fields.word("CallStatus"),
            error_code=fields.number("ErrorCode"),
            seconds=fields.number("CallDuration"),
        )
        carrier_news.call_status(services, call_id, news)
        return Response(status=204)


def _waking(services: Services, response: Response, applied: Applied | None) -> Response:
    """`response`, with the workers woken once it has left: nobody waits for the queue."""
    if applied and (applied.urgent or applied.routine):
        response.call_on_close(lambda: wake(services, applied))
    return response
