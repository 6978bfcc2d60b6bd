"""`verify FILE…`: says of each paper whether it is genuine and, asking the hall's database, still counts."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from app.adapters.paper_verify.verifier import OfflineVerifier
from app.adapters.system_clock import SystemClock
from app.bootstrap.terminal import Exit, Terminal
from app.bootstrap.trust import load_trust
from app.bootstrap.unlocking import UnlockedHall
from app.domain.storage import StorageError
from app.domain.verification import TrustStore, Verdict, VerdictKind
from app.ports.unit_of_work import UnitOfWork
from app.services.papers.standing import with_records, without_records
from db.open import open_database
from db.unit_of_work import SqlStorage

MOST_BYTES = 50 * 1024 * 1024
"""A paper of ours has some 100 KB; what is far larger is none, and would only fill the memory."""
VERDICTS = {
    VerdictKind.GENUINE: "真实",
    VerdictKind.ALTERED: "签发后被改动",
    VerdictKind.NOT_OURS: "不是本单位签发",
    VerdictKind.REVOKED: "签发证书已作废",
    VerdictKind.VOID: "已作废",
    VerdictKind.FALLEN: "真实，但与办件现状不符",
    VerdictKind.CANNOT_SAY: "无法判断",
}


def verify(
    terminal: Terminal,
    files: Sequence[Path],
    trust_folder: Path,
    hall: UnlockedHall | None,
    *,
    as_json: bool,
) -> Exit:
    """Verify papers offline; NOT_IN_ORDER unless every one is genuine.

    `hall` is asked whether they were voided, and whether their cases still stand as they say; without it the
    answer says that nobody knows.
    """
    trust = load_trust(trust_folder)
    with ExitStack() as open_records:
        unit = None if hall is None else _records(open_records, hall)
        verdicts = [(file, _verdict(file, trust, unit)) for file in files]
    if as_json:
        terminal.say_json([_as_json(terminal, file, verdict) for file, verdict in verdicts])
    else:
        for file, verdict in verdicts:
            _say(terminal, file, verdict)
    genuine = all(verdict.kind is VerdictKind.GENUINE for _, verdict in verdicts)
    return Exit.IN_ORDER if genuine else Exit.NOT_IN_ORDER


def _records(until: ExitStack, hall: UnlockedHall) -> UnitOfWork:
    database = until.enter_context(
        open_database(hall.home.database, hall.key, hall.key_check, SystemClock().now)
    )
    return until.enter_context(SqlStorage(database.engine, {}).reading())


def _verdict(file: Path, trust: TrustStore, records: UnitOfWork | None) -> Verdict:
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise StorageError("command.file_unreadable", file=str(file)) from error
    if len(data) > MOST_BYTES:
        raise StorageError("command.file_too_large", file=str(file), most=MOST_BYTES // 1024**2)
    verdict = OfflineVerifier().verify(data, trust)
    return without_records(verdict) if records is None else with_records(records, verdict, data)


def _say(terminal: Terminal, file: Path, verdict: Verdict) -> None:
    terminal.say(f"{file.name}：{VERDICTS[verdict.kind]}")
    for reason in verdict.reasons:
        message = terminal.message(reason.code, reason.facts)
        terminal.say(f"  {message.say}{message.do}")


def _as_json(terminal: Terminal, file: Path, verdict: Verdict) -> dict[str, object]:
    return {
        "file": str(file),
        "verdict": verdict.kind.value,
        "verdict_in_chinese": VERDICTS[verdict.kind],
        "reasons": [
            {"code": reason.code, "say": terminal.message(reason.code, reason.facts).sentence()}
            for reason in verdict.reasons
        ],
    }
