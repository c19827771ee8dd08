"""`checkin coordinators`: the people who log in."""

import sys

import click

from checkin.adapters.passwords import ArgonPasswords
from checkin.cli.errors import NotDone, database_away
from checkin.cli.opened import opened_engine, opened_store, service_settings, storage_settings
from checkin.domain.importing.enrolment import Wrong
from checkin.domain.importing.number import number_in
from checkin.domain.staff import Role
from checkin.usecases.ports import Conflict, Unavailable
from checkin.usecases.ports.staff import NewCoordinator
from checkin.usecases.staff import NotAdded, ask_to_confirm, hire
from checkin.usecases.staffing import lost_second_factor, set_password, unlock


@click.group()
def coordinators() -> None:
    """Add those who look after the members, and log in to do so."""


@coordinators.command()
@click.argument("login")
@click.option("--name", required=True, help="What the others see.")
@click.option("--phone", metavar="NUMBER", help="Where they are paged; without it they are not.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.COORDINATOR.value,
    show_default=True,
    help="What they may do on the page; docs/operating.md says which role may what.",
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(login: str, name: str, phone: str | None, role: str, password_stdin: bool) -> None:
    """Add one of the staff who logs in as LOGIN.

    The password has at least 12 characters. It is asked for twice, and not shown.
    """
    from checkin import bootstrap  # the whole service: a second that no other command waits for

    settings = service_settings()
    number = _number(phone, settings.organisation.country)
    with opened_engine(settings):
        pass  # before the password is asked for in vain
    password = _password(password_stdin)
    services = bootstrap.services(settings)
    try:
        wanted = NewCoordinator(login, name, services.language, number, Role(role))
        added = hire(services, wanted, password)
        if number:
            ask_to_confirm(services, added, number)
    except NotAdded as error:
        raise NotDone(str(error)) from None
    except (Unavailable, Conflict):
        raise database_away() from None
    finally:
        services.close()
    paged = "" if role == Role.AUDITOR else "; without --phone they are not paged"
    if number:
        paged = "; they are paged on that phone, and can work with it once they text CONFIRM"
    click.echo(f"added{paged}")


@coordinators.command("reset-second-factor", short_help="Let somebody in who has lost it.")
@click.argument("login")
def reset_second_factor(login: str) -> None:
    """Remove the second factor and the recovery codes of LOGIN, and end their sessions.

    Their password alone lets them in again; an admin sets up a new second factor first. Make sure
    that it is really them who asks.
    """
    try:
        with opened_store(storage_settings()) as store:
            done = lost_second_factor(store, login)
    except (Unavailable, Conflict):
        raise database_away() from None
    _told(done, "reset; their sessions have ended")


@coordinators.command(short_help="Set a new password for somebody.")
@click.argument("login")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def password(login: str, password_stdin: bool) -> None:
    """Set a new password for LOGIN, and end their sessions.

    It has at least 12 characters. It is asked for twice, and not shown. Their second factor stays.
    """
    try:
        with opened_store(storage_settings()) as store:
            typed = _password(password_stdin)
            done = set_password(store, ArgonPasswords(), login, typed)
    except NotAdded as error:
        raise NotDone(str(error)) from None
    except (Unavailable, Conflict):
        raise database_away() from None
    _told(done, "set; their sessions have ended")


@coordinators.command("unlock", short_help="Let somebody try again at once.")
@click.argument("login")
def unlock_(login: str) -> None:
    """Forget the wrong passwords, codes and PINs of LOGIN: they may try again at once."""
    try:
        with opened_store(storage_settings()) as store:
            done = unlock(store, login)
    except (Unavailable, Conflict):
        raise database_away() from None
    _told(done, "unlocked")


def _told(done: bool, what: str) -> None:
    if not done:
        raise NotDone("nobody has this login; nothing was changed")
    click.echo(what)


def _number(phone: str | None, country: str) -> str | None:
    try:
        return number_in(phone.strip(), country) if phone is not None else None
    except Wrong as wrong:
        raise click.BadParameter(str(wrong), param_hint="--phone") from None


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt="And again")
    return password
