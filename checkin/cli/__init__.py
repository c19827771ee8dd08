"""The `checkin` command: one file for each group of commands.

It ends with 0 when all is done, 1 when some of it was not, 2 when it was called in a wrong way or
a file cannot be read, and 3 when it cannot run here at all (settings, database), when the
consent ledger or the audit does not hold, or when `doctor` finds something wrong.
"""

import click

from checkin.cli.audit import audit
from checkin.cli.backup import backup, restore
from checkin.cli.consent import consent
from checkin.cli.coordinators import coordinators
from checkin.cli.demo import demo
from checkin.cli.doctor import doctor
from checkin.cli.keys import keys
from checkin.cli.members import members
from checkin.cli.one_member import add, move
from checkin.cli.pairs import pairs
from checkin.cli.programme import report
from checkin.cli.risk import risk
from checkin.cli.simulate import simulate
from checkin.cli.suppressions import suppressions

COMMANDS: tuple[click.Command, ...] = (
    demo,
    doctor,
    members,
    coordinators,
    consent,
    audit,
    keys,
    risk,
    report,
    simulate,
    backup,
    restore,
    suppressions,
    pairs,
)


@click.group(
    name="checkin",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="The settings are those of the service itself, from the environment.",
)
def main() -> None:
    """Check-ins by text and call for the members of a peer-support community."""


members.add_command(add)
members.add_command(move)
for command in COMMANDS:
    main.add_command(command)
