"""A real paper of a real hall, damaged in every way a file can be: it never passes for genuine."""

from io import BytesIO
from pathlib import Path

import pytest
from counter import STREET, accepted
from hall import new_bench
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from app.adapters.paper_verify.verifier import OfflineVerifier
from app.bootstrap.trust import load_trust
from app.domain.verification import TrustStore, VerdictKind
from app.services.papers.finish import finish_paper

CUTS = 40
FLIPS = 60


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, TrustStore]:
    """An acceptance notice as it was issued, and the trust of its hall."""
    bench = new_bench(tmp_path_factory.mktemp("damaged") / "关田镇")
    with bench.open() as hall:
        pdf = finish_paper(hall.office, accepted(hall, STREET).papers[0].id)
    return pdf, load_trust(bench.home.trust)


def kind(pdf: bytes, trust: TrustStore) -> VerdictKind:
    return OfflineVerifier().verify(pdf, trust).kind


def padding(pdf: bytes) -> range:
    """The signature's own zeros: the one place no digest covers, and it shows nothing."""
    return range(pdf.index(b"/Contents <"), pdf.rindex(b"/ByteRange"))


def test_the_paper_as_it_was_issued_is_genuine(issued: tuple[bytes, TrustStore]) -> None:
    assert kind(*issued) is VerdictKind.GENUINE


def test_the_same_paper_in_another_hall_is_not_theirs(issued: tuple[bytes, TrustStore]) -> None:
    assert kind(issued[0], TrustStore(roots=())) is VerdictKind.NOT_OURS


@pytest.mark.parametrize("mask", [0x01, 0x80, 0xFF])
def test_a_flipped_byte_anywhere_is_noticed(issued: tuple[bytes, TrustStore], mask: int) -> None:
    pdf, trust = issued
    places = [at for at in range(0, len(pdf), len(pdf) // FLIPS) if at not in padding(pdf)]
    assert len(places) > FLIPS // 2

    passed = [
        at
        for at in places
        if kind(pdf[:at] + bytes([pdf[at] ^ mask]) + pdf[at + 1 :], trust) is VerdictKind.GENUINE
    ]

    assert passed == []


def test_a_paper_cut_off_anywhere_is_not_genuine(issued: tuple[bytes, TrustStore]) -> None:
    pdf, trust = issued
    lengths = [*range(0, len(pdf), len(pdf) // CUTS), *range(len(pdf) - 12, len(pdf) - 2)]

    assert [at for at in lengths if kind(pdf[:at], trust) is VerdictKind.GENUINE] == []


@pytest.mark.parametrize("added", [b" ", b"\n%%EOF\n", b"%PDF-1.7\n%%EOF\n", b"\0" * 4096], ids=repr)
def test_bytes_put_before_a_paper_are_noticed(issued: tuple[bytes, TrustStore], added: bytes) -> None:
    assert kind(added + issued[0], issued[1]) is not VerdictKind.GENUINE


def test_a_white_box_over_the_words_is_an_alteration(issued: tuple[bytes, TrustStore]) -> None:
    """The attack that the usual readers call valid: an update appended to the signed bytes."""
    pdf, trust = issued
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    box = writer.add_object(generic.StreamObject(stream_data=b"q 1 1 1 rg 60 300 400 300 re f Q"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), box])
    writer.update_container(page)
    painted = BytesIO()
    writer.write(painted)

    assert painted.getvalue().startswith(pdf), "nothing that was signed is touched"
    assert kind(painted.getvalue(), trust) is VerdictKind.ALTERED


def test_two_papers_glued_together_are_no_genuine_one(issued: tuple[bytes, TrustStore]) -> None:
    pdf, trust = issued

    assert kind(pdf + pdf, trust) is not VerdictKind.GENUINE


@pytest.mark.parametrize(("old", "new"), [(b"/ByteRange [0", b"/ByteRange [1"), (b"/DocMDP", b"/DocMDQ")])
def test_what_the_signature_says_of_itself_cannot_be_changed(
    issued: tuple[bytes, TrustStore], old: bytes, new: bytes
) -> None:
    pdf, trust = issued
    assert old in pdf

    assert kind(pdf.replace(old, new), trust) is not VerdictKind.GENUINE


def test_a_file_on_disk_is_verified_as_it_lies_there(
    issued: tuple[bytes, TrustStore], tmp_path: Path
) -> None:
    file = tmp_path / "受理通知书 赣崇关受〔2026〕1号.pdf"
    file.write_bytes(issued[0])

    assert kind(file.read_bytes(), issued[1]) is VerdictKind.GENUINE
