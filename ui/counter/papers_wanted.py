"""The papers an application wants: what is here, what is excused (容缺, 告知承诺), what is missing still."""

from abc import ABC, abstractmethod

from app.domain.form.model import Material
from app.domain.form.sheet import MaterialNeed, errors_of
from app.services.cases.applicant import applicant_of
from app.services.cases.excuses import Excuses
from ui.counter.excusing import Excusing
from ui.counter.tray import Tray
from ui.form.form_desk import FormDesk


class PapersWanted(ABC):
    """One form with its checklist, before it is accepted: on the counter, or of a case received before."""

    def __init__(self, form: FormDesk, excusing: Excusing) -> None:
        """Begin with nothing handed in and nothing excused."""
        self.form, self.excusing = form, excusing
        self.tray = Tray()

    @abstractmethod
    def absent(self) -> tuple[MaterialNeed, ...]:
        """Return the needed papers neither here nor waived, put off or not; signed means as it reads now."""

    def is_here(self, key: str) -> bool:
        """Say whether a paper is here, or waived."""
        return self.tray.get(key) is not None

    def needs(self) -> tuple[MaterialNeed, ...]:
        """Return every paper of the item and whether it is needed now."""
        return self.form.sheet.materials()

    def need(self, key: str) -> MaterialNeed:
        """Return one paper of the item by its key."""
        return next(need for need in self.needs() if need.material.key == key)

    def material(self, key: str) -> Material:
        """Return what the item says of a paper, by its key."""
        return self.need(key).material

    def excuses(self) -> Excuses:
        """Return why some of these need not be here: they come later (容缺), or 告知承诺 replaces them."""
        self.excusing.agent = self._who_came()
        return self.excusing.excuses(self.absent())

    def missing(self) -> tuple[MaterialNeed, ...]:
        """Return the papers of these that nothing excuses: with any, nothing can be accepted."""
        excused = self.excuses().keys
        return tuple(need for need in self.absent() if need.material.key not in excused)

    def is_acceptable(self) -> bool:
        """Say whether nothing stands against acceptance."""
        return not errors_of(self.form.sheet.problems()) and not self.missing()

    def excuse(self, key: str, material_key: str) -> None:
        """Do what a key does that excuses a paper; what is here needs no excuse."""
        if not self.is_here(material_key):
            self.excusing.agent = self._who_came()
            self.excusing.press(key, self.need(material_key))

    def agent(self) -> str:
        """Return the name of the agent who came in the applicant's place, if one did."""
        return applicant_of(self.form.sheet).agent_name

    def _who_came(self) -> str:
        """Return who came in the applicant's place, so that another one is told apart; empty for nobody."""
        applicant = applicant_of(self.form.sheet)
        return f"{applicant.agent_name} {applicant.agent_number}".strip() if applicant.agent_name else ""
