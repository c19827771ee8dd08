"""The story: Ana answers, then falls silent; Cleo takes it up; Ben is not OK; two are buddies."""

from pathlib import Path

from rich.console import Console

from checkin.demo import people
from checkin.demo.play.theatre import Theatre
from checkin.demo.play.transcript import NotSeen, Transcript, until
from checkin.demo.stage import NotReady, stage

FOLDER = Path("var") / "play"


def play(console: Console, database_url: str = "") -> int:
    """Play the story on a stage of its own; 0 if every step was seen, else 1."""

    def tell(what: str) -> None:
        console.print(f"  {what}", style="dim")

    try:
        with stage(FOLDER.absolute(), tell, database_url, hurried=True) as ready:
            theatre = Theatre(ready, lambda now: Transcript(console, now, people.TIME_ZONE))
            for chapter in CHAPTERS:
                chapter(theatre)
            theatre.quiet()
            nobody_else_heard_anything(theatre)
    except (NotSeen, NotReady) as error:
        console.print(f"\nThe story stopped: {error}", style="bold red")
        return 1
    console.print("\nEvery step was seen.", style="bold green")
    return 0


def ana_answers(theatre: Theatre) -> None:
    """The first morning."""
    theatre.transcript.chapter("Ana is asked, and answers with one key")
    theatre.goes_on_until(theatre.ana.unread, "a question to Ana")
    theatre.ana.expects("Reply 1 if OK, 2 if not OK")
    theatre.ana.replies("1")
    theatre.ana.expects("Thank you")


def ana_falls_silent(theatre: Theatre) -> None:
    """The next day: asked, reminded, called."""
    theatre.transcript.chapter("The next day Ana does not answer")
    theatre.goes_on_until(theatre.ana.unread, "a question to Ana")
    theatre.ana.expects("Reply 1 if OK, 2 if not OK")
    theatre.goes_on_until(theatre.ana.unread, "a reminder to Ana")
    theatre.ana.expects("Reply 1")
    theatre.goes_on_until(theatre.ana.rings, "a call to Ana")
    theatre.ana.lets_it_ring()
    theatre.goes_on_until(theatre.cleo.unread, "a page to Cleo")
    theatre.cleo.expects("has not answered")


def cleo_takes_it_up(theatre: Theatre) -> None:
    """A person sees it, takes it, and writes down what was done."""
    theatre.transcript.chapter("Cleo sees it on the page")
    page = theatre.page
    page.log_in(people.LOGIN, theatre.stage.password)
    address = until(page.reads_list, "an escalation on the list")
    page.opens(address, "Ana", "No answer")
    page.takes(address)
    page.resolves(address, "Rang her sister: Ana's phone was out of credit. She is well.")


def ben_is_not_ok(theatre: Theatre) -> None:
    """A call, one key, and a person."""
    theatre.transcript.chapter("Ben is called, and is not OK")
    theatre.goes_on_until(theatre.ben.rings, "a call to Ben")
    theatre.ben.picks_up("press 9")
    theatre.ben.presses("2", "person")
    theatre.cleo.expects("is not OK")
    address = until(theatre.page.reads_list, "an escalation on the list")
    theatre.page.opens(address, "Ben", "Not OK")


def two_share_a_phone(theatre: Theatre) -> None:
    """Gita and Hari have one phone: the service asks whose words these are."""
    theatre.transcript.chapter("Gita and Hari share a phone")
    theatre.shared.replies("pause 7")
    theatre.shared.expects("1 Gita, 2 Hari")
    theatre.shared.replies("2")
    theatre.shared.expects("All right, Hari")


def juana_calls_in_spanish(theatre: Theatre) -> None:
    """A member calls, hears her own language, and says with one key how she is."""
    theatre.transcript.chapter("Juana calls, and hears Spanish")
    theatre.juana.calls("marca 1")
    theatre.juana.presses("1", "Gracias")


def two_are_buddies(theatre: Theatre) -> None:
    """Ana and Juana are paired: they write and talk, each by her own road, by alias."""
    theatre.transcript.chapter("Ana and Juana are buddies: words and a call, and no number")
    theatre.ana.replies("BUDDY Good luck for tomorrow! 🙂")
    theatre.ana.expects("Passed on to Sun")
    theatre.goes_on_until(theatre.juana.rings, "a call to Juana")
    theatre.juana.picks_up("Río te ha mandado unas palabras")
    theatre.juana.goes_on("1", "Good luck for tomorrow!")
    theatre.juana.hangs_up()
    theatre.ana.replies("BUDDY my number is 212 555 0101")
    theatre.ana.expects("We did not pass that on")
    theatre.ana.replies("CALL BUDDY")
    theatre.ana.expects("We call you in a moment")
    theatre.goes_on_until(theatre.ana.rings, "a call to Ana")
    theatre.ana.picks_up("You asked to talk with Sun")
    theatre.ana.presses_and_waits("1")
    theatre.goes_on_until(theatre.juana.rings, "a call to Juana")
    theatre.juana.picks_up("quiere hablar")
    theatre.juana.presses_and_waits("1")
    theatre.juana.talks_with(theatre.ana)
    theatre.juana.hangs_up()
    theatre.ana.goes_on("", "Did you two get to talk?")
    theatre.ana.presses("1", "Thank you for being there")


CHAPTERS = (
    ana_answers,
    two_are_buddies,
    ana_falls_silent,
    cleo_takes_it_up,
    ben_is_not_ok,
    two_share_a_phone,
    juana_calls_in_spanish,
)


def nobody_else_heard_anything(theatre: Theatre) -> None:
    """Silence on every phone but for what the story told. Raises `NotSeen`."""
    for phone in theatre.phones:
        if unread := phone.unread():
            raise NotSeen(f"{phone.owner} got a text too many: {unread[0]['body']}")
    if failures := theatre.carrier.failures():
        raise NotSeen(f"the carrier could not reach us: {failures[0]['message']}")
