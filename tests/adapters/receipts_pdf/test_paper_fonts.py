"""The bundled faces are whole, rare names find a face, and nothing is ever printed as a blank box."""

import hashlib
from dataclasses import replace
from mmap import mmap
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics

from app.adapters.receipts_pdf.fonts import Face, FontShelf, MappedFont, check_fonts
from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.domain.paper import Applicant, PaperError
from tests.adapters.receipts_pdf.paper_samples import FONT_FOLDER, SEAL, sample_facts
from tests.adapters.receipts_pdf.pdf_reading import pages_as_text

IN_EXTENSION_B = "\U00020021"
IN_NO_BUNDLED_FACE = "\U00030ede"


@pytest.fixture
def shelf() -> FontShelf:
    return FontShelf(FONT_FOLDER)


def font_folder(folder: Path, content: bytes, sha256: str) -> Path:
    (folder / "song.ttf").write_bytes(content)
    (folder / "manifest.toml").write_text(
        f'[[font]]\nrole = "body"\nfile = "song.ttf"\nsha256 = "{sha256}"\n'
    )
    return folder


def test_the_shipped_fonts_match_their_manifest() -> None:
    check_fonts(FONT_FOLDER)


def test_a_changed_font_is_named(tmp_path: Path) -> None:
    folder = font_folder(tmp_path, b"changed", hashlib.sha256(b"as shipped").hexdigest())
    with pytest.raises(PaperError) as caught:
        check_fonts(folder)
    assert (caught.value.code, caught.value.facts) == ("papers.font_damaged", {"file": "song.ttf"})


def test_a_lost_font_is_named(tmp_path: Path) -> None:
    folder = font_folder(tmp_path, b"", "")
    (folder / "song.ttf").unlink()
    with pytest.raises(PaperError, match="font_damaged"):
        check_fonts(folder)


def test_every_character_of_the_common_table_is_in_the_body_face(shelf: FontShelf) -> None:
    gb2312 = b"".join(bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    assert shelf.missing_glyphs(gb2312.decode("gb2312", "ignore"), Face.BODY) == ""


def test_a_rare_character_breaks_out_into_the_rare_face(shelf: FontShelf) -> None:
    runs = list(shelf.runs(f"张{IN_EXTENSION_B}喆", Face.BODY))
    assert runs == [("BODY", "张"), ("RARE", IN_EXTENSION_B), ("BODY", "喆")]


def test_a_bold_run_falls_back_to_the_body_face_first(shelf: FontShelf) -> None:
    assert [name for name, _ in shelf.runs("关㐂", Face.BOLD)] == ["BOLD", "BODY"]


def test_width_adds_up_over_faces(shelf: FontShelf) -> None:
    whole = shelf.width(f"张{IN_EXTENSION_B}喆", Face.BODY, 12)
    assert whole == pytest.approx(3 * 12, abs=0.1)


def test_variation_selectors_take_no_room_and_are_not_missing(shelf: FontShelf) -> None:
    assert shelf.missing_glyphs("喆\ufe00", Face.BODY) == ""
    assert shelf.width("喆\ufe00", Face.BODY, 12) == shelf.width("喆", Face.BODY, 12)


def test_a_name_in_extension_b_prints_and_reads_back(renderer: ReceiptRenderer) -> None:
    name = f"李{IN_EXTENSION_B}"
    facts = replace(sample_facts("SL"), applicant=Applicant(name=name, identity="居民身份证 1", phone="1"))
    assert name in pages_as_text(renderer.render(facts, SEAL).pdf)[0]


def test_a_glyph_nobody_has_stops_the_print_and_is_named(renderer: ReceiptRenderer) -> None:
    applicant = Applicant(name=f"王{IN_NO_BUNDLED_FACE}", identity="居民身份证 1", phone="1")
    with pytest.raises(PaperError) as caught:
        renderer.render(sample_facts("SL", applicant=applicant), SEAL)
    assert caught.value.code == "papers.glyph_missing"
    assert caught.value.facts == {"characters": IN_NO_BUNDLED_FACE}


def test_a_seal_character_nobody_has_stops_the_print(renderer: ReceiptRenderer) -> None:
    with pytest.raises(PaperError, match="glyph_missing"):
        renderer.render(sample_facts("SL"), replace(SEAL, ring_text=f"关{IN_NO_BUNDLED_FACE}镇"))


def test_a_font_is_mapped_and_never_copied_whole(shelf: FontShelf) -> None:
    """A copy would be 14 MB of the window's memory, for each process again."""
    shelf.font_name(Face.BODY)
    data = pdfmetrics.getFont("BODY").face._ttf_data

    assert isinstance(data, mmap)
    assert data[:] == shelf.file_of(Face.BODY).read_bytes()


def test_the_halls_of_one_program_read_a_font_once(shelf: FontShelf) -> None:
    """Reading takes longer than drawing a paper; a hall opened again would read it again."""
    assert FontShelf(FONT_FOLDER)._font(Face.BOLD) is shelf._font(Face.BOLD)
    assert pdfmetrics.getFont("BOLD") is shelf._font(Face.BOLD)


def test_a_lost_font_is_told_by_reportlab_s_reader_too(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        MappedFont(tmp_path / "song.ttf").read()
