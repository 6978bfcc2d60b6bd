"""Decides what happens to the pages of one paper: looked at, brought in, turned, kept, ordered, taken out."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.attachment import AttachmentError, Source
from app.domain.case.case import Case, HeldMaterial
from app.services.case_turn import CaseDone
from app.services.cases.certified_copy import print_certified_copy
from app.services.cases.scans import (
    drop_page,
    keep_pages,
    order_pages,
    turn_page,
)
from ui.at_desk import AtDesk
from ui.capture.camera import Cameras, LiveCamera, MachineCameras
from ui.capture.folder import FolderWatch
from ui.capture.gifts import Batch, Fresh, Gift, fresh, gifts_of, gifts_of_files, prepared
from ui.capture.page import Leaf, ScansPage
from ui.capture.sitting import Sitting, kept_leaves
from ui.changes import Changes
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Tone

_FRESH = "fresh "
_EMPTY = "还没有影像。按 O 选文件，K 开高拍仪，Ctrl+V 粘贴，或者把文件拖到这里。"
_LIVE = "高拍仪开着：放平纸张，按空格拍下；再按 K 换一个镜头，Esc 关闭。"
_READING = "正在打开影像…"
_LOOK_AT_FRESH = "还没有收入：看清楚后按 Enter 收入，Esc 不要，R 转 90°。"
_LOOK_AT_KEPT = "Alt+← → 换位置，Delete 去掉并删除影像，Esc 返回办件。"
_COMPARE = "请先对照原件逐页看过。再按一次 P，打印写有“与原件核对无误”和您姓名的副本。"
_PATTERNS = "图片和 PDF (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.pdf)"


def ask_for_folder(over: QWidget) -> str:
    """Let the clerk choose the folder a scanner writes into; empty if none was chosen."""
    return QFileDialog.getExistingDirectory(over, "选扫描仪存文件的文件夹")


def ask_for_files(over: QWidget) -> Sequence[str]:
    """Let the clerk choose pictures and PDFs."""
    return QFileDialog.getOpenFileNames(over, "选图片或 PDF", "", _PATTERNS)[0]


class ScanDesk(QObject):
    """The work on `page`; `strip` is where it speaks, `choose_files` asks for files, `cameras` feed it.

    `refused` tells that this clerk may not see the paper that was to be opened.
    """

    refused = Signal()

    def __init__(
        self,
        at: AtDesk,
        strip: MessageStrip,
        choose_files: Callable[[QWidget], Sequence[str]] = ask_for_files,
        cameras: Cameras | None = None,
    ) -> None:
        """Make the page and tie its keys."""
        super().__init__()
        self._at, self._strip, self._choose_files = at, strip, choose_files
        self._now: Sitting | None = None
        self._cameras: Cameras = cameras or MachineCameras()
        self._live: LiveCamera | None = None
        self._lens = 0
        self._choose_folder: Callable[[QWidget], str] = ask_for_folder
        self._watch: FolderWatch | None = None
        self.page = ScansPage(
            {
                "O": ("选文件", self.add_files),
                "K": ("高拍仪", self.next_camera),
                "Space": ("拍下", self.shoot),
                "Ctrl+V": ("粘贴", self.paste),
                "W": ("扫描文件夹", self.choose_folder),
                "R": ("转 90°", self.turn),
                "Alt+Left": ("前移", partial(self.move, -1)),
                "Alt+Right": ("后移", partial(self.move, 1)),
                "Del": ("去掉", self.take_out),
                "P": ("核对无误", self.print_copy),
                "Return": ("", self.keep),
                "Enter": ("", self.keep),
            }
        )
        self.page.dropped.connect(self._on_dropped)
        self.page.pointed.connect(self._on_pointed)
        self.page.in_sight.connect(self._on_in_sight)

    def open(self, case: Case, material: HeldMaterial) -> None:
        """Show the pages of a paper; that they are looked at is logged before they are shown."""
        sitting = self._now = Sitting(case.id, material.row, material.name)
        self._show("")
        self.page.strip.setFocus()
        at = self._at
        self._watch_folder(at.scan_folder())
        at.outside(lambda: kept_leaves(at, sitting), partial(self._on_read, sitting), self._on_not_read)

    def close(self) -> None:
        """Forget every page shown and turn the camera off; say how many go with it that were not kept."""
        lost = len(self._now.fresh) if self._now is not None else 0
        if lost:
            self._strip.say(f"离开影像页时还有 {lost} 页没有收入，没有保存。要的话请重新收。", Tone.SOON)
        self._now = None
        self._turn_off()
        self._watch_folder("")
        self.page.show_leaves((), "")

    def step_out(self) -> bool:
        """Put the page away that is not kept yet, or turn the camera off; say whether there was either."""
        now = self._now
        if now is None or not now.fresh:
            return self._turn_off()
        now.fresh.pop(self._fresh_key(now))
        self._show(self._fresh_key(now))
        return True

    def add_files(self) -> None:
        """Bring pages from files."""
        self.bring(gifts_of_files(map(Path, self._choose_files(self.page)), Source.FILE))

    def next_camera(self) -> None:
        """Turn the camera on, or the next one: a document camera has lenses for sheets and for faces."""
        self._lens = self._lens + 1 if self._live is not None else 0
        self._turn_off()
        try:
            self._live = LiveCamera(self._at, self._cameras, self._lens)
        except AttachmentError as none:
            self._strip.show_message(self._at.wording.of(none))
            return
        self._live.pictured.connect(self._on_pictured)
        self._strip.clear()
        self._on_pointed(self.page.current_id)

    def shoot(self) -> None:
        """Take what lies under the camera."""
        if self._live is None:
            self.next_camera()
            return
        try:
            self.bring([self._live.shoot()])
        except AttachmentError as dark:
            self._strip.show_message(self._at.wording.of(dark))

    def choose_folder(self) -> None:
        """Choose where the scanner writes; what newly lies there comes by itself from now on."""
        folder = self._choose_folder(self.page)
        if folder and self._now is not None:
            self._watch_folder(folder)
            self._at.keep_scan_folder(folder)
            self._strip.say(f"以后 {folder} 里新扫描的文件会自己出现在这里。", Tone.DONE)

    def paste(self) -> None:
        """Bring the picture or the files that were copied."""
        gifts = gifts_of(QGuiApplication.clipboard().mimeData(), Source.CLIPBOARD)
        if not gifts:
            self._strip.say("剪贴板里没有图片或文件。请先复制图片，再按 Ctrl+V。", Tone.SOON)
        self.bring(gifts)

    def bring(self, gifts: Sequence[Gift]) -> None:
        """Make pages of what was given; they are shown before they are kept."""
        now, office = self._now, self._at.office
        if now is not None and gifts:
            self._strip.say("正在整理图片：找边、扶正、去底色…")
            self._at.outside(
                lambda: prepared(office, gifts), partial(self._on_prepared, now), self._on_failed
            )

    def turn(self) -> None:
        """Turn the page that is not kept yet by a quarter clockwise."""
        now, office = self._now, self._at.office
        key = self.page.current_id
        if now is None or key not in now.fresh or now.is_working:
            self._strip.say("收入以前才能转。已收入的请去掉，再重新收一次。", Tone.SOON)
            return
        before, now.is_working = now.fresh[key], True
        self._at.outside(
            lambda: fresh(office, turn_page(office, before.page), before.source),
            partial(self._on_turned, now, key),
            self._on_failed,
        )

    def keep(self) -> None:
        """Keep the page in front; the next one that is not kept comes to the front."""
        now, at = self._now, self._at
        if now is None or not now.fresh or now.is_working:
            return
        key = self._fresh_key(now)
        chosen, now.is_working, command = now.fresh[key], True, at.office.ids.operation_id()
        at.store(
            lambda: keep_pages(
                at.office, at.desk, command, now.case_id, now.row, [chosen.page], chosen.source
            ),
            partial(self._on_kept, now, key),
            self._on_failed,
        )

    def move(self, by: int) -> None:
        """Move the chosen page towards the front or the back."""
        now, at = self._now, self._at
        place = self._kept_place(now)
        if now is None or place is None or not 0 <= place + by < len(now.kept):
            return
        now.kept[place], now.kept[place + by] = now.kept[place + by], now.kept[place]
        self._show(now.kept[place + by].id)
        order, command = [leaf.id for leaf in now.kept], at.office.ids.operation_id()
        at.store(
            lambda: order_pages(at.office, at.desk, command, now.case_id, now.row, order),
            self._tell,
            self._on_failed,
        )

    def take_out(self) -> None:
        """Take the chosen page out of the paper; one that is not kept yet is put away."""
        now, at = self._now, self._at
        place = self._kept_place(now)
        if now is None or place is None or now.is_working:
            self.step_out()
            return
        leaf, now.is_working, command = now.kept[place], True, at.office.ids.operation_id()
        at.store(
            lambda: drop_page(at.office, at.desk, command, now.case_id, now.row, leaf.id),
            partial(self._on_taken_out, now, leaf),
            self._on_failed,
        )

    def print_copy(self) -> None:
        """Print the pages as a copy that agrees with the original: pressed once it asks, twice it prints."""
        now, at = self._now, self._at
        if now is None or now.is_working:
            return
        if not now.is_copy_asked:
            now.is_copy_asked = True
            self._strip.say(_COMPARE, Tone.SOON)
            return
        now.is_copy_asked, now.is_working = False, True
        at.outside(
            lambda: print_certified_copy(at.office, at.desk, now.case_id, now.row, at.printer()),
            partial(self._on_printed, now),
            self._on_failed,
        )

    def _on_printed(self, now: Sitting, _spooled: object) -> None:
        now.is_working = False
        self._strip.say("盖有“与原件核对无误”的副本已送到打印机，这次打印已记录。", Tone.DONE)

    def _turn_off(self) -> bool:
        """Turn the camera off and show the page chosen again; say whether it was on."""
        if self._live is None:
            return False
        self._live.turn_off()
        self._live = None
        self._show(self.page.current_id)
        return True

    def _watch_folder(self, folder: str) -> None:
        """Look into a folder instead of the one before; into none for an empty name."""
        if self._watch is not None:
            self._watch.stop()
        self._watch = FolderWatch(self._at, Path(folder)) if folder else None
        if self._watch is not None:
            self._watch.arrived.connect(self.bring)
            self._watch.lost.connect(self._on_failed)

    def _kept_place(self, now: Sitting | None) -> int | None:
        chosen = self.page.current_id
        kept = now.kept if now is not None else []
        return next((at for at, leaf in enumerate(kept) if leaf.id == chosen), None)

    def _fresh_key(self, now: Sitting) -> str:
        """Return the chosen page if it is not kept, else the first that is not; empty if all are."""
        chosen = self.page.current_id
        return chosen if chosen in now.fresh else next(iter(now.fresh), "")

    def _show(self, chosen: str) -> None:
        now = self._now
        if now is None:
            return
        waiting = f"，还有 {len(now.fresh)} 页没有收入" if now.fresh else ""
        self.page.title.set_words(f"影像：{now.name}，{len(now.kept)} 页{waiting}")
        self.page.show_leaves(now.leaves(), chosen)

    def _on_read(self, now: Sitting, kept: list[Leaf]) -> None:
        if now is self._now:
            now.kept, now.is_read = kept, True
            self._show(self.page.current_id)

    def _on_not_read(self, error: Exception) -> None:
        self.refused.emit()
        self._on_failed(error)

    def _on_prepared(self, now: Sitting, batch: Batch) -> None:
        if now is not self._now:
            return
        for one in batch.pages:
            now.brought += 1
            now.fresh[f"{_FRESH}{now.brought}"] = one
        self._strip.clear()
        if batch.fault is not None:
            self._strip.show_message(self._at.wording.of(batch.fault))
        self._show(self._fresh_key(now))

    def _on_turned(self, now: Sitting, key: str, turned: Fresh) -> None:
        now.is_working = False
        if now is self._now and key in now.fresh:
            now.fresh[key] = turned
            self._show(key)

    def _on_kept(self, now: Sitting, key: str, done: CaseDone) -> None:
        self._tell(done)
        now.is_working = False
        one = now.fresh.pop(key, None)
        known = {leaf.id for leaf in now.kept}
        scans = next(paper.scans for paper in done.case.materials if paper.row == now.row)
        new = [page.id for page in scans if page.id not in known]
        if now is self._now and one is not None and new:
            now.kept.append(Leaf(new[-1], "", one.small, one.whole))
            self._strip.say(f"已收入第 {len(now.kept)} 页。", Tone.DONE)
            self._show(self._fresh_key(now) or new[-1])

    def _on_taken_out(self, now: Sitting, leaf: Leaf, done: CaseDone) -> None:
        self._tell(done)
        now.is_working = False
        if now is self._now and leaf in now.kept:
            place = now.kept.index(leaf)
            now.kept.remove(leaf)
            self._strip.say(f"第 {place + 1} 页已去掉，影像已删除；记录里只留着去掉过一页。", Tone.DONE)
            self._show(now.kept[min(place, len(now.kept) - 1)].id if now.kept else "")

    def _tell(self, done: CaseDone) -> None:
        self._at.tell(Changes(cases=frozenset({done.case.id})))

    def _on_failed(self, error: Exception) -> None:
        if self._now is not None:
            self._now.is_working = False
        self._strip.show_message(self._at.wording.of(error))

    @Slot(QImage)
    def _on_pictured(self, picture: QImage) -> None:
        """Show what lies under the camera, unless a page waits to be kept."""
        if self._live is not None and self._now is not None and not self._now.fresh:
            self.page.picture.show_image(picture)

    @Slot(bool)
    def _on_in_sight(self, is_seen: bool) -> None:
        """Let camera and folder rest while nobody looks: a locked window watches nobody."""
        self._watch_folder(self._at.scan_folder() if is_seen and self._now is not None else "")
        if not is_seen:
            self._turn_off()

    @Slot(QMimeData)
    def _on_dropped(self, given: QMimeData) -> None:
        self.bring(gifts_of(given, Source.FILE))

    @Slot(str)
    def _on_pointed(self, chosen: str) -> None:
        nothing = _EMPTY if self._now is None or self._now.is_read else _READING
        is_fresh = chosen.startswith(_FRESH)
        looked_at = _LOOK_AT_KEPT if chosen else nothing
        self.page.hint.setText(_LOOK_AT_FRESH if is_fresh else _LIVE if self._live is not None else looked_at)
