"""A second window program, off-screen, with a clerk in the middle of typing; it runs until it is killed."""

import sys
from pathlib import Path

from clerk import Clerk
from fakes import FakeClock
from PySide6.QtWidgets import QApplication
from real_window import RealWindow, dress

from app.bootstrap.places import HallHome
from app.services.cases.drafts import list_open, reopen

READY = "ready"
SEED = 50
NAME = "王小明"


def main(home: Path, window: str) -> int:
    """Sit down at `window`, type a name into an application, wait until it is kept, and say so."""
    application = dress(QApplication(["busy-window"]))
    clerk = Clerk(RealWindow(HallHome(home), application, FakeClock(), seed=SEED))
    clerk.signs_in("0313")
    clerk.sits_at(window)
    clerk.goes_to("收件")
    clerk.picks_item("A01")
    clerk.fills({"姓名": NAME})
    clerk.waits_until(lambda: NAME in kept(clerk), "what was typed is kept")
    print(READY, flush=True)
    return application.exec()


def kept(clerk: Clerk) -> str:
    """Return what the drafts of this clerk hold."""
    desk = clerk.place.composed.session.desk
    assert desk is not None
    office = clerk.place.office
    return str([reopen(office, desk, entry.draft.id) for entry in list_open(office, desk)])


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2]))
