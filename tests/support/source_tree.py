"""What the checks of this tree read: the files git would take, and Python modules taken apart."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("app", "db", "ui")
FROZEN_HISTORY = "db/migrations/versions/"
NOT_OURS = {".git", ".venv", "__pycache__", "build", "out"}


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: where it is, its text, and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    def lines(self) -> int:
        """Count the lines, blank ones too: that is how long it is to scroll through."""
        return len(self.text.splitlines())

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def calls(self) -> Iterator[ast.Call]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node


@cache
def project_files() -> tuple[str, ...]:
    """Return every file git tracks or would add, as paths from the root; without git, every file of ours."""
    try:
        # A clone that another user made is still the tree under test.
        listing = [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ]
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True, encoding="utf-8")
        found = [path for path in done.stdout.split("\0") if path and (ROOT / path).is_file()]
    except (FileNotFoundError, subprocess.CalledProcessError):
        found = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()]
    return tuple(sorted(path for path in found if not NOT_OURS & set(Path(path).parts)))


def text_files() -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every file that is text."""
    for path in project_files():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8", errors="replace")


@cache
def modules(*tops: str) -> tuple[Module, ...]:
    """Return the Python modules under the given folders (or files), without released migrations."""
    return tuple(
        _module(path)
        for path in project_files()
        if path.endswith(".py") and path.split("/")[0] in tops and not path.startswith(FROZEN_HISTORY)
    )


def _module(path: str) -> Module:
    text = (ROOT / path).read_text("utf-8")
    return Module(path, text, ast.parse(text, path))
