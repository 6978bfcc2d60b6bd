"""Which seal a paper takes, and by which right it may be printed on it."""

import pytest
from hall import hall_data

from app.domain.seal import SealDesign, SealError, SealMode
from app.domain.sealing import SealCabinet, UnitSeal


def seal(mode: SealMode, *, permission: str = "", sample: bool = False) -> UnitSeal:
    design = SealDesign(
        name="崇义县关田镇人民政府行政审批专用章",
        diameter_mm=42,
        ring_text="崇义县关田镇人民政府",
        sample=sample,
    )
    return UnitSeal(key="approval", design=design, mode=mode, keeper="刘主任", permission=permission)


def test_overprinting_a_real_seal_takes_a_written_permission(words) -> None:
    with pytest.raises(SealError) as refused:
        seal(SealMode.OVERPRINT).checked()

    said = words.say(refused.value.code, refused.value.facts)
    assert "崇义县关田镇人民政府行政审批专用章" in said.say


@pytest.mark.parametrize(
    "lawful",
    [
        seal(SealMode.OVERPRINT, permission="赣府印〔2026〕3号"),
        seal(SealMode.OVERPRINT, sample=True),
        seal(SealMode.ELECTRONIC),
        seal(SealMode.WET),
    ],
)
def test_a_permission_a_sample_mark_or_another_mode_is_enough(lawful: UnitSeal) -> None:
    assert lawful.checked() is lawful


def test_a_paper_type_takes_its_seal_or_none() -> None:
    approval = seal(SealMode.ELECTRONIC)
    cabinet = SealCabinet({"approval": approval}, {"SL": "approval"})

    assert cabinet.for_paper("SL") is approval
    assert cabinet.for_paper("HZ") is None


def test_every_seal_of_the_demo_hall_is_a_sample_that_is_printed_along() -> None:
    seals = hall_data().custom.current.cabinet.seals.values()

    assert all(one.design.sample for one in seals)
    assert {one.mode for one in seals} == {SealMode.OVERPRINT}
