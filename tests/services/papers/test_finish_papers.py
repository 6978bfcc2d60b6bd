"""The finished paper: its bytes, its seal, its code and its words, as others will read them."""

import hashlib
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp
from counter import (
    PENSION,
    STREET,
    FakePrinter,
    accepted,
    at_window,
    intake,
    paper,
    street_stall,
    with_printer,
)
from custom_shelves import with_mode
from fakes import HALL_ZONE
from hall import SECOND, SUPERVISOR, Bench, found_bench, new_bench

from app.adapters.paper_verify.verifier import OfflineVerifier
from app.bootstrap.opening import OpenHall
from app.bootstrap.trust import load_trust
from app.domain.paper import PaperError
from app.domain.seal import SealMode
from app.domain.verification import SignatureStanding, TrustStore, VerdictKind, read_qr
from app.ports.paper_signer import PaperSigner
from app.ports.paper_store import PaperRecord, SealUse
from app.services.cases.look_at_paper import look_at_paper
from app.services.cases.refuse import Refusal, refuse_intake
from app.services.papers.finish import NoBytes, finish_left_over, finish_paper
from app.services.papers.print_paper import PrintRefused, print_paper
from app.services.papers.void_paper import void_paper

NOWHERE = "\U00030ede"
"""A character of Extension G, which no font of ours has."""


class MoreGlyphs:
    """The renderer of a program that had a character which ours does not have any more."""

    def undrawable(self, text: str) -> str:
        return ""


class PowerCut(Exception):
    """Stops the program between the number and the paper."""


