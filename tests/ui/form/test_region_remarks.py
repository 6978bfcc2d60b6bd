"""Old region codes of ID numbers are told by their name then, beside the field; they are nobody's problem."""

from dataclasses import replace
from datetime import date

import pytest
import word_files
from hall import hall_data
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.adapters.pinyin_names import PinyinNames
from app.bootstrap.hall_data import load_hall_data
from app.bootstrap.places import resources
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.words import Words
from ui.form.form_desk import FormDesk
from ui.form.form_view import FormView

OLD, PRESENT, FORMER = "362126194503090054", "360725195603120029", "360782198812310022"


@pytest.fixture
def desk():
    data = hall_data()
    context = FormContext(today=date(2026, 11, 26), tables=data.catalog.tables)
    sheet = open_sheet(data.catalog.version("B01", 1).form, {}, context)
    return FormDesk(sheet, Words(word_files.templates()), history=data.custom.current.regions)


@pytest.mark.parametrize(
    ("number", "said"),
    [(OLD, "崇义县的旧代码（1982–1997）"), (FORMER, "现为南康区 360703"), (PRESENT, None)],
)
def test_a_right_number_tells_which_county_it_was_and_what_it_is_now(desk, number, said):
    desk.answer("cert_no", number)

    told = desk.remark("cert_no")

    assert (told is None) is (said is None)
    assert said is None or said in told.say
    assert not [one for one in desk.problems() if one.path == "cert_no"]


@pytest.mark.parametrize("typed", [OLD[:6], OLD[:17], OLD[:17] + "5"])
def test_a_number_that_is_not_whole_or_not_right_tells_nothing_yet(desk, typed):
    desk.answer("cert_no", typed)

    assert desk.remark("cert_no") is None


def test_no_other_answer_is_remarked_on(desk):
    desk.answer("cert_type", "414")
    desk.answer("cert_no", "E12345678")
    desk.answer("name", "林晓棠")

    assert desk.remark("cert_no") is desk.remark("name") is None


def test_it_stands_under_the_field_and_f8_passes_by(desk, dressed_application, qtbot):
    view = FormView(desk, PinyinNames().initials)
    qtbot.addWidget(view)
    view.resize(734, 600)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.focus_path("cert_no")
    qtbot.keyClicks(QApplication.focusWidget(), OLD)

    assert "崇义县的旧代码" in view._cells["cert_no"].note
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    assert "旧代码" not in view._cells["cert_no"].note
    assert desk.problem_after("").path != "cert_no" or not desk.problem_after("").is_missing


def test_a_row_of_a_table_tells_it_too(desk, dressed_application, qtbot):
    view = FormView(desk, PinyinNames().initials)
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.focus_path("supporters")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Insert)
    (row,) = desk.sheet.row_ids("supporters")
    desk.answer(f"supporters/{row}/name", "林大江")
    view.focus_path(f"supporters/{row}/idno")
    qtbot.keyClicks(QApplication.focusWidget(), OLD)

    assert "崇义县的旧代码" in view._grids["supporters"].note


def test_the_history_is_the_countys_own_file_and_live(tmp_path):
    shipped = (resources() / "codes/ganzhou_region_history.toml").read_text("utf-8")
    custom = hall_data().custom.current
    assert custom.regions.former["362126"].name == "崇义县"
    assert replace(custom, regions=custom.regions) == custom

    own = tmp_path / "codes"
    own.mkdir()
    for file in (resources() / "codes").iterdir():
        (own / file.name).write_text(file.read_text("utf-8"), "utf-8")
    (own / "ganzhou_region_history.toml").unlink()
    assert load_hall_data(resources(), tmp_path).custom.current.regions.former == {}
    (own / "ganzhou_region_history.toml").write_text(shipped.replace("崇义县", "崇义"), "utf-8")
    assert load_hall_data(resources(), tmp_path).custom.current.regions.present["360725"] == "崇义"
