"""At every scaling the main path fits: nothing clipped, nothing to scroll."""

import json
import os
import subprocess
import sys

import pytest
from own_display import ROOT


@pytest.mark.parametrize("factor", ["1", "1.25", "1.5", "2"])
def test_the_main_path_is_whole_at_every_scaling(factor, home):
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "support")])
    environment = os.environ | {
        "PYTHONPATH": paths,
        "PYTHONUTF8": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": factor,
    }
    command = [sys.executable, "-m", "scaled_window", str(home.folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=80, check=False)

    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["faults"] == []
    assert seen["ratio"] == float(factor)
    assert seen["size"] == [1366, 728]