def words_of(pdf: bytes, folder: Path) -> str:
    """What pdftotext reads, as any other program would."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True)
    return done.stdout.decode()


def scanned(pdf: bytes) -> str:
    """What a phone reads from the page printed at 200 dpi."""
    document = pdfium.PdfDocument(pdf)
    try:
        page = document[0].render(scale=200 / 72).to_pil()
    finally:
        document.close()
    (code,) = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
    return str(code.text)


def trust_of(hall: OpenHall) -> TrustStore:
    return load_trust(hall.home.trust)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OpenHall, PaperRecord, bytes]]:
    """The receipt of a person with a rare name, finished once for all questions about it."""
    with new_bench(tmp_path_factory.mktemp("hall")).open() as hall:
        record = accepted(hall, PENSION).papers[0]
        pdf = finish_paper(hall.office, record.id)
        yield hall, paper(hall, record.id), pdf


def test_the_stored_bytes_are_the_sealed_paper(finished: tuple[OpenHall, PaperRecord, bytes]) -> None:
    hall, record, pdf = finished

    assert record.state == "sealed"
    assert record.body_hash == hashlib.sha256(pdf).hexdigest()
    assert record.layout
    assert finish_paper(hall.office, record.id) == pdf


def test_a_drawn_seal_is_one_row_of_the_register(finished: tuple[OpenHall, PaperRecord, bytes]) -> None:
    hall, record, _ = finished

    with hall.office.storage.reading() as unit:
        (use,) = unit.papers.seal_uses()
    assert (use.paper_id, use.number, use.copies) == (record.id, record.number, 1)
    assert use.seal_name == "崇义县关田镇人民政府行政审批专用章"


def seal_uses(hall: OpenHall) -> list[SealUse]:
    with hall.office.storage.reading() as unit:
        return list(unit.papers.seal_uses())


def test_the_register_names_who_had_the_paper_printed_and_not_who_keeps_the_seal(hall: OpenHall) -> None:
    record = accepted(hall, STREET).papers[0]

    print_paper(with_printer(hall, FakePrinter()), at_window(clerk=SECOND), record.id, "HP")

    (use,) = seal_uses(hall)
    assert (use.clerk, use.remark) == ("李国平 0313", "样章；保管人 刘主任")


def test_where_space_is_left_for_a_seal_no_stamping_is_entered_that_nobody_made(hall: OpenHall) -> None:
    wet = replace(hall, office=with_mode(hall.office, SealMode.WET))
    record = accepted(wet, STREET).papers[0]

    print_paper(with_printer(wet, FakePrinter()), at_window(clerk=SECOND), record.id, "HP")

    assert paper(hall, record.id).seal_mode == "wet"
    assert seal_uses(hall) == []


class UnderACounty:
    """The signer of a hall whose certificate a configured government CA stands behind."""

    def __init__(self, own: PaperSigner) -> None:
        self._own = own

    caption = SignatureStanding.ELECTRONIC_SEAL.value

    def __getattr__(self, name: str) -> object:
        return getattr(self._own, name)


def electronic(hall: OpenHall, *, under_government: bool) -> OpenHall:
    """A hall whose papers are to be sealed electronically."""
    office = with_mode(hall.office, SealMode.ELECTRONIC)
    signer = UnderACounty(office.papers.signer) if under_government else office.papers.signer
    return replace(hall, office=replace(office, papers=replace(office.papers, signer=signer)))


def test_a_signature_no_government_stands_behind_is_no_seal_and_leaves_its_space(
    hall: OpenHall, tmp_path: Path
) -> None:
    unsealed = electronic(hall, under_government=False)
    record = accepted(unsealed, STREET).papers[0]

    pdf = finish_paper(unsealed.office, record.id)

    words = words_of(pdf, tmp_path)
    assert record.seal_mode == "wet"
    assert "加盖印章处" in words
    assert "完整性签名，非电子印章" in words
    assert not has_red_ink(pdf)
    assert seal_uses(hall) == []


def test_a_seal_a_government_stands_behind_is_drawn_and_registered(hall: OpenHall, tmp_path: Path) -> None:
    sealed = electronic(hall, under_government=True)
    record = accepted(sealed, STREET).papers[0]

    pdf = finish_paper(sealed.office, record.id)

    words = words_of(pdf, tmp_path)
    assert record.seal_mode == "electronic"
    assert "加盖印章处" not in words
    assert "非电子印章" not in words
    assert has_red_ink(pdf)
    assert [use.number for use in seal_uses(hall)] == [record.number]


def has_red_ink(pdf: bytes) -> bool:
    """Whether the first page shows the red of a seal anywhere."""
    with pdfium.PdfDocument(pdf) as document:
        pixels = np.asarray(document[0].render(scale=1).to_pil().convert("RGB"), dtype=int)
    return bool(((pixels[..., 0] - pixels[..., 1]) > 80).any())


def test_what_the_program_makes_up_for_is_put_down_to_who_issued_the_paper(hall: OpenHall) -> None:
    accepted(hall, STREET)

    finish_left_over(hall.office)

    (use,) = seal_uses(hall)
    assert (use.clerk, use.remark) == ("王小兰 0312", "样章；保管人 刘主任；中断后由程序补制")


def test_a_rare_name_is_read_right_and_the_id_is_masked(
    finished: tuple[OpenHall, PaperRecord, bytes], tmp_path: Path
) -> None:
    _, record, pdf = finished

    words = words_of(pdf, tmp_path)
    assert "张𬭎喆" in words
    assert record.number in words
    assert "360***********0022" in words
    assert "360782198812310022" not in words
    assert "13800000001" not in words


def test_the_paper_is_genuine_and_one_changed_byte_is_found(
    finished: tuple[OpenHall, PaperRecord, bytes],
) -> None:
    hall, _, pdf = finished
    number = pdf.find(b"/MediaBox")
    altered = pdf[:number] + b"/MediaBoy" + pdf[number + 9 :]

    assert OfflineVerifier().verify(pdf, trust_of(hall)).kind is VerdictKind.GENUINE
    assert OfflineVerifier().verify(altered, trust_of(hall)).kind is not VerdictKind.GENUINE


def test_the_code_scans_verifies_and_names_nobody(finished: tuple[OpenHall, PaperRecord, bytes]) -> None:
    hall, record, pdf = finished

    text = scanned(pdf)
    stamp = read_qr(text).stamp
    assert OfflineVerifier().verify_qr(text, trust_of(hall)).kind is VerdictKind.GENUINE
    assert (stamp.number, stamp.document_type, stamp.issued_on) == (record.number, "BJ", record.issued_on)
    with hall.office.storage.reading() as unit:
        assert stamp.facts_digest == hashlib.sha256(unit.papers.facts(record.id)).digest()[:16]
    stamped = repr(stamp)
    assert "360782198812310022" not in stamped
    assert "张" not in stamped


def test_the_code_of_another_hall_is_not_ours(
    finished: tuple[OpenHall, PaperRecord, bytes], tmp_path: Path
) -> None:
    _, _, pdf = finished

    with found_bench(tmp_path / "elsewhere").open() as other:
        assert OfflineVerifier().verify_qr(scanned(pdf), trust_of(other)).kind is not VerdictKind.GENUINE
        assert OfflineVerifier().verify(pdf, trust_of(other)).kind is not VerdictKind.GENUINE


def test_a_stop_between_number_and_paper_is_made_good_at_the_next_start(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bench.open() as hall:
        record = accepted(hall, STREET).papers[0]
        with monkeypatch.context() as patch:
            patch.setattr(type(hall.office.papers.signer), "sign", lambda *_: (_ for _ in ()).throw(PowerCut))
            with pytest.raises(PowerCut):
                finish_paper(hall.office, record.id)
        assert paper(hall, record.id).state == "reserved"

    with bench.open() as hall:
        assert finish_left_over(hall.office) == (record.number,)
        assert finish_left_over(hall.office) == ()
        assert paper(hall, record.id).state == "sealed"
        with hall.office.storage.reading() as unit:
            assert len(unit.papers.seal_uses()) == 1


def test_a_paper_that_cannot_be_drawn_keeps_no_other_from_being_finished(hall: OpenHall) -> None:
    refusal = Refusal(
        code="R4", reason=f"照片上的“{NOWHERE}”无法辨认", article="第三十二条", second_clerk=SECOND.id
    )
    then = replace(hall.office, papers=replace(hall.office.papers, renderer=MoreGlyphs()))
    stuck = refuse_intake(then, at_window(), "stuck", intake(hall.office, PENSION), refusal).papers[0]
    fine = accepted(hall, STREET).papers[0]

    with pytest.raises(PaperError, match="glyph_missing"):
        finish_paper(hall.office, stuck.id)

    assert finish_left_over(hall.office) == (fine.number,)
    assert paper(hall, stuck.id).state == "reserved"


def test_no_seal_goes_on_a_void_paper(hall: OpenHall) -> None:
    record = accepted(hall, STREET).papers[0]
    void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", record.id, "印错")

    printer = FakePrinter()
    with pytest.raises(PrintRefused, match="paper_is_void"):
        print_paper(with_printer(hall, printer), at_window(), record.id, "HP")

    assert finish_left_over(hall.office) == ()
    assert printer.taken == []
    with hall.office.storage.reading() as unit:
        assert unit.papers.seal_uses() == []


def test_a_paper_voided_while_it_is_drawn_is_not_sealed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bench.open("03") as here, bench.open("04") as there:
        record = accepted(here, STREET).papers[0]
        sign = type(here.office.papers.signer).sign

        def slow(signer: object, *what: object) -> bytes:
            void_paper(there.office, at_window(clerk=SUPERVISOR), "void", record.id, "印错")
            return sign(signer, *what)  # type: ignore[arg-type]

        monkeypatch.setattr(type(here.office.papers.signer), "sign", slow)
        with pytest.raises(NoBytes) as refused:
            finish_paper(here.office, record.id)

        assert refused.value.code == "case.paper_is_void"
        assert (paper(here, record.id).state, seal_uses(here)) == ("reserved", [])


def test_looking_at_a_paper_makes_nothing(hall: OpenHall) -> None:
    void, unmade = accepted(hall, STREET).papers[0], accepted(hall, PENSION, command="other").papers[0]
    void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", void.id, "印错")

    for record, code in ((void, "case.paper_is_void"), (unmade, "case.paper_not_made")):
        with pytest.raises(NoBytes) as refused:
            look_at_paper(hall.office, at_window(), record.id, is_asked=False)
        assert refused.value.code == code
        assert paper(hall, record.id).state == "reserved"

    assert seal_uses(hall) == []
    pdf = finish_paper(hall.office, unmade.id)
    assert look_at_paper(hall.office, at_window(), unmade.id, is_asked=False) == pdf


def test_a_paper_voided_after_it_was_made_can_still_be_looked_at(hall: OpenHall) -> None:
    record = accepted(hall, STREET).papers[0]
    pdf = finish_paper(hall.office, record.id)
    void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", record.id, "印错")

    assert look_at_paper(hall.office, at_window(), record.id, is_asked=False) == pdf


def test_two_windows_that_finish_one_paper_keep_one_set_of_bytes(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bench.open("03") as here, bench.open("04") as there:
        record = accepted(here, STREET).papers[0]
        sign = type(here.office.papers.signer).sign
        first: list[bytes] = []

        def slow(signer: object, *what: object) -> bytes:
            if not first:
                first.append(b"")
                first[0] = finish_paper(there.office, record.id)
            return sign(signer, *what)  # type: ignore[arg-type]

        monkeypatch.setattr(type(here.office.papers.signer), "sign", slow)
        second = finish_paper(here.office, record.id)

        assert second == first[0]
        with here.office.storage.reading() as unit:
            assert len(unit.papers.seal_uses()) == 1


def test_the_facts_on_the_paper_are_those_of_the_day_it_was_numbered(bench: Bench, tmp_path: Path) -> None:
    with bench.open() as hall:
        record = accepted(hall, STREET, **street_stall(7)).papers[0]
        bench.clock.advance(days=3)
        words = words_of(finish_paper(hall.office, record.id), tmp_path)

    assert "2026年11月26日" in words
    assert "2026年11月29日" not in words


@pytest.mark.parametrize("year", [1970, 2046])
def test_a_machine_with_a_wrong_clock_still_makes_genuine_papers(bench: Bench, year: int) -> None:
    with bench.open() as hall:
        accepted(hall, STREET, command="right")
        bench.clock.set(datetime(year, 1, 1, 8, tzinfo=HALL_ZONE))
        with hall.office.storage.writing() as unit:
            hall.office.business_day.confirm(unit, date(2026, 11, 27), by=SUPERVISOR.id)
            unit.commit()
        record = accepted(hall, STREET, command="wrong", **street_stall(2)).papers[0]
        pdf = finish_paper(hall.office, record.id)

        assert OfflineVerifier().verify(pdf, trust_of(hall)).kind is VerdictKind.GENUINE
        with hall.office.storage.reading() as unit:
            assert [use.at[:10] for use in unit.papers.seal_uses()] == ["2026-11-27"]
