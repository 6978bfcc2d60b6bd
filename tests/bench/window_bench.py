"""The figures of the window: start with 100,000 cases on disk, and resident memory."""

import os
import subprocess
import sys
from pathlib import Path

from figures import Figure, median
from hall import KEY

from app.adapters.key_slots.attempts import AttemptGate
from app.adapters.key_slots.file_key_slots import FileKeySlots
from app.adapters.random_ids import RandomIds
from app.adapters.secrets_keyring.keyring_secrets import KeyringSecrets
from app.adapters.system_clock import SystemClock
from app.bootstrap.places import HallHome
from app.bootstrap.printers import printers_of
from app.bootstrap.surroundings import Surroundings
from app.bootstrap.window import prepare
from tests.bench.search_bench import fill

ROOT = Path(__file__).parents[2]
CASES = 100_000
ROUNDS = 5

STARTED = """
import sys, time
begun = time.perf_counter()
from pathlib import Path
from app.bootstrap.places import HallHome, resources
from app.bootstrap.sentences import load_words
from app.bootstrap.window import compose, prepare
from app.bootstrap.surroundings import Surroundings
from app.bootstrap.printers import printers_of
from app.adapters.random_ids import RandomIds
from app.adapters.system_clock import SystemClock
from ui.driving import Driver
home = HallHome(Path(sys.argv[1]))
around = Surroundings(clock=SystemClock(), ids=RandomIds(), printer=printers_of(home))
composed = compose(load_words(resources() / "words"), prepare(home, around), ["bench"])
composed.window.show()
driver = Driver(composed.running, composed.window)
composed.session.begin()
driver.settle()
shown = time.perf_counter()
composed.session.sign_in_page.submitted.emit("0312", home.demo_pass_phrase)
driver.wait_until(lambda: composed.session.window_page.isVisible())
composed.session.window_page.chosen.emit("01", False)
driver.wait_until(lambda: composed.session.desk is not None)
driver.settle()
memory = int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1024**2
print(shown - begun, time.perf_counter() - shown, memory)
composed.close()
"""
BARE = """
import time
begun = time.perf_counter()
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication(["bench"])
label = QLabel("便民窗")
label.show()
application.processEvents()
memory = int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1024**2
print(time.perf_counter() - begun, 0, memory)
"""


def measure_window(folder: Path) -> list[Figure]:
    """Return the rows of start and memory; the bare limit is a window with one label."""
    home = HallHome(folder)
    around = Surroundings(clock=SystemClock(), ids=RandomIds(), printer=printers_of(home))
    prepare(home, around)
    fill(home.database, _key_of(home), CASES)
    ours = [_run(STARTED, str(folder)) for _ in range(ROUNDS)]
    bare = [_run(BARE) for _ in range(ROUNDS)]
    starts, works, sizes = (list(column) for column in zip(*ours, strict=True))
    bare_starts, _, bare_sizes = (list(column) for column in zip(*bare, strict=True))
    note = f"then sign in to a working page {median(works) * 1000:.0f} ms, Argon2id included"
    return [
        Figure(
            f"start, {CASES // 1000}k cases",
            median(starts) * 1000,
            median(bare_starts) * 1000,
            "<= 1500 ms",
            note,
        ),
        Figure("resident memory, MB", median(sizes), median(bare_sizes), "<= 250 MB"),
    ]


def _run(program: str, *arguments: str) -> tuple[float, float, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    first, second, third = map(float, done.stdout.split())
    return first, second, third


def _key_of(home: HallHome) -> bytes:
    gate = AttemptGate(home.attempts, SystemClock())
    slots = FileKeySlots(path=home.keys, secrets=KeyringSecrets(), ids=RandomIds(), gate=gate)
    return slots.unlock("demo-0312", home.demo_pass_phrase or KEY.hex())
