"""Papers lost by a restore come back by their QR: each type, each verdict, and never twice."""

import base64
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from counter import BILL, PENSION, STREET, applications, at_window, checked, paper
from cryptography import x509
from custom_shelves import with_mode
from hall import SUPERVISOR, Bench, found_bench
from lost_papers import issued, put_back_by_hand, qr_of, signed

from app.bootstrap.opening import OpenHall
from app.domain.access import AccessKind
from app.domain.case.state import CaseState
from app.domain.clerk import Clerk
from app.domain.query_code import check_character, is_query_code
from app.domain.role import Role
from app.domain.seal import SealMode
from app.domain.verification import PaperStamp, VerdictKind, read_qr
from app.ports.paper_store import TAKEN_BACK
from app.services.case_turn import CaseConflict, CaseDone
from app.services.cases.accept import accept_case
from app.services.desk import NotAllowed
from app.services.lost_numbers import lost_numbers
from app.services.papers.finish import NoBytes, finish_left_over, finish_paper
from app.services.papers.print_paper import print_paper
from app.services.papers.void_paper import void_paper
from app.services.take_back.paper import TakenBack, look_at_paper, take_back_paper
from app.services.take_back.reopen import FromPaper, MoneyRead, TakeBackRefused
from db.backup import copy_into

NAME = "刘桂香"
ITEM = {key: applications()[key]["item"] for key in (STREET, PENSION, BILL)}
PAPERS = {
    "SJ": (CaseState.REGISTERED, STREET),
    "BZ": (CaseState.SUPPLEMENT_REQUIRED, STREET),
    "SL": (CaseState.ACCEPTED, STREET),
    "BS": (CaseState.REFUSED, STREET),
    "BJ": (CaseState.CLOSED, PENSION),
    "PJ": (CaseState.CLOSED, BILL),
}
FOLDER = "文件夹"
OTHER_CASE = "3607251050002611260009"


class Lost:
    """A hall that was put back: what it issued before is on paper only."""

    def __init__(self, bench: Bench, hall: OpenHall, done: CaseDone, qr: str) -> None:
        self.bench, self.hall, self.done, self.qr = bench, hall, done, qr
        self.number = done.papers[0].number

    def look(self, qr: str | None = None):
        return look_at_paper(self.hall.office, at_window(), qr or self.qr)

    def take(self, read: FromPaper | None, command: str = "take", qr: str | None = None) -> TakenBack:
        return take_back_paper(self.hall.office, at_window(), command, qr or self.qr, read)


def put_back(bench: Bench, type_code: str, folder: Path) -> tuple[CaseDone, str]:
    """Copy the file, issue one paper three days later, and put the copy over it; return paper and QR."""
    copy = folder / "stick.db"
    with bench.open() as hall:
        copy_into(hall.database.engine, copy)
        done = issued(hall, type_code)
        qr = qr_of(hall, done.papers[0])
        print_paper(hall.office, at_window(), done.papers[0].id, FOLDER)
    put_back_by_hand(bench, copy)
    bench.clock.advance(days=5)
    return done, qr


@pytest.fixture
def lost(request: pytest.FixtureRequest, bench: Bench, tmp_path: Path) -> Iterator[Lost]:
    done, qr = put_back(bench, getattr(request, "param", "SL"), tmp_path)
    with bench.open() as hall:
        yield Lost(bench, hall, done, qr)


def read_off(type_code: str = "SL", **other: str) -> FromPaper:
    paid = MoneyRead(fen=8605, biller="供电", what="电", way="现金") if type_code == "PJ" else None
    return FromPaper(item_id=ITEM[PAPERS[type_code][1]], name=NAME, money=paid, **other)


