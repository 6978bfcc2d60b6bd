"""What the clerk reads off a paper: whose it is where its case is lost as well, and what only it says."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.item import ServiceItem
from app.services.cases.applicant import takes_both
from app.services.cases.excuses import NO_EXCUSES
from app.services.take_back.paper import SeenPaper
from app.services.take_back.reopen import FromPaper
from ui.take_back.contents import AMOUNT, COMMITTED, NOT_THERE, PUT_OFF, Contents, is_readable
from ui.widgets.pick_step import Option, Question

ITEM, KIND, NAME, QUERY_CODE, ID = "item", "kind", "name", "query_code", "id"
_PERSON, _ORGANIZATION = "1", "2"
BACK_TO = {
    "take_back.which_item": ITEM,
    "take_back.no_name": NAME,
    "take_back.query_code_wrong": QUERY_CODE,
    "take_back.id_wrong": ID,
    "take_back.which_put_off": PUT_OFF,
    "take_back.put_off_day": PUT_OFF,
    "take_back.which_committed": COMMITTED,
    "take_back.which_money": AMOUNT,
}
"""Which question is asked again after which refusal."""


@dataclass(slots=True)
class Reading:
    """The questions about one scanned paper and the answers so far; `step` is the question that is open."""

    scanned: str
    seen: SeenPaper
    initials: Callable[[str], str]
    step: str = ""
    answers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the first question; of a known case only what the paper itself says is asked."""
        self.step = self.step or next(iter(self._steps()), "")

    @property
    def is_needed(self) -> bool:
        """Say whether anything has to be asked at all."""
        return bool(self._steps())

    def ask_again(self, step: str) -> None:
        """Go back to a question, or to the first of its kind."""
        self.step = next((one for one in self._steps() if one.startswith(step)), self.step)

    @property
    def question(self) -> Question:
        """The open question."""
        contents = self._contents
        if contents is not None and self.step in contents.steps():
            return contents.question(self.step, self._of_what)
        match self.step:
            case "item":
                return self._item_question()
            case "kind":
                return self._kind_question()
            case "name":
                return self._free("申请人", "照纸面填姓名或单位名称", skip="")
            case "query_code":
                return self._free("查询码", "照纸面填", skip="看不清，系统另给一个")
        what = "统一社会信用代码" if self._is_organization else "身份证号"
        return self._free(what, "手边有才填", skip="手边没有，不填")

    @property
    def result(self) -> FromPaper:
        """What was read; complete once `answer` said so."""
        return FromPaper(
            item_id=self.answers.get(ITEM, ""),
            name=self.answers.get(NAME, ""),
            is_organization=self._is_organization,
            query_code=self.answers.get(QUERY_CODE, ""),
            id_number=self.answers.get(ID, ""),
            promised=NO_EXCUSES if self._contents is None else self._contents.promised(self.answers),
            money=None if self._contents is None else self._contents.money(self.answers),
        )

    def answer(self, words: str) -> bool:
        """Take the answer to the open question and go on; True when it was the last.

        What cannot be read as it is wanted is asked for again: the step stays.
        """
        if not is_readable(self.step, words):
            return False
        optional = self.step in {QUERY_CODE, ID} or self.step.startswith(PUT_OFF)
        self.answers[self.step] = "" if optional and words == NOT_THERE else words
        return not self._go(1)

    def back(self) -> bool:
        """Go one question back; False from the first."""
        return self._go(-1)

    def _go(self, by: int) -> bool:
        steps = self._steps()
        at = steps.index(self.step) + by
        if not 0 <= at < len(steps):
            return False
        self.step = steps[at]
        return True

    def _steps(self) -> list[str]:
        said = () if self._contents is None else self._contents.steps()
        if self.seen.case_id is not None:
            return [*said]
        item = self._item
        asks_kind = item is not None and takes_both(item.form)
        return [ITEM, *([KIND] if asks_kind else []), NAME, QUERY_CODE, ID, *said]

    @property
    def _contents(self) -> Contents | None:
        return None if self._item is None else Contents(self.seen, self._item)

    @property
    def _item(self) -> ServiceItem | None:
        if self.seen.case_id is not None:
            return self.seen.items[0]
        return next((item for item in self.seen.items if item.id == self.answers.get(ITEM)), None)

    @property
    def _is_organization(self) -> bool:
        item = self._item
        if item is not None and not takes_both(item.form):
            return "org_name" in item.form.fields
        return self.answers.get(KIND) == _ORGANIZATION

    def _item_question(self) -> Question:
        return Question(
            title=f"{self._number} 的办件也不在数据里。纸上写的是什么事项？",
            hint="事项编号、名称或拼音首字母",
            options=tuple(
                Option(item.id, item.name, also=self.initials(item.name)) for item in self.seen.items
            ),
        )

    def _kind_question(self) -> Question:
        """Ask with nothing chosen beforehand: the Enter typed after an item's number must not answer it."""
        return Question(
            title=f"{self._of_what}的申请人，个人还是单位？",
            hint="按数字，再按回车",
            options=(Option(_PERSON, "个人"), Option(_ORGANIZATION, "单位")),
            several=True,
        )

    def _free(self, what: str, hint: str, *, skip: str) -> Question:
        options = (Option(NOT_THERE, skip),) if skip else ()
        return Question(title=f"{self._of_what}的{what}是？", hint=hint, options=options, free=True)

    @property
    def _of_what(self) -> str:
        """Name paper and item, so that a wrong choice is seen while Esc still undoes it."""
        return f"{self._number}（{self._item.name}）" if self._item else self._number

    @property
    def _number(self) -> str:
        return f"《{self.seen.title}》{self.seen.stamp.number}"
