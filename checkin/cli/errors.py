"""How a command says that it could not do its work: one message on standard error, an exit code."""

import click


class NotDone(click.ClickException):
    """What was asked for was refused; nothing was changed."""

    exit_code = 1


class NotReadable(click.ClickException):
    """A file cannot be read or written."""

    exit_code = 2


class CannotRun(click.ClickException):
    """The command cannot run here: its settings, or the database."""

    exit_code = 3


def database_away(then: str = "see that it runs, and try again") -> CannotRun:
    """The database cannot be reached; `then` says what to do."""
    return CannotRun(f"the database cannot be reached (DATABASE_URL): {then}")
