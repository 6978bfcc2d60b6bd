"""Plays the demo working day through the real window and the real use cases."""

import os
from pathlib import Path

from app.adapters.print_file.folder_printer import FolderPrinter
from app.adapters.system_clock import SystemClock
from app.bootstrap.demo.play import DemoDay
from app.bootstrap.demo.summary import write_summary
from app.bootstrap.demo.surroundings import DemoClock, seeded_ids
from app.bootstrap.places import HallHome
from app.bootstrap.surroundings import Surroundings
from app.bootstrap.terminal import Exit, Terminal
from app.bootstrap.window import Composition, compose, prepare
from ui.driving import Driver


def play(terminal: Terminal, out: Path, seed: int, *, headless: bool) -> Exit:
    """Play the day into a new folder at or beside `out` and say where everything is.

    `headless` needs no display. The same seed on the same day gives the same numbers and names.
    """
    if headless or not _has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = _unused(out)
    screens = folder / "screens"
    screens.mkdir(parents=True)
    home, clock = HallHome(folder / "hall"), DemoClock(SystemClock().now().date())
    around = Surroundings(clock=clock, ids=seeded_ids(seed, clock), printer=FolderPrinter(home.printed))
    composed = compose(terminal.words, prepare(home, around), ["bianmin-window"])
    composed.window.show()
    day = DemoDay(composed=composed, driver=_driver(composed), clock=clock, screens=screens)
    try:
        day.play()
        left = write_summary(day.office, folder, day.played)
    finally:
        composed.close()
    _tell(terminal, folder, len(left.papers), len(list(screens.glob("*.png"))))
    return Exit.IN_ORDER


def _driver(composed: Composition) -> Driver:
    composed.window.resize(1366, 768)
    return Driver(composed.running, composed.window)


def _has_display() -> bool:
    return os.name == "nt" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _unused(out: Path) -> Path:
    """Return `out`, or the first free one of out-2, out-3, …: an earlier day is never overwritten."""
    place, folder = 1, out
    while folder.exists():
        place += 1
        folder = out.with_name(f"{out.name}-{place}")
    return folder


def _tell(terminal: Terminal, folder: Path, papers: int, screens: int) -> None:
    terminal.say(f"演示了一个工作日：{papers} 份文书、{screens} 张截图。")
    terminal.say(f"文书　　{folder / 'papers'}")
    terminal.say(f"截图　　{folder / 'screens'}")
    terminal.say(f"小结　　{folder / 'day.json'}")
    terminal.say(f"数据　　{folder / 'hall'}（口令写在 demo-pass-phrase.txt）")
    terminal.say(f"核验　　python -m app verify --home {folder / 'hall'} {folder / 'papers'}/*.pdf")
