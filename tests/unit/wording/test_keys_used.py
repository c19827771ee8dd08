"""Every key that the rules use is a sentence, and none is left over from rules that are gone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import checkin
from checkin.wording import keys

PACKAGE = Path(checkin.__file__).parent
# The way to say a call, not a sentence: what it says is chosen when it is answered.
SCRIPTS = {"call.check_in"}
KNOWN = keys.TEXT.keys() | keys.VOICE.keys() | set(keys.PAGE) | SCRIPTS
SAYING = {"Say", "say", "ask", "done", "quietly", "_quiet", "_without", "reply_to"}
FAMILIES = re.compile(
    r"(check_in|answer|call|page|dropped|cancelled|refused|timeline|allow|join|pause|asked|speaker"
    r"|pin|safe_word|choices|forget|language|stopped|danger)\.[a-z_]*[a-z_.0-9]*"
)
KEY = re.compile(r"[a-z_]+(\.[a-z_0-9]+)*")


def _constants(tree: ast.AST) -> Iterator[str]:
    """The keys in a module: those with a dot, and the plain ones given to what says them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if FAMILIES.fullmatch(node.value):
                yield node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in SAYING:
            given = (arg.value for arg in node.args if isinstance(arg, ast.Constant))
            yield from (str(key) for key in given if key and KEY.fullmatch(str(key)))


def _used() -> set[str]:
    rules = [*(PACKAGE / "domain").rglob("*.py"), *(PACKAGE / "usecases").rglob("*.py")]
    return {key for file in rules for key in _constants(ast.parse(file.read_text("utf-8")))}


def test_every_key_the_rules_use_is_there() -> None:
    used = _used()
    assert {"help", "stopped", "no_question", "dropped.stale", "call.menu"} <= used
    # Half a key stands for all that begin so, and one with variants for all of them.
    halves = {key for key in used if key.endswith((".", "_")) and _any_begins(key)}
    varied = {key for key in used if f"{key}.1" in KNOWN}
    assert used - KNOWN - halves - varied == set()


def _any_begins(half: str) -> bool:
    return any(key.startswith(half) for key in KNOWN)
