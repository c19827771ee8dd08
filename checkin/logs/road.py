"""The one road that every log line takes, ours and the libraries', to standard error."""

import logging
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import Processor

from checkin.logs.places import exceptions, library
from checkin.logs.redaction import redact

# The carrier's client logs whole requests at INFO; the others log a line per request or job.
CHATTY = ("twilio", "werkzeug", "gunicorn", "rq", "sqlalchemy", "urllib3")


class Road(logging.StreamHandler[TextIO]):
    """Writes every line; one that cannot be rendered leaves its place, not its contents."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Tell that a line was lost; nothing more can be done if the stream itself is gone."""
        with suppress(OSError, ValueError):
            self.stream.write(f'{{"event": "line_lost", "lineno": {record.lineno:d}}}\n')


def configure(*, json_lines: bool, stream: TextIO | None = None) -> None:
    """Send every log line to `stream` (standard error), as JSON or readable; call it once.

    Call it after a server or library has set up logging of its own: its handlers are removed.
    Uncaught exceptions, of threads as well, and warnings go the same way.
    """
    target = stream or sys.stderr
    handler = Road(target)
    handler.setFormatter(_formatter(json_lines, target))
    handler.addFilter(_worth_telling)
    _one_road(handler)
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, redact, *_stamped(), _to_the_road()],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    logging.captureWarnings(True)
    sys.excepthook = _crashed
    threading.excepthook = _thread_crashed
    sys.unraisablehook = _unraisable


def _one_road(handler: logging.Handler) -> None:
    """Nothing but `handler` writes, and what it cannot write is not written elsewhere."""
    logging.raiseExceptions = False  # else a record that cannot be rendered is printed as it is
    logging.root.handlers = [handler]
    logging.root.setLevel(logging.INFO)
    for other in list(logging.root.manager.loggerDict.values()):
        if isinstance(other, logging.Logger):
            other.handlers = []
            other.propagate = True
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _stamped() -> list[Processor]:
    return [
        exceptions,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _to_the_road() -> Processor:
    return structlog.stdlib.ProcessorFormatter.wrap_for_formatter


def _formatter(json_lines: bool, target: TextIO) -> logging.Formatter:
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if json_lines
        else structlog.dev.ConsoleRenderer(colors=target.isatty())
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[library, *_stamped()],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        use_get_message=False,
        pass_foreign_args=True,
    )


def _worth_telling(record: logging.LogRecord) -> bool:
    """Everything of ours; of the libraries, some of which set their own level, only warnings."""
    return hasattr(record, "_logger") or record.levelno >= logging.WARNING


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger("checkin").critical("crashed", exc_info=error.with_traceback(trace))


def _thread_crashed(crash: threading.ExceptHookArgs) -> None:
    structlog.get_logger("checkin").critical("thread_crashed", exc_info=crash.exc_value)


def _unraisable(crash: "sys.UnraisableHookArgs") -> None:
    structlog.get_logger("checkin").error("unraisable", exc_info=crash.exc_value)
