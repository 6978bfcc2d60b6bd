"""`doctor`: says what of this machine is fit for work, and what is not and what to do."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.adapters.issue_log.folder_issue_log import FolderIssueLog
from app.adapters.print_cups.cups_printer import SYSTEM_SOCKET, CupsPrinter
from app.adapters.print_cups.ipp import Scheduler
from app.adapters.receipts_pdf.fonts import check_fonts
from app.adapters.secrets_keyring.keyring_secrets import KeyringSecrets
from app.adapters.system_clock import SystemClock
from app.bootstrap.crash_report import CrashReports
from app.bootstrap.hall_data import load_hall_data
from app.bootstrap.places import HallHome, resources
from app.bootstrap.seat import NO_WINDOW
from app.bootstrap.surroundings import BUILT_ON
from app.bootstrap.terminal import Exit, Terminal
from app.bootstrap.unlocking import key_slots_of
from app.domain.errors import PersonFacing
from app.domain.words import Words
from app.ports.key_slots import OpenSlot
from app.ports.secrets import SecretsState
from app.services.live_data import OpenedWithCopy, copies_in_use
from db.engine import engine_versions

ENOUGH_FREE_BYTES = 2 * 1024**3
PROGRAMS = Path("/usr/bin")


@dataclass(frozen=True, slots=True)
class Health:
    """One thing looked at: fit or not, the sentence that says it, and what follows from it."""

    subject: str
    is_fit: bool
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    also: tuple[PersonFacing, ...] = ()

    def said(self, words: Words) -> str:
        """Return all that is to be said, as one line."""
        more = "".join(words.of(one).sentence() for one in self.also)
        return f"{words.say(self.code, self.facts).sentence()}{more}"


def doctor(terminal: Terminal, home: HallHome, *, as_json: bool) -> Exit:
    """Look at everything a window needs; NOT_IN_ORDER when something is unfit."""
    found = [_looked_at(subject, look, home) for subject, look in LOOKS.items()]
    if as_json:
        terminal.say_json([_as_json(terminal, health) for health in found])
    else:
        for health in found:
            mark = "正常" if health.is_fit else "注意"
            terminal.say(f"[{mark}] {health.subject}：{health.said(terminal.words)}")
    return Exit.IN_ORDER if all(health.is_fit for health in found) else Exit.NOT_IN_ORDER


def _looked_at(subject: str, look: Callable[[HallHome], Health], home: HallHome) -> Health:
    try:
        return look(home)
    except PersonFacing as error:
        return Health(subject, is_fit=False, code=error.code, facts=error.facts)
    except Exception as error:  # noqa: BLE001 - a bug in one look, handed on whole, must not hide the others
        CrashReports(home.reports, SystemClock()).keep(error, doing="doctor")
    return Health(subject, is_fit=False, code="doctor.look_failed", facts={"folder": str(home.reports)})


def _engine(_home: HallHome) -> Health:
    sqlite, cipher = engine_versions()
    return Health("加密存储", is_fit=True, code="doctor.engine", facts={"sqlite": sqlite, "cipher": cipher})


def _data(home: HallHome) -> Health:
    try:
        data = load_hall_data(resources(), home.data)
    except PersonFacing as fault:
        return Health("本厅数据", is_fit=False, code=fault.code, facts=fault.facts, also=(_copy(home),))
    facts = {"hall": data.hall.name, "items": len(data.catalog.items), "windows": len(data.hall.windows)}
    return Health("本厅数据", is_fit=True, code="doctor.data", facts=facts)


def _copy(home: HallHome) -> PersonFacing:
    """Say which copy a hall with wrong files opens with, or that it opens with none."""
    try:
        data = load_hall_data(resources(), home.data, home.kept)
    except PersonFacing:
        return OpenedWithCopy("custom.no_copy")
    return copies_in_use(data.custom, data.shelf)[-1]


def _fonts(_home: HallHome) -> Health:
    check_fonts(resources() / "fonts")
    return Health("文书字体", is_fit=True, code="doctor.fonts")


def _secrets(home: HallHome) -> Health:
    """Look at the keyring: a login that is bound to one opens for nobody while it is locked or gone."""
    state = KeyringSecrets().state()
    if state is SecretsState.READY:
        return Health("系统密码箱", is_fit=True, code="doctor.keyring_ready")
    bound = [slot for slot in _slots(home) if slot.is_device_bound]
    if state is SecretsState.LOCKED:
        return Health("系统密码箱", is_fit=False, code="doctor.keyring_locked", facts={"count": len(bound)})
    if bound:
        return Health("系统密码箱", is_fit=False, code="doctor.keyring_gone", facts={"count": len(bound)})
    return Health("系统密码箱", is_fit=True, code="storage.pass_phrase_alone")


def _slots(home: HallHome) -> tuple[OpenSlot, ...]:
    return key_slots_of(home).slots() if home.keys.exists() else ()


def _issued(home: HallHome) -> Health:
    papers = FolderIssueLog(home.issue_log, lambda: NO_WINDOW).read()
    return Health("发号记录", is_fit=True, code="doctor.issue_log", facts={"count": len(papers)})


def _printers(_home: HallHome) -> Health:
    printers = CupsPrinter(Scheduler(SYSTEM_SOCKET)).available()
    if not printers:
        return Health("打印机", is_fit=False, code="doctor.no_printer")
    names = "、".join(printer.name for printer in printers)
    return Health("打印机", is_fit=True, code="doctor.printers", facts={"names": names})


def _room(home: HallHome) -> Health:
    folder = next((one for one in (home.folder, *home.folder.parents) if one.exists()), None)
    if folder is None:  # a drive that is not there
        return Health(
            "磁盘空间", is_fit=False, code="doctor.hall_unusable", facts={"folder": str(home.folder)}
        )
    free = shutil.disk_usage(folder).free
    code = "doctor.room" if free >= ENOUGH_FREE_BYTES else "doctor.little_room"
    return Health("磁盘空间", free >= ENOUGH_FREE_BYTES, code, {"free": f"{free / 1024**3:.1f}"})


def _clock(_home: HallHome) -> Health:
    today = SystemClock().now().date()
    code = "doctor.clock" if today >= BUILT_ON else "doctor.clock_wrong"
    return Health("电脑日期", today >= BUILT_ON, code, {"today": today.isoformat()})


def _hall(home: HallHome) -> Health:
    if not home.exists:
        return Health("数据文件", is_fit=True, code="doctor.no_hall", facts={"folder": str(home.folder)})
    writable = os.access(home.folder, os.W_OK) and home.database.exists()
    code = "doctor.hall" if writable else "doctor.hall_unusable"
    return Health("数据文件", writable, code, {"folder": str(home.folder)})


def _input_method(_home: HallHome) -> Health:
    asked = os.environ.get("XMODIFIERS") or os.environ.get("QT_IM_MODULE") or ""
    found = any((PROGRAMS / name).exists() for name in ("fcitx5", "fcitx", "ibus-daemon"))
    fit = found or os.name == "nt"
    code = "doctor.input_method" if fit else "doctor.no_input_method"
    return Health("中文输入法", fit, code, {"setting": asked or "未设置"})


LOOKS: Mapping[str, Callable[[HallHome], Health]] = {
    "加密存储": _engine,
    "本厅数据": _data,
    "文书字体": _fonts,
    "系统密码箱": _secrets,
    "打印机": _printers,
    "磁盘空间": _room,
    "电脑日期": _clock,
    "数据文件": _hall,
    "发号记录": _issued,
    "中文输入法": _input_method,
}


def _as_json(terminal: Terminal, health: Health) -> dict[str, object]:
    said = health.said(terminal.words)
    return {"subject": health.subject, "fit": health.is_fit, "code": health.code, "say": said}
