"""One application on the counter: its form, its papers, its draft; knows when it may be accepted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from app.domain.attachment import KeptPage
from app.domain.case.forms_printed import FormPrint
from app.domain.case.reuse import ReusablePaper
from app.domain.draft import DELIVERY_SLOT, ELSEWHERE_SLOT
from app.domain.draft_pages import ANSWERS
from app.domain.form.model import Material
from app.domain.form.problems import Problem, unneeded_in
from app.domain.form.sheet import FormContext, MaterialNeed, errors_of, open_sheet
from app.domain.form.values import Kind
from app.domain.form_paper.standing import SheetStanding
from app.domain.item import ServiceItem
from app.domain.words import Words
from app.ports.case_index import CaseRow
from app.services.cases.drafts import OpenDraft
from app.services.cases.form_papers import FormSource, as_draft, printed_before
from app.services.cases.intake import Intake, missing_materials
from app.services.cases.known_answers import KnownAnswers, KnownPerson
from app.services.cases.supplement import Supplement
from app.services.office import Office
from app.services.papers.guide_facts import Asked
from ui.counter.checklist import Shot, supplement_lines
from ui.counter.excusing import KEYS as EXCUSING_KEYS
from ui.counter.excusing import excusing_for
from ui.counter.papers_wanted import PapersWanted
from ui.counter.same_person import SamePerson
from ui.counter.tray import REUSE
from ui.form.form_desk import FormDesk
from ui.form.regions import region_choices

_SAID_FIRST = {ELSEWHERE_SLOT, DELIVERY_SLOT}
"""What may be said before anything is filled in; alone it is not worth a draft."""
_NUMBERS = {Kind.ID_NUMBER, Kind.CERTIFICATE, Kind.CREDIT_CODE}
_SHORTEST_NUMBER = 8
_TAKE_IN = " "


@dataclass(frozen=True, slots=True)
class Burst:
    """What changed since the last burst that became durable, and all that stood on the form then."""

    changes: dict[str, Any]
    state: dict[str, Any]


class Sitting(PapersWanted):
    """Lasts from the choice of the 事项 until something was issued or the draft was put aside."""

    def __init__(self, office: Office, opened: OpenDraft, words: Words) -> None:
        """Open the form as the draft left it."""
        context = FormContext(today=opened.today, tables=office.catalog.tables)
        regions = region_choices(office.catalog.tables, opened.today, office.hall.area_code)
        sheet = open_sheet(opened.item.form, opened.answers, context)
        form = FormDesk(sheet, words, regions, office.custom.current.regions)
        super().__init__(form, excusing_for(office, opened.item, opened.today))
        self.opened = opened
        self._blank = open_sheet(opened.item.form, {}, context).draft()
        self._office = office
        self.tray.load(opened.answers)
        self.excusing.load(opened.answers)
        self.form.origins.load(opened.answers)
        self.prints = dict(printed_before(opened.answers))
        self._source: FormSource | None = None
        self.form.changed.connect(self._on_changed)
        self.known: KnownAnswers | None = None
        self.twins: tuple[CaseRow, ...] = ()
        self.suspects: tuple[CaseRow, ...] = ()
        self._confirmed = SamePerson.read(opened.answers)
        self.lent: Mapping[str, ReusablePaper] = {}
        """What the hall has of this person already, by the key of the material (材料复用)."""
        self.pages: dict[str, tuple[KeptPage, ...]] = {
            key: pages for key, pages in opened.pages.items() if key != ANSWERS
        }
        """Pages by the key of their paper; those of answers are named by the answers."""
        self.elsewhere = str(opened.answers.get(ELSEWHERE_SLOT) or "")
        """Why the item is taken in at a window it is not served at; empty while nobody said it."""
        self.delivery = str(opened.answers.get(DELIVERY_SLOT) or "")
        """In which way the applicant gets the result; empty for the usual one."""
        self.pictures: dict[str, QImage] = {}
        """Small pictures by the id of their page, as far as they were made."""
        self._journalled: dict[str, Any] = dict(opened.answers)

    @property
    def item(self) -> ServiceItem:
        """The pinned item version."""
        return self.opened.item

    @property
    def is_untouched(self) -> bool:
        """Say whether nothing was typed, ticked or captured: what a form begins with is not worth keeping."""
        now = {path: value for path, value in self._now().items() if path not in _SAID_FIRST}
        return not self.pages and now == self._blank

    def unkept(self) -> Burst:
        """Return what changed since the last burst that was kept; `kept` counts it once it is durable.

        Nothing before the first key: then the defaults go with it, since a draft is all a form holds.
        """
        if self.is_untouched and not self._journalled:
            return Burst({}, {})
        now = self._now()
        gone: dict[str, Any] = {path: None for path in self._journalled if path not in now}
        changed = {path: value for path, value in now.items() if self._journalled.get(path) != value} | gone
        return Burst(changed, now)

    def kept(self, burst: Burst) -> None:
        """Count a burst as durable: the next one holds only what changed after it."""
        self._journalled = burst.state

    def capture(self, material: str, pages: tuple[KeptPage, ...]) -> None:
        """Note which pages a paper has, as they are kept already; whoever captures it has it in hand."""
        if not pages:
            self.pages.pop(material, None)
            return
        self.pages[material] = pages
        known = self.tray.get(material)
        if known is not None and known.reused is not None:
            self.tray.lose(material)
        if self.tray.get(material) is None:
            self.press(_TAKE_IN, material)

    def take_known(self, person: KnownPerson) -> None:
        """Note what is known of who applies; a paper used again that is not this person's is given back."""
        self.known, self.twins, self.lent = person.known, person.twins, person.reusable
        self.suspects = person.suspects
        self.tray.keep_lent(self.lent)

    @property
    def same_as(self) -> frozenset[str]:
        """The cases under another number that the clerk confirmed to be of whoever has this number."""
        return self._confirmed.cases_for(self.id_number())

    def confirm_same(self, case_ids: frozenset[str]) -> None:
        """Note which cases are of the same person as the number on the form; none takes it back."""
        self._confirmed = SamePerson(self.id_number(), case_ids)

    def shots(self) -> Mapping[str, Shot]:
        """Return what the checklist shows of the pages captured, by paper."""
        return {key: Shot(len(pages), self.pictures.get(pages[0].id)) for key, pages in self.pages.items()}

    def absent(self) -> tuple[MaterialNeed, ...]:
        """Return the needed papers neither here nor waived, put off or not; signed means as it reads now."""
        outdated = {key for key, one in self.standings().items() if one is SheetStanding.SIGNED_OTHERWISE}
        here = self.tray.handed_in(self.needs())
        return missing_materials(self.needs(), tuple(one for one in here if one.key not in outdated))

    def standings(self) -> Mapping[str, SheetStanding]:
        """Return how each paper stands that the applicant signs, by its key, in the item's order."""
        signed = {one.key for one in self.tray.handed_in(self.needs())}
        known = self._forms.standings(self.prints, signed)
        return {one.material.key: one.standing for one in known}

    def signature_fields(self) -> frozenset[str]:
        """Return the fields of the form that are answered by signing a paper."""
        forms = (self.material(key) for key in self.standings())
        return frozenset(path for one in forms for path in self._forms.signature_fields(one))

    def unfinished(self) -> int:
        """Return how many answers are wrong or blank, besides the signatures that are given on paper."""
        signed = self.signature_fields()
        problems = errors_of(self.form.sheet.problems())
        return len({problem.path for problem in problems if problem.path not in signed})

    def sign(self, material: Material) -> None:
        """Take a signed paper in, with the signatures of the form that stand on it; or give both back."""
        self.tray.turn(material)
        is_here = self.tray.get(material.key) is not None
        self._answer_signatures(material, is_signed=is_here)

    def amend(self, material: Material) -> None:
        """Take in a sheet that was mended by hand and signed so: it says what the form says now."""
        self.prints[material.key] = FormPrint(digest=self._forms.digest(material))
        if self.tray.get(material.key) is None:
            self.sign(material)

    def note_prints(self, prints: Mapping[str, FormPrint]) -> None:
        """Note what stands on the sheets that are out now; another sheet has still to be signed."""
        for key, one in prints.items():
            last = self.prints.get(key)
            self.prints[key] = one
            if (last is None or last.digest != one.digest) and self.tray.get(key) is not None:
                self.tray.lose(key)
                self._answer_signatures(self.material(key), is_signed=False)

    def press(self, key: str, material_key: str) -> MaterialNeed:
        """Do what a key does on a paper's line and return that paper; what is here needs no excuse."""
        need = self.need(material_key)
        if key == REUSE or key in EXCUSING_KEYS:
            self.tray.end_entry()
        if key == REUSE:
            self.tray.reuse(material_key, self.lent.get(material_key))
        elif key in EXCUSING_KEYS:
            self.excuse(key, material_key)
        else:
            self.tray.press(key, need.material)
        if self.tray.get(material_key) is not None:
            self.excusing.drop(material_key)
        return need

    def unneeded(self) -> Problem | None:
        """Return why these answers need no permit (行政许可法 32 第一款第一项), None where they do."""
        return unneeded_in(self.form.sheet.problems())

    def id_number(self) -> str:
        """Return the applicant's number once it is long enough to look somebody up by."""
        for field in self.form.sheet.form.definition.fields().values():
            if field.kind in _NUMBERS and "/" not in field.key and field.copy:
                value = self.form.sheet.value(field.key)
                if isinstance(value, str) and len(value) >= _SHORTEST_NUMBER:
                    return value
        return ""

    def bringable(self) -> Mapping[str, Any]:
        """Return the known answers that would fill something in."""
        answers = self.known.answers if self.known is not None else {}
        return {path: value for path, value in answers.items() if self.form.may_bring(path, value)}

    def intake(self, visit_id: str | None) -> Intake:
        """Return what was taken in, for the use cases."""
        return Intake(
            item_id=self.item.id,
            item_version=self.item.version,
            answers=self.form.sheet.answers(),
            materials=self.tray.handed_in(self.needs()),
            visit_id=visit_id,
            draft_id=self.opened.draft.id,
            carried=self.form.origins.standing(),
            same_as=self.same_as,
            excuses=self.excuses(),
            elsewhere=self.elsewhere,
            delivery=self.delivery,
        )

    def asked(self) -> Asked:
        """Return what a sheet for who only asks is made of: what was told so far, if anything was."""
        told = None if self.is_untouched else self.form.sheet.answers()
        return Asked(item_id=self.item.id, item_version=self.item.version, answers=told)

    def supplements(self) -> tuple[Supplement, ...]:
        """Return the lines a notice begins with."""
        return supplement_lines(self.item, self.form, self.absent())

    def _now(self) -> dict[str, Any]:
        kept = self.tray.draft() | self.excusing.draft() | as_draft(self.prints)
        kept |= self.form.origins.draft() | self._confirmed.draft()
        said = {ELSEWHERE_SLOT: self.elsewhere, DELIVERY_SLOT: self.delivery}
        kept |= {path: words for path, words in said.items() if words}
        return {**self.form.sheet.draft(), **kept}

    @property
    def _forms(self) -> FormSource:
        if self._source is None:
            day = self.opened.today
            self._source = FormSource(office=self._office, item=self.item, sheet=self.form.sheet, day=day)
        return self._source

    def _answer_signatures(self, material: Material, *, is_signed: bool) -> None:
        for path in self._forms.signature_fields(material):
            self.form.answer(path, is_signed or None)

    def _on_changed(self, _paths: frozenset[str]) -> None:
        self._source = None