@pytest.mark.parametrize(("lost", "type_code"), [(one, one) for one in PAPERS], indirect=["lost"])
def test_each_paper_comes_back_with_its_case_where_the_paper_says_it_stood(
    lost: Lost, type_code: str
) -> None:
    back = lost.take(read_off(type_code))

    before = lost.done.case
    assert back.case.state is PAPERS[type_code][0]
    assert (back.case.case_number, back.case.item) == (before.case_number, before.item)
    assert (back.case.due_on, back.case.law_due_on) == (before.due_on, before.law_due_on)
    assert (back.case.received_on, back.case.applicant.name) == (before.received_on, NAME)
    (known,) = back.case.papers
    assert (known.number, known.type_code, known.state) == (lost.number, type_code, "issued")
    assert known.issued_on == before.papers[0].issued_on
    assert known.served_on == before.papers[0].served_on
    assert [step.what for step in back.case.history] == ["taken_back"]
    assert (back.paper.state, back.left.papers, back.rivals) == (TAKEN_BACK, (), ())
    assert checked(lost.hall).findings == ()


def test_the_limits_run_from_the_day_on_the_paper(lost: Lost) -> None:
    back = lost.take(read_off())

    assert back.case.facts["accepted_on"] == "2026-11-26"
    assert back.case.due_on == lost.done.case.due_on
    assert back.case.due_on is not None
    with lost.hall.office.storage.reading() as unit:
        (row,) = unit.cases.search(lost.number, limit=9)
    assert row.due_on == back.case.due_on.isoformat()


def test_a_case_that_is_known_stands_accepted_by_its_paper_and_is_not_accepted_again(
    bench: Bench, tmp_path: Path
) -> None:
    with bench.open() as hall:
        received = issued(hall, "SJ")
        copy_into(hall.database.engine, tmp_path / "stick.db")
        case = received.case
        done = accept_case(hall.office, at_window(), "accept", case.id, case.base)
        qr = qr_of(hall, done.papers[0])
        print_paper(hall.office, at_window(), done.papers[0].id, FOLDER)
    put_back_by_hand(bench, tmp_path / "stick.db")
    bench.clock.advance(days=5)
    with bench.open() as hall:
        seen = look_at_paper(hall.office, at_window(), qr)
        back = take_back_paper(hall.office, at_window(), "take", qr)
        assert (seen.case_id, back.case.state) == (case.id, CaseState.ACCEPTED)
        assert (back.case.answers, back.case.due_on) == (case.answers, done.case.due_on)
        assert [step.what for step in back.case.history] == ["received", "taken_back"]
        for base, command in ((back.case.base, "seen"), (case.base, "seen before the restore")):
            with pytest.raises(CaseConflict):
                accept_case(hall.office, at_window(), command, case.id, base)
        with hall.office.storage.reading() as unit:
            assert [one.type_code for one in unit.papers.of_case(case.id)] == ["SJ", "SL"]
        assert checked(hall).findings == ()


@pytest.mark.parametrize("lost", ["SJ"], indirect=True)
def test_a_second_paper_of_the_same_case_asks_nothing(lost: Lost) -> None:
    first = lost.take(read_off("SJ"))
    stamp = replace(read_qr(lost.qr).stamp, document_type="SL", number="赣崇关受〔2026〕9号")
    notice = signed(lost.hall, stamp)

    seen = lost.look(notice)
    assert (seen.case_id, seen.title) == (first.case.id, "受理通知书")
    (item,) = seen.items
    assert (item.id, seen.put_off(item), seen.committed(item), seen.money[item.id]) == (
        first.case.item.id,
        (),
        (),
        None,
    )
    second = lost.take(None, "second", notice)

    assert second.case.id == first.case.id
    assert second.case.state is CaseState.ACCEPTED
    assert second.case.due_on is not None
    assert checked(lost.hall).findings == ()


def test_papers_in_the_wrong_order_never_move_a_case_back(lost: Lost) -> None:
    accepted = lost.take(read_off()).case
    stamp = read_qr(lost.qr).stamp
    for type_code in ("SJ", "BZ", "BS"):
        code = f"赣崇关{lost.hall.office.papers.types[type_code].number_word}"
        other = replace(stamp, document_type=type_code, number=f"{code}〔2026〕7号")
        after = lost.take(None, type_code, signed(lost.hall, other)).case
        assert (after.state, after.due_on) == (CaseState.ACCEPTED, accepted.due_on)
    assert len(after.papers) == 4


