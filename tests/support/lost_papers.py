"""Papers that a hall printed and then forgot: their QR texts, and the older file put over the newer."""

import shutil
from pathlib import Path

import pypdfium2 as pdfium
import zxingcpp
from counter import BILL, PENSION, STREET, at_window, intake, street_stall
from hall import SUPERVISOR, Bench

from app.bootstrap.opening import OpenHall
from app.domain.paper_record import facts_from
from app.domain.verification import PaperStamp, pack, qr_text
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_intake
from app.services.cases.receive import receive_case
from app.services.cases.refuse import Refusal, refuse_intake
from app.services.cases.supplement import Supplement, request_supplement_of_intake
from app.services.papers.finish import stamp_of

GAP = Supplement(material="户口簿", problem="没有带", requirement="带原件", basis="办事指南")
NO = Refusal(code="R1", reason="不需要许可", article="行政许可法第十三条", second_clerk="")


def qr_of(hall: OpenHall, record: PaperRecord) -> str:
    """The QR of a paper, as a scanner types it."""
    with hall.office.storage.reading() as unit:
        canonical = unit.papers.facts(record.id)
    return signed(hall, stamp_of(hall.office.papers, facts_from(canonical), canonical))


def signed(hall: OpenHall, stamp: PaperStamp) -> str:
    """The QR text of any stamp under the hall's own key."""
    packed = pack(stamp)
    return qr_text(packed, hall.office.papers.signer.sign_payload(packed), hall.office.papers.qr_prefix)


def scanned(pdf: bytes) -> str:
    """What a scanner reads from the page printed at 200 dpi."""
    document = pdfium.PdfDocument(pdf)
    try:
        page = document[0].render(scale=200 / 72).to_pil()
    finally:
        document.close()
    (code,) = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
    return str(code.text)


def put_back_by_hand(bench: Bench, copy: Path) -> None:
    """What a helpful nephew does: the file from the stick over the file on the disk."""
    for left_over in bench.home.folder.glob("hall.db-*"):
        left_over.unlink()
    shutil.copyfile(copy, bench.home.database)


def issued(hall: OpenHall, type_code: str, command: str = "issue", stall: int = 1) -> CaseDone:
    """Issue one paper of a type, for a case of its own."""
    office, desk = hall.office, at_window()
    street = intake(office, STREET, **street_stall(stall))
    match type_code:
        case "SJ":
            return receive_case(office, desk, command, street)
        case "SL":
            return accept_intake(office, desk, command, street)
        case "BJ":
            return accept_intake(office, desk, command, intake(office, PENSION))
        case "PJ":
            return accept_intake(office, desk, command, intake(office, BILL))
        case "BZ":
            return request_supplement_of_intake(office, desk, command, street, (GAP,))
        case "BS":
            return refuse_intake(office, at_window(clerk=SUPERVISOR), command, street, NO)
    raise LookupError(type_code)
