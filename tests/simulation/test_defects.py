"""Each deliberate defect of the service is caught within a few seeds: the harness has teeth."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.simulation.patching import DoesNotApply, apply
from tests.simulation.plans import BOUND

DEFECTS = sorted((Path(__file__).parent / "defects").glob("*.patch"))
COPIED = ("checkin", "migrations")
NAMED = re.compile(r"^first seed (\d+)$", re.MULTILINE)
Tried = Callable[[Path, int], str]


@pytest.fixture(scope="module")
def tried() -> Iterator[Tried]:
    """Runs the package in a folder, and gives back what came of it."""
    command = [sys.executable, "-m", "tests.simulation.nursery"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as nursery:
        assert nursery.stdin and nursery.stdout
        given, told = nursery.stdin, nursery.stdout

        def run(folder: Path, first: int) -> str:
            given.write(f"{folder} {first}\n")
            given.flush()
            return "".join(iter(told.readline, "\n")).strip()

        yield run
        given.close()


def copied(folder: Path) -> Path:
    """A copy of the package to be patched."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def first_seed(defect: Path) -> int:
    """The seed that a patch names, in the line before what it changes."""
    named = NAMED.search(defect.read_text(encoding="utf-8"))
    assert named, f"{defect.name} names no seed: write `first seed 1` before what it changes"
    return int(named[1])


def test_there_are_many_defects() -> None:
    assert len(DEFECTS) >= 20


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.stem)
def test_a_defect_is_caught(defect: Path, tmp_path: Path, tried: Tried) -> None:
    apply(defect, copied(tmp_path))

    told = tried(tmp_path, first_seed(defect))

    assert told, f"no invariant breaks within {BOUND} seeds"
    assert json.loads(told)["rule"]


def test_a_patch_that_does_not_fit_any_more_says_so(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text("one\ntwo\n")
    patch = tmp_path / "old.patch"
    patch.write_text("--- a/code.py\n+++ b/code.py\n@@ -1,2 +1,2 @@\n one\n-three\n+four\n")

    with pytest.raises(DoesNotApply, match=r"old\.patch does not apply to code\.py any more"):
        apply(patch, tmp_path)
