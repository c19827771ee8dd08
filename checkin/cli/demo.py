"""`checkin demo`: the whole service on this machine, to be looked at or played."""

import sys

import click
from rich.console import Console


@click.command()
@click.option("--play", "played", is_flag=True, help="Play the story unattended; 0 if all is seen.")
@click.option("--database", default="", help="An empty database, instead of a SQLite file.")
def demo(played: bool, database: str) -> None:
    """Run the whole service here, with simulated phones.

    Nothing of it reaches a real phone or a real database: it makes its own keys, and uses no
    setting of the environment.
    """
    from checkin.demo.play import play  # the demo's own weight, for those who run it
    from checkin.demo.run import run
    from checkin.demo.stage import NotReady

    console = Console(soft_wrap=True)
    if played:
        sys.exit(play(console, database))
    try:
        run(console, database)
    except (NotReady, OSError) as error:
        raise SystemExit(str(error)) from None
