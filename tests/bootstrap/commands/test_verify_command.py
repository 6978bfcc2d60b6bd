"""`verify`: papers of this hall, of another, changed ones, and files that are no papers."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from commitments import LEAVING, accepted_on_commitment
from counter import at_window
from cryptography import x509
from fakes import FakeClock, FakeIds
from hall import SUPERVISOR, hall_data
from sqlalchemy import text

from app.adapters.seal_p12.authority import make_authority
from app.bootstrap.commands.verify import MOST_BYTES
from app.bootstrap.demo_hall import found_demo_hall
from app.bootstrap.places import HallHome
from app.domain.case.commitments import Finding
from app.domain.ledger.operation import Subject
from app.services.cases.check_commitment import Revocation, check_commitment, revoke_case
from app.services.papers.finish import finish_paper
from app.services.papers.void_paper import void_paper
from tests.bootstrap.commands.conftest import opened


def test_a_paper_of_this_hall_is_genuine(command: Callable, home: HallHome, paper: Path) -> None:
    ended = command("verify", paper, "--home", home.folder)

    assert ended.code == 0
    assert ended.out.startswith("办结通知单.pdf：真实\n")
    assert "签发后没有改动过" in ended.out
    assert ended.err == ""


def test_a_changed_paper_is_told_and_ends_with_1(command: Callable, home: HallHome, paper: Path) -> None:
    bytes_of = bytearray(paper.read_bytes())
    place = bytes_of.index(b"endstream") - 20
    bytes_of[place] ^= 1
    changed = home.folder / "改过.pdf"
    changed.write_bytes(bytes_of)

    ended = command("verify", paper, changed, "--home", home.folder)

    assert ended.code == 1
    assert "办结通知单.pdf：真实\n" in ended.out
    assert "改过.pdf：签发后被改动\n" in ended.out


def test_a_file_far_too_large_for_a_paper_is_not_read_on(command: Callable, home: HallHome) -> None:
    large = home.folder / "录像.pdf"
    with large.open("wb") as hole:
        hole.truncate(MOST_BYTES + 1)

    ended = command("verify", large, "--home", home.folder)

    assert (ended.code, ended.err.splitlines()[0]) == (3, "文件太大，不是文书")


def test_json_says_the_same(command: Callable, home: HallHome, paper: Path) -> None:
    scan = home.folder / "扫描件.pdf"
    scan.write_bytes(b"no paper at all")

    ended = command("verify", paper, scan, "--json", "--home", home.folder)

    genuine, unsure = json.loads(ended.out)
    assert ended.code == 1
    assert (genuine["file"], genuine["verdict_in_chinese"]) == (str(paper), "真实")
    assert (unsure["verdict"], unsure["reasons"][0]["code"]) == ("cannot_say", "verify.not_a_pdf")
    assert unsure["reasons"][0]["say"].endswith("。")


def test_trust_decides_whose_papers_are_ours(command: Callable, home: HallHome, paper: Path) -> None:
    other = home.folder / "别处"
    (other / "roots").mkdir(parents=True)
    root = make_authority("别处的根证书", datetime(2026, 1, 1, tzinfo=UTC)).certificate
    (other / "roots" / "own.der").write_bytes(root)

    ended = command("verify", paper, "--trust", other, "--home", home.folder)

    assert ended.code == 1
    assert "办结通知单.pdf：不是本单位签发\n" in ended.out


def test_a_hall_that_trusts_nobody_calls_nothing_its_own(
    command: Callable, home: HallHome, paper: Path
) -> None:
    shutil.rmtree(home.trust)

    assert "不是本单位签发" in command("verify", paper, "--home", home.folder).out


def test_a_withdrawn_certificate_is_told(command: Callable, home: HallHome, paper: Path) -> None:
    signer = x509.load_der_x509_certificate((home.trust / "signers/own.der").read_bytes())
    (home.trust / "revoked.toml").write_text(
        f'[[revoked]]\nserial = "{signer.serial_number}"\nat = 2026-11-20T08:00:00+08:00\n'
        'ground = "compromised"\n',
        "utf-8",
    )

    ended = command("verify", paper, "--home", home.folder)

    assert ended.code == 1
    assert "办结通知单.pdf：签发证书已作废\n" in ended.out


def test_a_broken_list_of_withdrawn_certificates_is_told_with_its_line(
    command: Callable, home: HallHome, paper: Path
) -> None:
    (home.trust / "revoked.toml").write_text('[[revoked]]\nserial = "1\n', "utf-8")

    ended = command("verify", paper, "--home", home.folder)

    assert ended.code == 3
    assert "revoked.toml 第 2 行" in ended.err


@pytest.mark.parametrize("missing", ["没有.pdf", "."])
def test_a_file_that_cannot_be_read_is_named(command: Callable, home: HallHome, missing: str) -> None:
    ended = command("verify", home.folder / missing, "--home", home.folder)

    assert ended.code == 3
    assert f"读不到 {home.folder / missing}" in ended.err
    assert ended.out == ""


def test_a_trust_folder_that_is_not_there_is_named(command: Callable, home: HallHome, paper: Path) -> None:
    ended = command("verify", paper, "--trust", home.folder / "没有", "--home", home.folder)

    assert ended.code == 3
    assert "没有" in ended.err


@pytest.fixture
def voided(home: HallHome, paper: Path) -> Path:
    """The same paper after a supervisor voided it."""
    with opened(home) as hall:
        with hall.office.storage.reading() as unit:
            (record,) = unit.papers.all_numbers()
        void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", record.id, "姓名打错了。")
    return paper


@pytest.fixture
def real(home: HallHome) -> HallHome:
    """The hall without the note by which a demo hall opens for everybody."""
    home.demo_note.unlink()
    return home


def test_a_paper_voided_in_this_hall_is_told_with_day_and_reason(
    command: Callable, home: HallHome, voided: Path
) -> None:
    ended = command("verify", voided, "--home", home.folder)

    assert ended.code == 1
    assert ended.out.startswith("办结通知单.pdf：已作废\n")
    assert "赣崇关结〔2026〕1号 已于2026年11月26日在本厅作废，原因：姓名打错了。文件" in ended.out


def test_json_says_that_it_is_void(command: Callable, home: HallHome, voided: Path) -> None:
    (said,) = json.loads(command("verify", voided, "--json", "--home", home.folder).out)

    assert (said["verdict"], said["verdict_in_chinese"]) == ("void", "已作废")
    assert [reason["code"] for reason in said["reasons"]] == ["verify.void"]


def test_a_paper_that_still_counts_is_said_to_count(command: Callable, home: HallHome, paper: Path) -> None:
    ended = command("verify", paper, "--home", home.folder)

    assert ended.code == 0
    assert "赣崇关结〔2026〕1号 没有作废" in ended.out


def test_without_the_hall_s_records_it_says_that_it_cannot_know(
    command: Callable, voided: Path, real: HallHome
) -> None:
    ended = command("verify", voided, "--home", real.folder)

    assert ended.code == 0
    assert "办结通知单.pdf：真实\n" in ended.out
    assert "不知道这份文书后来有没有作废" in ended.out
    assert "--clerk" in ended.out


def test_a_named_clerk_with_a_wrong_pass_phrase_is_not_passed_over(
    command: Callable, real: HallHome, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIANMIN_PASS_PHRASE", "不是这个口令")

    ended = command("verify", paper, "--home", real.folder, "--clerk", "0312")

    assert (ended.code, ended.out) == (3, "")


def test_a_paper_of_ours_whose_number_the_database_lacks_is_not_called_valid(
    command: Callable, home: HallHome, paper: Path, tmp_path: Path
) -> None:
    fresh = HallHome(tmp_path / "恢复过")
    found_demo_hall(fresh, hall_data().hall, FakeClock(), FakeIds())

    ended = command("verify", paper, "--trust", home.trust, "--home", fresh.folder)

    assert "本厅的数据库里没有“赣崇关结〔2026〕1号”" in ended.out
    assert "已查" not in ended.out


@pytest.fixture
def revoked(home: HallHome) -> Path:
    """A paper of a case that was accepted on a false commitment and revoked since."""
    with opened(home) as hall:
        done = accepted_on_commitment(hall, "on a promise")
        pdf, case_id = finish_paper(hall.office, done.papers[0].id), done.case.id
        check_commitment(hall.office, at_window(), "check", case_id, LEAVING, Finding.FALSE, "已向单位核实")
        decided = Revocation(key=LEAVING, reason="承诺不实", decision="崇关撤〔2026〕1号")
        with hall.office.storage.reading() as unit:
            base = unit.authority.state(Subject("case", case_id)).base
        revoke_case(hall.office, at_window(clerk=SUPERVISOR), "revoke", case_id, base, decided)
    kept = home.folder / "撤销件.pdf"
    kept.write_bytes(pdf)
    return kept


def test_a_paper_of_a_revoked_case_is_genuine_and_not_to_be_relied_on(
    command: Callable, home: HallHome, revoked: Path
) -> None:
    ended = command("verify", revoked, "--home", home.folder)

    assert ended.code == 1
    assert ended.out.startswith("撤销件.pdf：真实，但与办件现状不符\n")
    assert "撤销，撤销决定书文号：崇关撤〔2026〕1号。请不要再凭它办事" in ended.out
    assert "没有作废" not in ended.out


def test_json_says_that_its_case_was_revoked(command: Callable, home: HallHome, revoked: Path) -> None:
    (said,) = json.loads(command("verify", revoked, "--json", "--home", home.folder).out)

    assert (said["verdict"], said["verdict_in_chinese"]) == ("fallen", "真实，但与办件现状不符")
    assert [reason["code"] for reason in said["reasons"]] == ["verify.case_revoked"]


def test_without_the_hall_s_records_nobody_knows_whether_it_was_revoked(
    command: Callable, revoked: Path, real: HallHome
) -> None:
    assert "它的办件有没有撤销" in command("verify", revoked, "--home", real.folder).out


def test_one_number_on_two_genuine_files_is_told(command: Callable, home: HallHome, paper: Path) -> None:
    """A cloned machine gave the number again and signed another file with it."""
    with opened(home) as hall, hall.database.engine.begin() as connection:
        connection.execute(text("UPDATE papers SET body_hash = :other"), {"other": "0" * 64})

    ended = command("verify", paper, "--home", home.folder)

    assert ended.code == 1
    assert "办结通知单.pdf：无法判断\n" in ended.out
    assert "一个文号出了两份" in ended.out


def test_what_is_not_genuine_is_not_asked_about(command: Callable, home: HallHome) -> None:
    scan = home.folder / "扫描件.pdf"
    scan.write_bytes(b"no paper at all")

    (said,) = json.loads(command("verify", scan, "--json", "--home", home.folder).out)

    assert [reason["code"] for reason in said["reasons"]] == ["verify.not_a_pdf"]
