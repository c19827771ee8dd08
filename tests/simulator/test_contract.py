"""Every answer of the REST API fits the schemas that Twilio publishes of it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator, ValidationError
from twilio.rest import Client

from checkin.simulator import Simulator
from checkin.simulator.client import HandsetClient, SimulatorClient

from .conftest import ACCOUNT, MEMBER, OTHER, SERVICE, SERVICE_SID, TOKEN
from .receiver import Receiver

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / os.environ.get("TWILIO_OPENAPI_DIR", "../shared/twilio-oai")
DESCRIPTION = FOLDER / "twilio_api_v2010.json"
BASE = "/2010-04-01/Accounts/{AccountSid}"

if not DESCRIPTION.exists():
    pytest.skip(
        "the contract tests did not run: TWILIO_OPENAPI_DIR holds no twilio_api_v2010.json",
        allow_module_level=True,
    )


def as_json_schema(node: Any) -> Any:
    """An OpenAPI 3.0 schema as JSON Schema: `nullable` becomes a type, fields are all listed."""
    if isinstance(node, list):
        return [as_json_schema(each) for each in node]
    if not isinstance(node, dict):
        return node
    schema = {name: as_json_schema(each) for name, each in node.items() if name != "nullable"}
    if node.get("nullable") and isinstance(node.get("type"), str):
        schema["type"] = [node["type"], "null"]
    if node.get("type") == "object" and isinstance(node.get("properties"), dict):
        schema["required"] = list(node["properties"])
        schema["additionalProperties"] = False
    return schema


SPECIFICATION = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
COMPONENTS = {
    "schemas": {
        name: as_json_schema(schema)
        for name, schema in SPECIFICATION["components"]["schemas"].items()
        if name.startswith(
            ("api.v2010.account.message", "api.v2010.account.call", "api.v2010.account.recording")
        )
        or name in ("message_enum_direction", "message_enum_status", "call_enum_status")
        or name.startswith(("recording_enum", "call_recording_enum"))
    }
}


def check(method: str, path: str, response: requests.Response) -> dict[str, Any]:
    """The body of an answer that the description allows for this request."""
    answers = SPECIFICATION["paths"][BASE + path][method]["responses"]
    assert str(response.status_code) in answers, response.text
    if "content" not in answers[str(response.status_code)]:
        assert not response.content
        return {}
    assert response.headers["Content-Type"] == "application/json"
    content = answers[str(response.status_code)]["content"]["application/json"]
    schema = as_json_schema(content["schema"]) | {"components": COMPONENTS}
    Draft202012Validator(schema).validate(response.json())
    return dict(response.json())


class Api:
    """Raw requests, each answer held against the description."""

    def __init__(self, simulator: Simulator) -> None:
        self._base = simulator.url + BASE.format(AccountSid=ACCOUNT)

    def ask(self, method: str, path: str, sid: str = "", **form: Any) -> dict[str, Any]:
        """Send `form` to `path`, in the body of a post and else in the query.

        `call` stands for the `{CallSid}` of the path.
        """
        place = {"data": form} if method == "post" else {"params": form}
        call = form.pop("call", "")
        url = self._base + path.replace("{Sid}", sid).replace("{CallSid}", call)
        response = requests.request(method, url, auth=(ACCOUNT, TOKEN), timeout=10, **place)
        return check(method, path, response)


@pytest.fixture
def api(simulator: Simulator) -> Api:
    """The REST API, checked."""
    return Api(simulator)


def test_the_check_sees_a_wrong_answer(api: Api, simulator: Simulator) -> None:
    answer = requests.Response()
    answer.status_code = 200
    answer.headers["Content-Type"] = "application/json"
    made = api.ask("post", "/Messages.json", To=MEMBER, From=SERVICE, Body="Hi")
    for wrong in ({"status": "on its way"}, {"num_segments": 1}, {"extra": None}, {"sid": "SM1"}):
        answer._content = json.dumps(made | wrong).encode()
        with pytest.raises(ValidationError):
            check("get", "/Messages/{Sid}.json", answer)


@pytest.mark.parametrize("sender", [{"From": SERVICE}, {"MessagingServiceSid": SERVICE_SID}])
def test_messages(
    api: Api, simulator: Simulator, member: HandsetClient, sender: dict[str, str]
) -> None:
    made = api.ask("post", "/Messages.json", To=MEMBER, Body="How are you?", **sender)
    member.text("1")
    api.ask("get", "/Messages/{Sid}.json", made["sid"])
    member.set_mode("undeliverable", 30003)
    simulator.settle()
    lost = api.ask("get", "/Messages/{Sid}.json", made["sid"])
    assert (lost["status"], lost["error_code"]) == ("undelivered", 30003)
    api.ask("post", "/Messages/{Sid}.json", made["sid"], Body="")
    listed = api.ask("get", "/Messages.json", PageSize=1)
    assert listed["next_page_uri"]
    assert [each["direction"] for each in listed["messages"]] == ["inbound"]


def test_calls(api: Api, simulator: Simulator, receiver: Receiver, member: HandsetClient) -> None:
    receiver.answer("/voice", "<Gather><Say>How are you?</Say></Gather>")
    form = {"To": MEMBER, "From": SERVICE, "MachineDetection": "Enable"}
    made = api.ask("post", "/Calls.json", Url=receiver.url + "/voice", **form)
    simulator.settle()
    member.answer()
    simulator.settle()
    talking = api.ask("get", "/Calls/{Sid}.json", made["sid"])
    assert (talking["status"], talking["answered_by"]) == ("in-progress", "human")
    api.ask("post", "/Calls/{Sid}.json", made["sid"], Status="completed")
    member.call()
    simulator.settle()
    listed = api.ask("get", "/Calls.json")
    assert [each["direction"] for each in listed["calls"]] == ["inbound", "outbound-api"]


def test_calls_placed_for_a_call(
    api: Api,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    control: SimulatorClient,
) -> None:
    receiver.answer("/voice", f"<Dial>{OTHER}</Dial>")
    member.call()
    simulator.settle()
    parent = member.show()["call"]["sid"]
    for act in ("answer", "hang_up"):
        getattr(control.handset(OTHER), act)()
        simulator.settle()
        (child,) = api.ask("get", "/Calls.json", ParentCallSid=parent)["calls"]
        assert api.ask("get", "/Calls/{Sid}.json", child["sid"])["parent_call_sid"] == parent
    assert (child["status"], child["direction"]) == ("completed", "outbound-dial")


@pytest.mark.parametrize("words", ["I am lost", None])
def test_recordings(
    api: Api,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    words: str | None,
) -> None:
    receiver.answer("/voice", '<Record action="/taped"/>')
    call = member.call()["sid"]
    simulator.settle()
    in_call = "/Calls/{CallSid}/Recordings.json"
    (running,) = api.ask("get", in_call, call=call)["recordings"]
    if words:
        member.speak(words)
    member.press("#")
    api.ask("get", "/Recordings/{Sid}.json", running["sid"])
    simulator.settle()
    done = api.ask("get", "/Recordings/{Sid}.json", running["sid"])
    assert done["status"] == ("completed" if words else "absent")
    assert [each["sid"] for each in api.ask("get", "/Recordings.json")["recordings"]]
    one = in_call.replace(".json", "/{Sid}.json")
    assert api.ask("get", one, running["sid"], call=call)["track"] == "inbound"
    api.ask("delete", "/Recordings/{Sid}.json" if words else one, running["sid"], call=call)
    assert api.ask("get", "/Recordings.json")["recordings"] == []


def test_twilios_client_reads_every_field(client: Client, simulator: Simulator) -> None:
    made = client.messages.create(to=MEMBER, from_=SERVICE, body="Hi")
    simulator.settle()
    fetched = client.messages(made.sid).fetch()
    assert fetched.date_created and fetched.date_sent and fetched.date_updated
    assert fetched.account_sid == ACCOUNT and fetched.price is None
    call = client.calls.create(to=MEMBER, from_=SERVICE, twiml="<Response/>")
    simulator.settle()
    assert (call.status, client.calls(call.sid).fetch().status) == ("queued", "ringing")
    assert call.to_formatted == "(555) 010-0001"


def test_errors_have_twilios_shape(simulator: Simulator) -> None:
    url = simulator.url + BASE.format(AccountSid=ACCOUNT) + "/Messages.json"
    answer = requests.post(url, auth=(ACCOUNT, TOKEN), data={"To": MEMBER}, timeout=10)
    assert (answer.status_code, answer.json()) == (
        400,
        {
            "code": 21603,
            "message": "A 'From' phone number is required.",
            "more_info": "https://www.twilio.com/docs/errors/21603",
            "status": 400,
        },
    )
