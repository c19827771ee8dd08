"""`checkin demo`: everything up, the addresses and a login, until Ctrl-C."""

import signal
import threading
from pathlib import Path

from rich.console import Console

from checkin.demo.people import LOGIN
from checkin.demo.stage import stage

FOLDER = Path("var") / "demo"


def run(console: Console, database_url: str = "") -> None:
    """Run the demo until it is interrupted or terminated."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    with console.status("starting the demo") as status:

        def tell(what: str) -> None:
            status.update(what)
            console.print(f"  {what}", style="dim")

        with stage(FOLDER.absolute(), tell, database_url) as ready:
            status.stop()
            console.print(f"\n  Phones         {ready.phones}/")
            console.print(f"  Coordinators   {ready.web}/admin/")
            console.print(f"  Log in as      {LOGIN}   password {ready.password}", highlight=False)
            console.print(f"  Logs           {ready.settings.var / 'log'}", soft_wrap=True)
            console.print("\n  Move the clock on the page of phones. Ctrl-C ends the demo.\n")
            stop.wait()
            status.start()
