"""Decides what happens to the pages of one paper: looked at, brought in, turned, kept, ordered, taken out."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.attachment import Source
from app.services.cases.scans import turn_page
from ui.at_desk import AtDesk
from ui.capture.camera import Cameras
from ui.capture.gifts import Batch, Fresh, Gift, fresh, gifts_of, prepared
from ui.capture.page import Leaf, ScansPage
from ui.capture.paper import Pages, Paper
from ui.capture.sitting import Sitting, kept_leaves
from ui.capture.sources import Sources, ask_for_files
from ui.shortcuts import KEYS, Command
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Tone

_FRESH = "fresh "
_EMPTY = "还没有影像。按 O 选文件，K 开高拍仪，Ctrl+V 粘贴，或者把文件拖到这里。"
_LIVE = "高拍仪开着：放平纸张，按空格拍下；再按 K 换一个镜头，Esc 关闭。"
_READING = "正在打开影像…"
_LOOK_AT_FRESH = "还没有收入：看清楚后按 Enter 收入，Esc 不要，R 转 90°。"
_LOOK_AT_KEPT = "Alt+← → 换位置，按两次 Delete 去掉并删除影像，Esc 返回{back}。"
_LOOK_ONLY = "这里只看：要改照片，按 Esc 返回{back}，再按 {key}。"
_READING_PAPER, _READING_PHOTO = "正在整理图片：找边、扶正、去底色…", "正在打开照片…"
_COMPARE = "请先对照原件逐页看过。再按一次 P，打印写有“与原件核对无误”和您姓名的副本。"


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
        *,
        has_copies: bool = True,
    ) -> None:
        """Make the page and tie its keys; without `has_copies` the key of a copy says when there is one."""
        super().__init__()
        self._at, self._strip = at, strip
        self._now: Sitting | None = None
        self.sources = Sources(at, strip, choose_files, cameras)
        doings: dict[str, tuple[str, Callable[[], object]]] = {
            "O": ("选文件", lambda: self.sources.add_files(self.page)),
            "K": ("高拍仪", self.sources.next_camera),
            "Space": ("拍下", self.sources.shoot),
            "Ctrl+V": ("粘贴", self.sources.paste),
            "W": ("扫描文件夹", lambda: self.sources.choose_folder(self.page)),
            "R": ("转 90°", self.turn),
            "Alt+Left": ("前移", partial(self.move, -1)),
            "Alt+Right": ("后移", partial(self.move, 1)),
            "Del": ("去掉", self.take_out),
            "P": ("核对无误" if has_copies else "", self.print_copy),
            "Return": ("", self.keep),
            "Enter": ("", self.keep),
        }
        self.page = ScansPage(
            {key: (word, partial(self._unless_fixed, doing)) for key, (word, doing) in doings.items()}
        )
        self.sources.given.connect(self.bring)
        self.sources.pictured.connect(self._on_pictured)
        self.sources.camera_turned.connect(self._on_camera_turned)
        self.sources.lost.connect(self._on_failed)
        self.page.dropped.connect(self._on_dropped)
        self.page.pointed.connect(self._on_pointed)
        self.page.in_sight.connect(self._on_in_sight)

    @property
    def is_fixed(self) -> bool:
        """Say whether what is in front is only looked at."""
        return self._now is not None and self._now.paper.is_fixed

    def open(self, paper: Paper) -> None:
        """Show the pages of a paper, and take in more."""
        sitting = self._now = Sitting(paper)
        self.page.open_buttons(are_open=not paper.is_fixed)
        self._show("")
        self.page.strip.setFocus()
        self.sources.watch()
        at = self._at
        at.outside(lambda: kept_leaves(at, paper), partial(self._on_read, sitting), self._on_not_read)

    def close(self) -> None:
        """Forget every page shown and turn the camera off; say how many go with it that were not kept."""
        lost = len(self._now.fresh) if self._now is not None else 0
        if lost:
            self._strip.say(f"离开影像页时还有 {lost} 页没有收入，没有保存。要的话请重新收。", Tone.SOON)
        self._now = None
        self.sources.rest()
        self.page.show_leaves((), "")

    def step_out(self) -> bool:
        """Put the page away that is not kept yet, or turn the camera off; say whether there was either."""
        now = self._now
        if now is None or not now.fresh:
            return self.sources.turn_off()
        now.fresh.pop(self._fresh_key(now))
        self._show(self._fresh_key(now))
        return True

    @Slot(object)
    def bring(self, gifts: Sequence[Gift]) -> None:
        """Make pages of what was given; they are shown before they are kept."""
        now, office = self._now, self._at.office
        if now is None or not gifts or now.paper.is_fixed:
            return
        as_photos = now.paper.is_photo
        self._strip.say(_READING_PHOTO if as_photos else _READING_PAPER)
        self._at.outside(
            lambda: prepared(office, gifts, as_photos=as_photos),
            partial(self._on_prepared, now),
            self._on_failed,
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
            lambda: now.paper.keep(command, chosen.page, chosen.source),
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
            lambda: now.paper.order(command, order),
            now.paper.tell,
            self._on_failed,
        )

    def take_out(self) -> None:
        """Take the chosen page out of the paper: its bytes go, so the first press asks.

        One that is not kept yet is put away. All cases are looked through before bytes are deleted, so that
        this does not stand in the way of what is stored next.
        """
        now, at = self._now, self._at
        place = self._kept_place(now)
        if now is None or place is None or now.is_working:
            self.step_out()
            return
        leaf, command = now.kept[place], at.office.ids.operation_id()
        if now.to_be_dropped != leaf.id:
            now.to_be_dropped = leaf.id
            self._strip.show_message(at.wording.say("attachment.drop_asked", place=place + 1), Tone.SOON)
            return
        now.is_working = True
        at.outside(
            lambda: now.paper.drop(command, leaf.id), partial(self._on_taken_out, now, leaf), self._on_failed
        )

    def print_copy(self) -> None:
        """Print the pages as a copy that agrees with the original: pressed once it asks, twice it prints."""
        now, at = self._now, self._at
        if now is None or now.is_working:
            return
        if now.paper.print_copy is None:
            why = "attachment.copy_of_photo" if now.paper.is_photo else "attachment.copy_needs_case"
            self._strip.show_message(at.wording.say(why), Tone.SOON)
        elif not now.is_copy_asked:
            now.is_copy_asked = True
            self._strip.say(_COMPARE, Tone.SOON)
        else:
            now.is_copy_asked, now.is_working = False, True
            at.outside(now.paper.print_copy, partial(self._on_printed, now), self._on_failed)

    def _on_printed(self, now: Sitting, _spooled: object) -> None:
        now.is_working = False
        self._strip.say("盖有“与原件核对无误”的副本已送到打印机，这次打印已记录。", Tone.DONE)

    def _unless_fixed(self, doing: Callable[[], object]) -> None:
        """Do what a key asks for; where the pages are only looked at, say so instead."""
        if self._now is not None and self._now.paper.is_fixed:
            self._strip.say(_look_only(self._now), Tone.SOON)
        else:
            doing()

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
        what = "照片" if now.paper.is_photo else "影像"
        self.page.title.set_words(f"{what}：{now.paper.name}，{len(now.kept)} 页{waiting}")
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

    def _on_kept(self, now: Sitting, key: str, pages: Pages) -> None:
        now.paper.tell(pages)
        now.is_working = False
        one = now.fresh.pop(key, None)
        known = {leaf.id for leaf in now.kept}
        new = [page.id for page in pages if page.id not in known]
        if now is self._now and one is not None and new:
            now.kept.append(Leaf(new[-1], "", one.small, one.whole))
            self._strip.say(f"已收入第 {len(now.kept)} 页。", Tone.DONE)
            self._show(self._fresh_key(now) or new[-1])

    def _on_taken_out(self, now: Sitting, leaf: Leaf, pages: Pages) -> None:
        now.paper.tell(pages)
        now.is_working = False
        if now is self._now and leaf in now.kept:
            place = now.kept.index(leaf)
            now.kept.remove(leaf)
            self._strip.say(f"第 {place + 1} 页已去掉，{now.paper.fate}。", Tone.DONE)
            self._show(now.kept[min(place, len(now.kept) - 1)].id if now.kept else "")

    def _on_failed(self, error: Exception) -> None:
        if self._now is not None:
            self._now.is_working = False
        self._strip.show_message(self._at.wording.of(error))

    @Slot()
    def _on_camera_turned(self) -> None:
        self._show(self.page.current_id)

    @Slot(QImage)
    def _on_pictured(self, picture: QImage) -> None:
        """Show what lies under the camera, unless a page waits to be kept."""
        if self._now is not None and not self._now.fresh:
            self.page.picture.show_image(picture)

    @Slot(bool)
    def _on_in_sight(self, is_seen: bool) -> None:
        """Let camera and folder rest while nobody looks: a locked window watches nobody."""
        if is_seen and self._now is not None:
            self.sources.watch()
        else:
            self.sources.rest()

    @Slot(QMimeData)
    def _on_dropped(self, given: QMimeData) -> None:
        self.bring(gifts_of(given, Source.FILE))

    @Slot(str)
    def _on_pointed(self, chosen: str) -> None:
        now = self._now
        nothing = _EMPTY if now is None or now.is_read else _READING
        looked_at = _look_at_kept(now) if chosen and now is not None else nothing
        is_fresh = chosen.startswith(_FRESH)
        self.page.hint.setText(_LOOK_AT_FRESH if is_fresh else _LIVE if self.sources.is_live else looked_at)
        if now is not None and chosen != now.to_be_dropped:
            now.to_be_dropped = ""


def _look_at_kept(now: Sitting) -> str:
    return _look_only(now) if now.paper.is_fixed else _LOOK_AT_KEPT.format(back=now.paper.back)


def _look_only(now: Sitting) -> str:
    return _LOOK_ONLY.format(back=now.paper.back, key=KEYS[Command.CORRECT].sequence)
