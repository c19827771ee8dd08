"""What people do is in the organisation's numbers, and nobody's name is."""

from checkin.domain.reporting.report import Reach
from checkin.domain.reporting.stops import OptOut
from checkin.usecases.reporting import of_last_weeks
from tests.town.town import MONDAY, Town


def opt_outs(town: Town) -> list[OptOut]:
    """Everybody who has opted out, with what they had last been sent."""
    with town.services.look() as work:
        return list(work.reporting.stops(MONDAY))


def said(town: Town, medium: str, key: str) -> OptOut:
    """What somebody who speaks English opted out after, if it was this sentence as it is now."""
    shown = town.services.wording.shown(medium, "en", key)
    assert shown
    return OptOut("en", key, shown.version)


def test_a_stop_is_put_down_to_the_words_that_came_before_it(town: Town) -> None:
    ana, ben = town.enrol("Ana"), town.enrol("Ben")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("1")
    ana.expects("Thank you")
    town.wait(minutes=1)
    ana.replies("STOP")
    ana.expects("opted out")
    ben.expects("Reply 1")
    town.wait(hours=2)
    ben.expects("we would like to hear from you")
    ben.replies("STOP")
    ben.expects("opted out")
    ben.replies("STOP")

    expected = [said(town, "text", "answer.ok"), said(town, "text", "check_in.remind")]
    assert opt_outs(town) == expected


def test_a_key_that_ends_the_calls_is_put_down_to_the_call(town: Town) -> None:
    eve = town.enrol("Eve", channel="call")

    town.wait(hours=2)
    eve.answers()
    eve.hears("press 9")
    eve.presses("9")

    assert opt_outs(town) == [said(town, "voice", "call.we_call")]


def test_a_question_is_counted_in_the_wording_it_had(town: Town) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("STOP")
    ana.expects("opted out")

    (stop,) = opt_outs(town)
    assert stop.wording.startswith("check_in.ask.")
    assert stop == said(town, "text", stop.wording)


def test_the_report_knows_how_many_were_asked_and_answered(town: Town) -> None:
    ana, ben = town.enrol("Ana"), town.enrol("Ben")
    town.invite("Dov")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("1")
    ana.expects("Thank you")
    ben.expects("Reply 1")
    town.wait(hours=2)
    ben.expects("we would like to hear from you")

    seen = of_last_weeks(town.services, 4)
    assert seen.reach == Reach(asked=2, answered=1, members=2)
    assert (seen.due, seen.answered, seen.waiting) == (2, 1, 1)
    assert (seen.cost.texts_out, seen.cost.texts_in) == (4, 1)


def test_the_clock_counts_a_week_once_it_is_settled(town: Town) -> None:
    ana = town.enrol("Ana", cadence="weekly")
    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("STOP")
    ana.expects("opted out")

    town.wait(days=14)
    with town.services.look() as work:
        assert work.reporting.mark() is None
    before = of_last_weeks(town.services, 12)
    town.wait(days=2)
    town.settle()

    with town.services.look() as work:
        mark = work.reporting.mark()
    assert mark
    assert mark.monday == MONDAY.date()
    after = of_last_weeks(town.services, 12)
    assert (after.weeks, after.cost) == (before.weeks, before.cost)
