"""Small modules, each with a promise; arrows that point inward; jobs that can be found."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from statistics import median

import pytest
from importlinter.cli import lint_imports
from jinja2 import Environment, nodes

from checkin.adapters import job_queue
from tests.architecture.sources import ROOT, files, modules

LONGEST_MODULE = 250  # lines
LONGEST_FUNCTION = 40
USUAL = 80
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "base", "core"}
TAG = re.compile(r"<(?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
LETTER = re.compile(r"[^\W\d_]")
READ_OUT = re.compile(r"(?:alt|title|placeholder|aria-label)=\"[^\"{]*[^\W\d_][^\"]*\"")


def name(path: Path) -> str:
    """A module as people call it."""
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function of a module, and how many lines it has without its decorators."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name(path)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_no_module_is_long() -> None:
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}

    assert len(lines) > 100
    assert {path: count for path, count in lines.items() if count > LONGEST_MODULE} == {}
    assert median(count for count in lines.values() if count > 1) <= USUAL


def test_no_function_is_long() -> None:
    lengths = dict(length for path in modules() for length in functions(path))

    assert len(lengths) > 300
    assert {where: count for where, count in lengths.items() if count > LONGEST_FUNCTION} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name(path)
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


def test_no_module_is_named_for_nothing() -> None:
    parts = {part for path in modules() for part in (path.stem, path.parent.name)}

    assert parts & VAGUE == set()


@pytest.mark.filterwarnings("default")
def test_arrows_point_inward(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert lint_imports(no_cache=True) == 0


def test_every_job_that_is_queued_can_be_found_by_a_worker() -> None:
    jobs = [
        value
        for value in vars(job_queue).values()
        if isinstance(value, str) and value.startswith("workers.")
    ]

    assert jobs
    for job in jobs:
        module, _, function = job.rpartition(".")
        assert callable(getattr(import_module(module), function)), job


def templates() -> list[Path]:
    """The templates of the coordinators' page."""
    folder = ROOT / "checkin" / "web"
    return [path for path in files() if path.is_relative_to(folder) and path.suffix == ".html"]


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_no_word_stands_in_a_template_itself(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    constant = "".join(
        data.data for data in Environment().parse(source).find_all(nodes.TemplateData)
    )

    words = [line.strip() for line in TAG.sub("\n", _without_style(constant)).splitlines()]

    assert [word for word in words if LETTER.search(word)] == []
    assert READ_OUT.findall(source) == []


def _without_style(constant: str) -> str:
    """A page without what only a browser reads."""
    return re.sub(r"<(style|script)\b.*?</\1>", "", constant, flags=re.DOTALL)


def test_there_are_templates_to_look_at() -> None:
    assert len(templates()) > 5