def test_two_acceptances_of_one_case_are_told(lost: Lost) -> None:
    lost.take(read_off())
    other = replace(read_qr(lost.qr).stamp, number="赣崇关受〔2026〕8号")
    assert lost.take(None, "other", signed(lost.hall, other)).rivals == (lost.number,)


@pytest.mark.parametrize(("lost", "other"), [("SL", "BS"), ("BS", "SL"), ("BJ", "BS")], indirect=["lost"])
def test_a_refusal_beside_an_acceptance_of_one_case_is_told(lost: Lost, other: str) -> None:
    kind = lost.done.papers[0].type_code
    lost.take(read_off(kind))
    code = f"赣崇关{lost.hall.office.papers.types[other].number_word}"
    second = replace(read_qr(lost.qr).stamp, document_type=other, number=f"{code}〔2026〕8号")

    assert lost.take(None, "other", signed(lost.hall, second)).rivals == (lost.number,)


def test_what_leads_to_a_decision_stands_beside_it(lost: Lost) -> None:
    lost.take(read_off())
    code = f"赣崇关{lost.hall.office.papers.types['BZ'].number_word}"
    notice = replace(read_qr(lost.qr).stamp, document_type="BZ", number=f"{code}〔2026〕8号")

    assert lost.take(None, "other", signed(lost.hall, notice)).rivals == ()


def test_a_certificate_put_into_the_trust_folder_opens_no_case(lost: Lost, tmp_path: Path) -> None:
    other = found_bench(tmp_path / "别处")
    for folder in ("roots", "signers"):
        planted = (other.home.trust / folder / "own.der").read_bytes()
        (lost.hall.home.trust / folder / "planted.der").write_bytes(planted)
    with other.open() as forger:
        forged_qr = signed(forger, replace(read_qr(lost.qr).stamp, key_id=forger.office.papers.signer.key_id))
    works = lost.hall.office.papers
    assert works.verifier.verify_qr(forged_qr, works.trust()).kind is VerdictKind.GENUINE

    with pytest.raises(TakeBackRefused, match="qr_unknown_key"):
        lost.take(read_off(), qr=forged_qr)


def test_the_same_command_again_takes_nothing_twice(lost: Lost) -> None:
    first = lost.take(read_off())
    again = lost.take(read_off())
    assert (again.case.id, again.paper.id) == (first.case.id, first.paper.id)
    with lost.hall.office.storage.reading() as unit:
        assert len(unit.papers.all_numbers()) == 1


def test_a_paper_scanned_twice_is_known_and_nothing_happens(lost: Lost) -> None:
    lost.take(read_off())
    with pytest.raises(TakeBackRefused) as refused:
        lost.take(None, "second scan")
    assert (refused.value.code, refused.value.facts["number"]) == ("take_back.known", lost.number)
    with pytest.raises(TakeBackRefused, match="known"):
        lost.look()


def test_a_paper_that_was_never_lost_is_known(hall: OpenHall) -> None:
    done = issued(hall, "SL")
    with pytest.raises(TakeBackRefused, match="known"):
        look_at_paper(hall.office, at_window(), qr_of(hall, done.papers[0]))


@pytest.mark.parametrize("taken_back", [True, False])
def test_one_number_on_two_papers_is_refused_and_told(lost: Lost, taken_back: bool) -> None:
    if taken_back:
        lost.take(read_off())
        known = lost.qr
    else:
        known = qr_of(lost.hall, issued(lost.hall, "SL", stall=5).papers[0])
    other = replace(read_qr(known).stamp, facts_digest=bytes(16))
    with pytest.raises(TakeBackRefused, match="doubled"):
        lost.take(read_off(), "other", signed(lost.hall, other))


def forged(qr: str) -> str:
    head, _, code = qr.rpartition("/")
    raw = bytearray(base64.b32decode(code + "=" * (-len(code) % 8)))
    raw[20] ^= 1
    return f"{head}/{base64.b32encode(bytes(raw)).decode().rstrip('=')}"


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        (lambda _qr: "https://weixin.qq.com/r/abc", "verify.qr_foreign"),
        (lambda _qr: "6901234567892", "verify.qr_foreign"),
        (lambda _qr: "", "verify.qr_foreign"),
        (forged, "verify.qr_altered"),
        (lambda qr: qr[: len(qr) // 2], "verify."),
    ],
    ids=["web address", "barcode", "nothing", "forged", "half"],
)
def test_what_is_no_genuine_code_of_ours_is_refused_in_words(lost: Lost, spoilt, code: str) -> None:
    with pytest.raises(TakeBackRefused) as refused:
        lost.take(read_off(), qr=spoilt(lost.qr) or " ")
    assert refused.value.code.startswith(code)
    assert lost_numbers(lost.hall.office).papers == (lost.number,)


