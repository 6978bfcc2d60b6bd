"""Every part is drawn at every scaling, in a process of its own since Qt scales once per process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
DRAW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QPushButton, QLabel
from ui import application, gallery, theme
resources = application.WindowResources(Path(sys.argv[1]))
running = QApplication([])
theme.bundle_face(resources.fonts)
theme.dress(running, theme.Look(), resources.style_template)
page = gallery.gallery()
page.resize(1366, 728)
page.show()
running.processEvents()
assert page.grab().save(sys.argv[2])
clipped = [one.text() for one in page.findChildren(QPushButton) if one.width() < one.sizeHint().width()]
assert not clipped, clipped
"""


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
def test_the_gallery_is_drawn_at_every_scaling(scale: str, tmp_path: Path):
    picture = tmp_path / "gallery.png"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    arguments = [sys.executable, "-c", DRAW, str(ROOT / "resources"), str(picture)]
    done = subprocess.run(
        arguments, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    with Image.open(picture) as drawn:
        assert drawn.width == pytest.approx(1366 * float(scale), abs=2)
        assert len(drawn.convert("RGB").getcolors(1 << 24)) > 50
