"""The panels of one window over a real hall; whatever went wrong unseen fails the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from work_rig import WorkRig


@pytest.fixture
def work_rig(tmp_path: Path, dressed_application: QApplication) -> Iterator[WorkRig]:
    made = WorkRig(tmp_path)
    yield made
    made.close()
    assert made.bugs == []