def test_a_paper_of_another_hall_with_other_keys_is_not_ours(lost: Lost, tmp_path: Path) -> None:
    other = found_bench(tmp_path / "别处")
    with other.open() as hall:
        foreign = qr_of(hall, issued(hall, "SL").papers[0])
    with pytest.raises(TakeBackRefused, match=r"qr_(unknown_key|altered)"):
        lost.take(read_off(), qr=foreign)


@pytest.mark.parametrize(
    "changed",
    [
        {"number": "赣崇过受〔2026〕1号"},
        {"number": "无文号"},
        {"case_number": "3607251010002611260001"},
        {"case_number": "12"},
        {"document_type": "XX"},
    ],
)
def test_a_genuine_code_with_numbers_of_another_hall_is_not_taken(lost: Lost, changed) -> None:
    other: PaperStamp = replace(read_qr(lost.qr).stamp, **changed)
    with pytest.raises(TakeBackRefused, match="other_hall"):
        lost.take(read_off(), qr=signed(lost.hall, other))


@pytest.mark.parametrize(
    ("ground", "code"), [("compromised", "verify.qr_key_compromised"), ("replaced", "verify.qr_signed")]
)
def test_a_certificate_withdrawn_meanwhile_counts_at_once(lost: Lost, ground: str, code: str) -> None:
    serial = x509.load_der_x509_certificate(lost.hall.office.papers.trust().signers[0]).serial_number
    (lost.hall.home.trust / "revoked.toml").write_text(
        f'[[revoked]]\nserial = {serial}\nat = 2026-11-20T00:00:00+08:00\nground = "{ground}"\n', "utf-8"
    )
    with pytest.raises(TakeBackRefused) as refused:
        lost.take(read_off())
    assert refused.value.code.startswith(code)


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (None, "which_item"),
        (FromPaper(item_id="Z99", name=NAME), "which_item"),
        (FromPaper(item_id=ITEM[PENSION], name=NAME), "which_item"),
        (FromPaper(item_id=ITEM[STREET], name=" "), "no_name"),
        (read_off(id_number="360725199001011234"), "id_wrong"),
        (read_off(query_code="ABCDEFGHJ0"), "query_code_wrong"),
    ],
    ids=["nothing", "no such item", "an item without this paper", "no name", "wrong id", "wrong query code"],
)
def test_what_the_clerk_reads_off_must_be_possible(lost: Lost, read: FromPaper | None, code: str) -> None:
    with pytest.raises(TakeBackRefused, match=code):
        lost.take(read)
    with lost.hall.office.storage.reading() as unit:
        assert unit.papers.all_numbers() == []
        assert unit.cases.recent(limit=9) == []


def test_the_query_code_on_the_paper_still_finds_the_case(lost: Lost) -> None:
    code = "7K2M9X4A2" + check_character("7K2M9X4A2")
    assert is_query_code(code)
    lost.take(read_off(query_code=code.lower()))
    with lost.hall.office.storage.reading() as unit:
        (row,) = unit.cases.search(code, limit=9)
    assert row.case_number == lost.done.case.case_number
    stamp = replace(read_qr(lost.qr).stamp, number="赣崇关受〔2026〕6号", case_number=OTHER_CASE)
    with pytest.raises(TakeBackRefused, match="query_code_wrong"):
        lost.take(read_off(query_code=code), "another case", signed(lost.hall, stamp))


def test_a_paper_taken_back_is_still_known_as_ours(lost: Lost) -> None:
    lost.take(read_off())
    works = lost.hall.office.papers
    assert works.verifier.verify_qr(lost.qr, works.trust()).kind is VerdictKind.GENUINE


