"""A display of a test's own: Xvfb, a window manager, a message bus, and hands that type through xdotool."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 30.0
GLANCE_S = 0.05
BETWEEN_KEYS_MS = "60"
MOST_FIELDS = 60


class Missing(AssertionError):
    """A program this test needs is not installed; `python3 dev.py test` installs it."""


def program(name: str) -> str:
    """Return the path of a program."""
    found = which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")
    if found is None:
        raise Missing(f"{name} is not installed; start the tests with `python3 dev.py test`, which brings it")
    return found


@dataclass
class OwnDisplay:
    """Everything a desktop session is made of, below one folder and gone afterwards."""

    folder: Path
    stack: ExitStack = field(default_factory=ExitStack)
    environment: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> "OwnDisplay":
        runtime = self.folder / "runtime"
        runtime.mkdir(parents=True)
        runtime.chmod(0o700)
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        self.environment = kept | {"HOME": str(self.folder), "XDG_RUNTIME_DIR": str(runtime)}
        with ExitStack() as undo:
            undo.push(self.stack)
            self.environment["DISPLAY"] = self._start_display()
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus()
            self.start("openbox")
            undo.pop_all()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stack.close()

    def start(self, *command: str, **more: str) -> "subprocess.Popen[bytes]":
        """Start a program that lives as long as the display."""
        log = self.stack.enter_context((self.folder / f"{Path(command[0]).name}.log").open("wb"))
        process = subprocess.Popen(
            [program(command[0]), *command[1:]],
            env={**self.environment, **more},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        self.stack.callback(_end, process)
        return process

    def run(self, *command: str) -> str:
        """Run a program to its end and return what it says."""
        done = subprocess.run(
            [program(command[0]), *command[1:]],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        return done.stdout

    def _start_display(self) -> str:
        reading, writing = os.pipe()
        # Without -noreset a server starts afresh when its last guest leaves, and turns away who comes then.
        command = (
            program("Xvfb"),
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1366x768x24",
            "-nolisten",
            "tcp",
        )
        process = subprocess.Popen(
            [*command, "-noreset"],
            pass_fds=[writing],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.stack.callback(_end, process)
        os.close(writing)
        with os.fdopen(reading) as told:
            return f":{told.readline().strip()}"

    def _start_bus(self) -> str:
        process = subprocess.Popen(
            [program("dbus-daemon"), "--session", "--nofork", "--print-address"],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.stack.callback(_end, process)
        assert process.stdout is not None
        self.stack.callback(process.stdout.close)
        return process.stdout.readline().strip()


@dataclass
class SeenFromOutside:
    """The window in a process of its own: xdotool types, a file tells what is on the screen."""

    display: OwnDisplay
    home: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def eyes(self) -> Path:
        return self.display.folder / "eyes.json"

    def open(self) -> None:
        """Start the window and wait until it has the focus."""
        self.eyes.unlink(missing_ok=True)
        paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "support")])
        more = {"QT_QPA_PLATFORM": "xcb", "PYTHONPATH": paths, "PYTHONUTF8": "1", **self.environment}
        command = (sys.executable, "-m", "window_process", str(self.home), str(self.eyes))
        self.process = self.display.start(*command, **more)
        self.wait_for(lambda seen: bool(seen["active"]), "the window becomes active")

    def kill(self) -> None:
        """Pull the plug."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def press(self, *keys: str) -> None:
        """Press keys as xdotool spells them, each once the window has done the last."""
        for key in keys:
            self.display.run("xdotool", "key", "--clearmodifiers", key)
            self._settle()

    def types(self, text: str) -> None:
        """Type at a hand's pace."""
        self.display.run("xdotool", "type", "--delay", BETWEEN_KEYS_MS, text)
        self._settle()

    def enters(self, text: str) -> None:
        """Type and press Enter."""
        self.types(text)
        self.press("Return")

    def walks_to(self, label: str) -> None:
        """Press Enter until the field with this label has the focus."""
        for _field in range(MOST_FIELDS):
            if self.look()["at"] == label:
                return
            self.press("Return")
        raise AssertionError(f"no way leads to {label}: {self.look()}")

    def _settle(self) -> None:
        """Wait for a glance that is newer than the key before it and finds nothing under way."""
        newer = self.look()["glance"] + 2
        self.wait_for(lambda seen: seen["glance"] >= newer and bool(seen["idle"]), "rest")

    def waits_to_see(self, *words: str) -> None:
        """Wait until words stand on the screen."""
        self.wait_for(lambda seen: all(one in seen["screen"] for one in words), f"{words} to appear")

    def wait_for(self, is_so: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
        """Wait until what is seen is so, and return it."""
        pause, seen = threading.Event(), self.look()
        for _glance in range(int(PATIENCE_S / GLANCE_S)):
            pause.wait(GLANCE_S)
            seen = self.look()
            if seen and is_so(seen):
                return seen
        raise AssertionError(f"waited in vain for: {what}\n{seen}\n{self._logs()}")

    def look(self) -> dict[str, Any]:
        """Return the last glance, empty before the first."""
        try:
            seen: dict[str, Any] = json.loads(self.eyes.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return seen

    def _logs(self) -> str:
        logs = {file.name: file.read_text("utf-8", "replace") for file in self.display.folder.glob("*.log")}
        return "\n".join(f"{name}:\n{log[-1500:]}" for name, log in logs.items())


def _end(process: "subprocess.Popen[Any]") -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
