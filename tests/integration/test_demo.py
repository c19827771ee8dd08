"""`checkin demo` as a newcomer runs it: it comes up, says where, and leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.servers.waiting import turn, wait_until

PATIENCE = 90.0  # seconds
COMMAND = (str(Path(sys.executable).parent / "checkin"), "demo")
ADDRESS = re.compile(r"(Phones|Coordinators)\s+(http://\S+)")


def still_running(folder: Path) -> list[str]:
    """The command lines of processes that work in `folder` or name it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in told:
            found.append(told.decode(errors="replace")[:120])
    return found


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """One demo at a time: two that start together would choose the same free ports."""
    with turn(Path(tempfile.gettempdir()) / f"checkin-demo-of-{os.getuid()}.lock"):
        yield


@pytest.fixture
def taken_port() -> Iterator[int]:
    """The demo's own port, held by somebody else."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", 8000))
            other.listen()
        except OSError:
            pass  # somebody else holds it already, which serves as well
        yield 8000


@pytest.mark.timeout(300)
def test_it_takes_the_next_port_and_leaves_no_process_after_ctrl_c(
    tmp_path: Path, taken_port: int
) -> None:
    said = tmp_path / "said"
    with said.open("wb") as output:
        demo = subprocess.Popen(COMMAND, cwd=tmp_path, stdout=output, stderr=output)
    try:
        wait_until(lambda: "Ctrl-C" in said.read_text(), PATIENCE, "the demo is up")
        addresses = dict(ADDRESS.findall(said.read_text()))
        answers = [requests.get(address, timeout=10).status_code for address in addresses.values()]
        assert still_running(tmp_path)
    finally:
        demo.send_signal(signal.SIGINT)
        ended = demo.wait(PATIENCE)

    assert ended == 0
    assert f"port {taken_port} is taken" in said.read_text()
    assert answers == [200, 200]
    assert not still_running(tmp_path)


@pytest.mark.timeout(400)
def test_the_story_plays_to_its_end_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    played = subprocess.run(
        (*COMMAND, "--play", "--database", postgres_url),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert played.returncode == 0, played.stdout + played.stderr
    assert "Every step was seen." in played.stdout
    for line in ("Ana texts", "lets the phone ring", "Cleo resolves", "Ben presses"):
        assert line in played.stdout
    assert not still_running(tmp_path)
