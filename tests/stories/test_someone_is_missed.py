"""A member is silent or not ok: their buddies are asked to reach them, and nobody is left to guess.

Coordinators are paged as ever, and wait for nobody.
"""

from datetime import timedelta

from checkin.domain.member import Member
from checkin.domain.policy import Nudging
from tests.town.bonds import bound
from tests.town.phone import Phone
from tests.town.town import Town

LONG = timedelta(days=300)  # no turn comes in these stories


def missed(night: Town, *buddies: tuple[str, str]) -> tuple[Phone, list[Phone], Phone]:
    """Ana, who does not answer, her buddies by the channels given, and Cleo, who is on call.

    It is Monday at half past ten: all were asked at ten, and her buddies have answered.
    """
    ana = night.enrol("Ana")
    hers = night.member
    theirs: list[tuple[Phone, Member]] = []
    for name, channel in buddies:
        phone = night.enrol(name, channel, "weekly")
        theirs.append((phone, night.member))
        bound(night, hers, night.member, turn_at=night.moment + LONG)
    cleo = night.coordinator("Cleo")
    night.wait(hours=2, minutes=30)
    for phone, member in theirs:
        answered(phone, by_call=member.channel == "call")
    return ana, [phone for phone, _ in theirs], cleo


def answered(phone: Phone, *, by_call: bool) -> None:
    """Their own check-in, out of the way."""
    if by_call:
        phone.answers()
        phone.presses("1")
    else:
        phone.expects()
        phone.replies("1")
        phone.expects()


def goes_silent(night: Town, ana: Phone, cleo: Phone) -> None:
    """Ana is asked and reminded, and gives no answer; a coordinator is told."""
    night.wait(hours=3, minutes=40)
    ana.expects()
    ana.expects()
    ana.lets_it_ring()
    night.wait(hours=1)
    cleo.expects("answer")


def test_a_buddy_reaches_the_one_who_is_silent(night: Town) -> None:
    ana, (ben,), cleo = missed(night, ("Ben", "text"))
    goes_silent(night, ana, cleo)
    ben.expects("Ana has not answered us", "1 for yes", "2 for not tonight", "3 to pass it on")

    ben.replies("1")
    ben.expects("Ana hears that you will be in touch", "CALL BUDDY")
    ana.expects("Ben will be in touch with you")
    ben.replies("1")
    ben.expects("How did it go?")
    ben.replies("1")
    ben.expects("good to hear")


def test_a_nudge_passed_twice_reaches_the_coordinator_and_the_member_hears_so(
    night: Town,
) -> None:
    ana, (ben, dov), cleo = missed(night, ("Ben", "text"), ("Dov", "text"))
    goes_silent(night, ana, cleo)
    cleo.replies("1t")
    cleo.expects("1 is yours")
    ben.expects("Ana has not answered us")
    dov.is_silent()

    ben.replies("3")
    ben.expects("We ask somebody else for Ana")
    dov.expects("Ana has not answered us")
    ana.is_silent()
    dov.replies("3")
    dov.expects("We ask somebody else")

    ana.expects("none of those we asked can be in touch", "asked a person on our team")
    with night.services.begin() as work:
        assert "buddies_asked" in [event.what for event in work.desk.events(1)]


def test_who_does_not_answer_is_not_waited_for(night: Town) -> None:
    night.decides(nudging=Nudging(answer=timedelta(hours=1)))
    ana, (ben, dov), cleo = missed(night, ("Ben", "text"), ("Dov", "call"))
    goes_silent(night, ana, cleo)
    cleo.replies("1t")
    cleo.expects("1 is yours")
    ben.expects("Ana has not answered us")

    night.wait(hours=1, minutes=5)

    dov.answers()
    dov.hears("Ana has not answered us", "press 3")
    dov.presses("1")
    dov.hears("Ana hears that you will be in touch")
    ana.expects("Dov will be in touch with you")
    dov.presses("1")
    dov.hears("How did it go?")
    dov.presses("3")
    dov.hears("look in on Ana now")
    cleo.expects("worried")
    cleo.expects("look in on a member")


def test_not_tonight_is_asked_once_more_tomorrow(night: Town) -> None:
    ana, (ben,), cleo = missed(night, ("Ben", "text"))
    goes_silent(night, ana, cleo)
    cleo.replies("1t")
    cleo.expects("1 is yours")
    ben.expects("Ana has not answered us")

    ben.replies("2")
    ben.expects("once more tomorrow", "team knows about Ana")
    night.sleep(days=1, hours=1)
    ben.expects("Ana has not answered us")
    ben.replies("2")

    ben.expects("We ask somebody else")
    ana.expects("asked a person on our team")
    cleo.expects("still yours")


def test_a_buddy_is_asked_besides_when_somebody_is_not_ok(night: Town) -> None:
    ana, (ben,), cleo = missed(night, ("Ben", "call"))
    ana.expects()

    ana.replies("not ok")

    ana.expects("letting a person")
    cleo.expects("not OK")
    ben.answers()
    ben.hears("Ana may be glad to hear from you")
    ben.presses("3")
    ben.hears("We ask somebody else for Ana")
    ana.expects("asked a person on our team")


def test_who_takes_a_break_is_not_asked(night: Town) -> None:
    ana, (ben,), cleo = missed(night, ("Ben", "text"))
    ben.replies("take a break")
    ben.expects("we ask nothing of you for others", "BACK")
    ana.expects()

    ana.replies("not ok")

    ana.expects("letting a person")
    cleo.expects("not OK")
    ben.is_silent()
    ben.replies("back")
    ben.expects("Good to have you back")
    ben.replies("back")
    ben.expects()
