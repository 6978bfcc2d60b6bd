"""The import contracts are awake: a small tree that breaks one of them is refused, by that one's name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import source_tree

PACKAGES = (
    "app",
    "app/adapters",
    "app/adapters/print_file",
    "app/adapters/seal_p12",
    "app/authority",
    "app/bootstrap",
    "app/disk",
    "app/domain",
    "app/ports",
    "app/services",
    "db",
    "ui",
    "ui/panels",
    "ui/panels/cases",
    "ui/panels/queue",
)
INWARD = "Knowledge flows inward"
QT = "Qt lives in ui alone"
SQL = "SQL lives in db alone"
OUTSIDE = "Paper, keys, network and other programs live in adapters"
ADAPTERS = "Adapters do not know each other"
PANELS = "Panels do not know each other"
CYCLES = "No cycles among siblings"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A tree with our rings and our contracts, and nothing in it."""
    for package in PACKAGES:
        (tmp_path / package).mkdir(parents=True)
        (tmp_path / package / "__init__.py").touch()
    shutil.copy(source_tree.ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken_contracts(house: Path) -> set[str]:
    checker = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([checker, "--no-cache"], cwd=house, capture_output=True, text=True, check=False)
    verdicts = [
        line.rsplit(" ", 1) for line in done.stdout.splitlines() if line.endswith((" KEPT", " BROKEN"))
    ]
    assert len(verdicts) == 7, done.stdout + done.stderr
    broken = {name for name, verdict in verdicts if verdict == "BROKEN"}
    assert bool(broken) == bool(done.returncode)
    return broken


def test_an_empty_house_keeps_every_contract(house):
    assert broken_contracts(house) == set()


@pytest.mark.parametrize(
    ("module", "imported", "contract"),
    [
        ("app/domain/case.py", "app.ports", INWARD),
        ("app/ports/printer.py", "app.services", INWARD),
        ("app/services/accept_case.py", "app.authority", INWARD),
        ("app/services/print_paper.py", "app.adapters.print_file", INWARD),
        ("app/services/keep_page.py", "app.disk", INWARD),
        ("db/rows.py", "ui", INWARD),
        ("ui/window.py", "app.adapters.seal_p12", INWARD),
        ("ui/panels/queue/view.py", "app.bootstrap", INWARD),
        ("app/services/call_next.py", "PySide6.QtCore", QT),
        ("app/bootstrap/window.py", "PySide6.QtWidgets", QT),
        ("ui/model.py", "sqlalchemy", SQL),
        ("app/adapters/print_file/rows.py", "sqlite3", SQL),
        ("app/domain/paper.py", "reportlab.pdfgen", OUTSIDE),
        ("db/key.py", "cryptography", OUTSIDE),
        ("ui/print.py", "subprocess", OUTSIDE),
        ("app/adapters/print_file/sign.py", "app.adapters.seal_p12", ADAPTERS),
        ("ui/panels/queue/peek.py", "ui.panels.cases", PANELS),
    ],
)
def test_a_broken_rule_is_named(house, module, imported, contract):
    (house / module).write_text(f"import {imported}\n", "utf-8")
    assert contract in broken_contracts(house)


def test_two_modules_that_need_each_other_are_a_cycle(house):
    (house / "db/rows.py").write_text("import db.tables\n", "utf-8")
    (house / "db/tables.py").write_text("import db.rows\n", "utf-8")
    assert broken_contracts(house) == {CYCLES}
