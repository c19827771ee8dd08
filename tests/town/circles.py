"""A circle of townsfolk, as a coordinator makes it."""

from collections.abc import Sequence

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.decision import Decision
from checkin.domain.member import Member
from checkin.usecases import making_circles
from checkin.usecases.staff import add_coordinator
from tests.town.phone import Phone
from tests.town.town import Town


def circle_of(town: Town, people: Sequence[tuple[str, str]]) -> tuple[int, dict[str, Phone]]:
    """A circle of these, each with a name and a language, who are asked for their yes; its id."""
    phones: dict[str, Phone] = {}
    members: list[Member] = []
    for name, language in people:
        phones[name] = town.enrol(name, cadence="monthly", language=language)
        members.append(town.member)
    with town.services.begin() as work:
        events = tuple(map(may_have_buddies, members))
        work.apply(Decision(events), town.moment, town.services.policy)
    by = add_coordinator(town.services, "faith", "Faith", "a long password", None, "en")
    made = making_circles.make(town.services, [member.id for member in members], by)
    town.settle()
    return made, phones


def may_have_buddies(member: Member) -> ConsentEvent:
    """A yes to contact with other members."""
    return ConsentEvent(
        line_id=member.line_id,
        member_id=member.id,
        purpose=Purpose.BUDDY_CONTACT,
        action=Action.GRANTED,
        medium=Medium.TEXT,
        evidence="a story",
        language=member.language,
    )
