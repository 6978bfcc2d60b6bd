"""What may stand in for a paper (免): one check written alone, or a list of which the clerk chooses one."""

import pytest

from app.domain.form.author import Margin, SourceText
from app.domain.form.material_reading import MOST_CHECKS, read_material

NINE = [f"第{number}项核验" for number in range(1, MOST_CHECKS + 1)]


def read(waived_by):
    record = {"key": "book", "name": "户口簿", "forms": ["原"], "necessity": "必", "waived_by": waived_by}
    margin = Margin()
    material = read_material(record, SourceText("T01.toml", ""), margin, "")
    return material, [one.code for one in margin.mistakes]


@pytest.mark.parametrize(
    ("written", "checks"),
    [
        ("读卡器核验", ("读卡器核验",)),
        (["读卡器核验"], ("读卡器核验",)),
        (["民政数据核验", "残联数据核验"], ("民政数据核验", "残联数据核验")),
        (NINE, tuple(NINE)),
        ([], ()),
        ("", ()),
    ],
)
def test_the_checks_are_read_in_the_order_of_their_digits(written, checks):
    material, mistakes = read(written)

    assert (material.waived_by, mistakes) == (checks, [])
    assert material.waivable is bool(checks)


@pytest.mark.parametrize("written", [["读卡器核验", ""], ["读卡器核验"] * 2, [*NINE, "又一项核验"], "　"])
def test_a_list_nobody_can_choose_from_is_noted(written):
    assert read(written)[1] == ["form.checks_wrong"]


@pytest.mark.parametrize("written", [7, ["读卡器核验", 7], {"by": "读卡器核验"}])
def test_what_is_no_text_is_noted(written):
    assert read(written)[1] == ["form.wrong_property"]