def test_an_organisation_comes_back_by_its_name(lost: Lost) -> None:
    case = lost.take(FromPaper(item_id="F01", name="关田镇供销合作社", is_organization=True)).case
    assert (case.applicant.name, case.applicant.is_organization) == ("关田镇供销合作社", True)
    assert case.answers["org_name"] == "关田镇供销合作社"


def test_the_old_series_never_gives_a_lost_number_out_again(lost: Lost) -> None:
    number = lost.take(read_off()).paper
    with lost.hall.office.storage.writing() as unit:
        assert unit.authority.next_serial(number.series) == number.serial + 1
        assert unit.authority.next_serial("360725105000261126") == 2
    assert issued(lost.hall, "SL", "new", stall=4).papers[0].number == "赣崇关受(1乙)〔2026〕1号"


def test_a_paper_known_by_its_original_alone_is_never_drawn_printed_or_signed(lost: Lost) -> None:
    record = lost.take(read_off()).paper
    assert finish_left_over(lost.hall.office) == ()
    for act in (
        lambda: finish_paper(lost.hall.office, record.id),
        lambda: print_paper(lost.hall.office, at_window(), record.id, FOLDER, reason="群众遗失"),
    ):
        with pytest.raises(NoBytes) as refused:
            act()
        assert (refused.value.code, refused.value.facts["number"]) == ("take_back.no_bytes", lost.number)
    with lost.hall.office.storage.reading() as unit:
        assert unit.papers.pdf(record.id) is None
        assert list(unit.print_jobs.of_paper(record.id)) == []


def test_a_paper_taken_back_can_be_voided_like_any_other(lost: Lost) -> None:
    record = lost.take(read_off()).paper
    void_paper(lost.hall.office, at_window(clerk=SUPERVISOR), "void", record.id, "作废重开")
    assert paper(lost.hall, record.id).is_void
    assert checked(lost.hall).findings == ()


def test_the_stamping_stands_in_the_register_again(lost: Lost) -> None:
    lost.take(read_off())
    with lost.hall.office.storage.reading() as unit:
        (use,) = unit.papers.seal_uses()
    assert (use.number, use.clerk) == (lost.number, "王小兰 0312")
    assert use.remark == "保管人 刘主任；凭二维码补登，原用印于 2026-11-26"


def test_where_seals_are_pressed_by_hand_a_paper_taken_back_proves_no_stamping(lost: Lost) -> None:
    lost.hall = replace(lost.hall, office=with_mode(lost.hall.office, SealMode.WET))

    lost.take(read_off())

    with lost.hall.office.storage.reading() as unit:
        assert unit.papers.seal_uses() == []


def test_who_took_it_back_is_in_the_access_audit(lost: Lost) -> None:
    back = lost.take(read_off())
    with lost.hall.office.storage.reading() as unit:
        entry = [one.entry for one in unit.audit.entries()][-1]
    assert (entry.kind, entry.case_id, entry.fields) == (AccessKind.TAKE_BACK, back.case.id, (lost.number,))


def test_whoever_may_not_take_applications_in_takes_no_paper_back(lost: Lost) -> None:
    auditor = Clerk(id="c-a", name="审计", staff_number="9", roles=frozenset({Role.AUDITOR}))
    for act in (look_at_paper, lambda *at: take_back_paper(*at[:2], "take", at[2])):
        with pytest.raises(NotAllowed):
            act(lost.hall.office, at_window(clerk=auditor), lost.qr)


def test_a_hall_put_back_again_takes_the_same_paper_back_again(lost: Lost, tmp_path: Path) -> None:
    lost.take(read_off())
    lost.hall.close()
    shutil.copyfile(tmp_path / "stick.db", lost.bench.home.database)
    for left_over in lost.bench.home.folder.glob("hall.db-*"):
        left_over.unlink()
    with lost.bench.open() as hall:
        assert lost_numbers(hall.office).papers == (lost.number,)
        back = take_back_paper(hall.office, at_window(), "take", lost.qr, read_off())
        assert back.left.papers == ()
        assert back.paper.issued_on == date(2026, 11, 26)
        assert checked(hall).findings == ()
