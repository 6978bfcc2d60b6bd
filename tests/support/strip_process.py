"""The 转录助手 as a program of its own: `python -m strip_process FOLDER FILE` carries an accepted A01 over.

It founds a hall in FOLDER, accepts one application, opens the strip on it, and writes into FILE what the case
answered and what the strip says.
"""

import json
import sys
from pathlib import Path

from counter import PENSION, accepted
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from work_rig import WorkRig

from app.adapters.global_keys.x11 import X11Keys
from app.bootstrap.places import resources
from ui import theme
from ui.application import WindowResources, start
from ui.transcribing.presenter import Transcriber

GLANCE_MS = 60


def main(folder: Path, file: Path) -> int:
    """Run until killed."""
    running = start(["bianmin-window"], WindowResources(resources()), theme.Look())
    rig = WorkRig(folder)
    case = accepted(rig.hall, PENSION).case
    window = QWidget()
    window.show()
    transcriber = Transcriber(rig.at(), X11Keys(), window)
    transcriber.begin(case, _raise)
    glance = QTimer()
    glance.setInterval(GLANCE_MS)
    glance.timeout.connect(lambda: _tell(file, case.answers, transcriber))
    glance.start()
    return running.application.exec()


def _tell(file: Path, answers: object, transcriber: Transcriber) -> None:
    strip = transcriber.strip
    words = [*strip.words, strip.strip.words]
    seen = {"answers": answers, "open": transcriber.is_open, "words": words}
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(seen, ensure_ascii=False), "utf-8")
    draft.replace(file)


def _raise(error: Exception) -> None:
    raise error


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
