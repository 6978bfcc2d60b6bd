"""关于: what support needs, copied by one key, with nothing of anybody in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from ui.panels.about.panel import AboutFacts, AboutPanel

FACTS = AboutFacts(
    version="0.1.0",
    support=(("操作系统", "统信 UOS V20"), ("数据文件", "42 MB")),
    licences="本程序按 Apache-2.0 许可发布。",
)


@pytest.fixture
def panel(dressed_application, qtbot):
    made = AboutPanel(FACTS)
    qtbot.addWidget(made.work)
    made.work.resize(1030, 684)
    made.work.show()
    made.work.activateWindow()
    qtbot.waitUntil(made.work.isActiveWindow)
    made.entered()
    return made


def words(panel):
    return [label.text() for label in panel.work.findChildren(QLabel)]


def test_version_and_facts_can_be_read(panel):
    assert {"便民窗 0.1.0", "操作系统", "统信 UOS V20", "数据文件", "42 MB"} <= set(words(panel))


def test_enter_copies_the_facts_line_by_line_and_says_so(panel, qtbot):
    QApplication.clipboard().clear()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert QApplication.clipboard().text() == "版本：0.1.0\n操作系统：统信 UOS V20\n数据文件：42 MB"
    assert any(one.startswith("已复制") for one in words(panel))


def test_entering_again_says_nothing_of_the_last_copy(panel):
    panel._copy.click()
    panel.entered()

    assert not any(one.startswith("已复制") for one in words(panel))


def test_the_licences_can_be_read_and_not_changed_and_tab_leaves_them(panel):
    (shown,) = panel.work.findChildren(QPlainTextEdit)

    assert shown.toPlainText() == FACTS.licences
    assert shown.isReadOnly()
    assert shown.tabChangesFocus()
