"""`ledger check`, `backup TO`, `restore FROM`: keeping a hall's file in order."""

from pathlib import Path

from app.adapters.blob_folder.copying import beside, copy_pages
from app.adapters.blob_folder.store import FolderBlobStore
from app.adapters.pinyin_names import PinyinNames
from app.adapters.system_clock import SystemClock
from app.bootstrap.commands.keepers import CHECKERS, refuse_others, refuse_others_in
from app.bootstrap.kinds import KINDS
from app.bootstrap.places import HallHome
from app.bootstrap.terminal import Exit, Terminal
from app.bootstrap.unlocking import UnlockedHall
from app.domain.access import AccessEntry, AccessKind
from app.domain.ledger.finding import Finding
from app.domain.storage import StorageError
from app.services.check_ledger import LedgerReport, check_ledger
from db.access_audit import AccessAuditRows
from db.backup import copy_into
from db.engine import reading
from db.ledger_audit import SqlLedgerAudit
from db.open import Database, backups_of, open_database
from db.present_clerks import carry_over, present_clerks, readable_clerks
from db.projections import derived_rows
from db.restore import Settle, restore_database

SUBJECTS = {"case": "办件", "visit": "号票", "window": "窗口"}
NO_SUBJECT = "不属于任何办件"
BY_THE_COPY = "roles of the copy"
"""Stands in the audit of a restore for which no present clerks could be asked."""
PEOPLE_STAY = "人员和岗位保持恢复前的样子，没有退回到备份时。"
PEOPLE_OF_COPY = "原来的数据库不在或已损坏，人员和岗位是备份里的，请用 clerk list 核对。"


def ledger_check(terminal: Terminal, hall: UnlockedHall) -> Exit:
    """Prove that every chain is whole and that every row equals the fold of the ledger; no window waits."""
    pages = FolderBlobStore(hall.home.blobs, hall.key)
    with _opened(hall) as database, reading(database.engine).connect() as connection:
        refuse_others(hall, readable_clerks(connection), CHECKERS)
        report = check_ledger(SqlLedgerAudit(connection, derived_rows(PinyinNames())), KINDS, pages.has)
    return _told(terminal, report)


def backup(terminal: Terminal, hall: UnlockedHall, target: Path) -> Exit:
    """Write a whole, checked copy of the database, encrypted with the same key, and the pages it mentions.

    The pages come after the database: each was on disk before the database knew of it.
    """
    _refuse_inside(hall.home, target)
    with _opened(hall) as database:
        refuse_others_in(database, hall)
        copy_into(database.engine, target)
        copied = copy_pages(hall.home.blobs, beside(target))
        with database.engine.begin() as transaction:
            AccessAuditRows(transaction).record(_entry(AccessKind.BACKUP, hall, target))
    terminal.say(f"已备份到 {target}，并已核对完整。")
    if hall.home.blobs.exists():
        terminal.say(f"材料影像备份在 {beside(target)}（新增 {copied} 页），恢复时要与备份放在一起。")
    terminal.say(f"备份与原库用同一把钥匙加密，请另存一份 {hall.home.keys.name}。")
    return Exit.IN_ORDER


def restore(terminal: Terminal, hall: UnlockedHall, copy: Path) -> Exit:
    """Put a copy in the place of the database; the present one is kept aside, and no page is taken away.

    The people stay as they are now: an old copy gives nobody a post back. Where the present database is
    missing or damaged, the posts in the copy say who may restore, and the audit says that they did.
    """
    settle, asked = _people(hall)
    by = _entry(AccessKind.RESTORE, hall, copy, *asked)
    copy_pages(beside(copy), hall.home.blobs)
    aside = restore_database(copy, hall.home.database, hall.key, by.at, by, settle)
    terminal.say(f"已恢复。原来的数据库保存在 {aside}，没有删除。")
    terminal.say(PEOPLE_OF_COPY if asked else PEOPLE_STAY)
    terminal.say("下次打开时将启用新的号段：恢复前已经打印过的文号不会再用。")
    return Exit.IN_ORDER


def _refuse_inside(home: HallHome, target: Path) -> None:
    """Keep copies out of the hall's folder: one named like a piece of it would stand in its way for good."""
    place, folder = target.resolve(), home.folder.resolve()
    if place.is_relative_to(folder) and not place.is_relative_to(backups_of(folder / home.database.name)):
        raise StorageError("storage.backup_inside", path=str(target))


def _people(hall: UnlockedHall) -> tuple[Settle, tuple[str, ...]]:
    """Return what to do with the clerks of the copy, and what the audit says of it."""
    present = present_clerks(hall.home.database, hall.key)
    if present is None:
        return lambda restored: refuse_others(hall, readable_clerks(restored)), (BY_THE_COPY,)
    refuse_others(hall, present)
    return lambda restored: carry_over(restored, present), ()


def _entry(kind: AccessKind, hall: UnlockedHall, file: Path, *more: str) -> AccessEntry:
    """Return what the audit keeps of a copy: whose key opened the hall, the name of the file, what else."""
    fields = (file.name, *more)
    return AccessEntry(kind=kind, clerk_id=hall.clerk_id, at=SystemClock().now(), fields=fields)


def _opened(hall: UnlockedHall) -> Database:
    return open_database(hall.home.database, hall.key, hall.key_check, SystemClock().now)


def _told(terminal: Terminal, report: LedgerReport) -> Exit:
    for finding in report.findings:
        message = terminal.message(finding.code, {**finding.facts, "subject": _named(finding)})
        terminal.say(f"{message.title}：{message.say}{message.do}")
    if report.findings:
        return Exit.NOT_IN_ORDER
    terminal.say(f"账本完好：核对了 {report.operations} 条操作、{report.subjects} 个办件和号票。")
    terminal.say("链条完整，数据与账本一致。")
    return Exit.IN_ORDER


def _named(finding: Finding) -> str:
    """Name what a finding is about in the words of the hall; a case by its 办件编号, where that is known."""
    if finding.subject is None:
        return NO_SUBJECT
    kind, name = finding.subject.kind, finding.subject.id
    return f"{SUBJECTS.get(kind, kind)} {finding.facts.get('number', name)}"
