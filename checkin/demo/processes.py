"""The processes of the demo: started in order, begun again when one dies, all gone at the end."""

import ctypes
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

AGAIN = 1.0  # seconds before a process that ended is started again
PATIENCE = 10.0  # seconds to stop in good order
DIE_WITH_PARENT = 1  # prctl: PR_SET_PDEATHSIG


class Processes:
    """Named processes with one environment, each with a log of its own in `logs`."""

    def __init__(self, environment: Mapping[str, str], logs: Path) -> None:
        self.environment = dict(environment)
        self.logs = logs
        self.commands: dict[str, Sequence[str]] = {}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.held: set[str] = set()
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._watch = threading.Thread(target=self._keep_alive, daemon=True)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._watch.join()
        with self._lock:
            for process in reversed(self.running.values()):
                process.terminate()
            for process in self.running.values():
                _gone(process)

    def start(self, name: str, *command: str) -> None:
        """Start a process under `name`, and keep it running."""
        with self._lock:
            self.commands[name] = command
            self._spawn(name)

    def kill(self, name: str) -> None:
        """End it at once, as a power cut would; it is started again."""
        with self._lock:
            self.running[name].kill()

    def hold(self, name: str) -> None:
        """End it, and keep it from being started until it is let go."""
        with self._lock:
            self.held.add(name)
            self.running[name].terminate()
            _gone(self.running[name])

    def let_go(self, name: str) -> None:
        """Start again what was held."""
        with self._lock:
            self.held.discard(name)
            self._spawn(name)

    def _spawn(self, name: str) -> None:
        with (self.logs / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(  # noqa: S603 - our own commands
                self.commands[name],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches us alone, and we stop them in order
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )

    def _keep_alive(self) -> None:
        while not self._closing.wait(AGAIN):
            with self._lock:
                for name, process in list(self.running.items()):
                    if process.poll() is not None and name not in self.held:
                        self._spawn(name)


def _gone(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _die_with_parent() -> None:
    """Even if the demo itself is killed, nothing it started stays behind."""
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
