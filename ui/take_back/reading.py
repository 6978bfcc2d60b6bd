"""What the clerk reads off a paper whose case is lost as well: one short question after another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from app.domain.form.model import Material
from app.domain.form.values import Kind, read_answer
from app.domain.item import ServiceItem
from app.services.cases.applicant import takes_both
from app.services.cases.excuses import Deferral, Excuses
from app.services.take_back.paper import SeenPaper
from app.services.take_back.reopen import FromPaper
from ui.widgets.pick_step import Option, Question

ITEM, KIND, NAME, QUERY_CODE, ID = "item", "kind", "name", "query_code", "id"
PUT_OFF, COMMITTED = "put off ", "committed "
"""Begin a step about one paper of the item, which follows by its key."""
_YES, _NO = "1", "2"
_PERSON, _ORGANIZATION = "1", "2"
NOT_THERE = "-"
"""No code and no number begins with it."""
BACK_TO = {
    "take_back.which_item": ITEM,
    "take_back.no_name": NAME,
    "take_back.query_code_wrong": QUERY_CODE,
    "take_back.id_wrong": ID,
    "take_back.which_put_off": PUT_OFF,
    "take_back.put_off_day": PUT_OFF,
    "take_back.which_committed": COMMITTED,
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
        """Begin with the first question; a case that is known has only those about what was promised."""
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
        if self.step.startswith((PUT_OFF, COMMITTED)):
            return self._promise_question()
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
            promised=Excuses(deferred=tuple(self._deferred()), committed=tuple(self._committed())),
        )

    def _deferred(self) -> Iterator[Deferral]:
        for one in self._put_off_of():
            day = read_answer(Kind.DATE, self.answers.get(f"{PUT_OFF}{one.key}", ""))
            if isinstance(day, date):
                yield Deferral(key=one.key, until=day)

    def _committed(self) -> Iterator[str]:
        asked = self._committed_of()
        for one in asked:
            if len(asked) == 1 or self.answers.get(f"{COMMITTED}{one.key}") == _YES:
                yield one.key

    def answer(self, words: str) -> bool:
        """Take the answer to the open question and go on; True when it was the last.

        A day that cannot be read is asked for again: without it the promise would be lost in silence.
        """
        optional = self.step in {QUERY_CODE, ID} or self.step.startswith(PUT_OFF)
        if self.step.startswith(PUT_OFF) and words != NOT_THERE and not _is_day(words):
            return False
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
        promised = [f"{PUT_OFF}{one.key}" for one in self._put_off_of()]
        committed = self._committed_of()
        promised += [f"{COMMITTED}{one.key}" for one in committed] if len(committed) > 1 else []
        if self.seen.case_id is not None:
            return promised
        item = self._item
        asks_kind = item is not None and takes_both(item.form)
        return [ITEM, *([KIND] if asks_kind else []), NAME, QUERY_CODE, ID, *promised]

    def _put_off_of(self) -> tuple[Material, ...]:
        return () if self._item is None else self.seen.put_off(self._item)

    def _committed_of(self) -> tuple[Material, ...]:
        return () if self._item is None else self.seen.committed(self._item)

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

    def _promise_question(self) -> Question:
        """Ask whether the paper in hand names a paper of the item, and until when it was promised."""
        asked = (*self._put_off_of(), *self._committed_of())
        name = next(one.name for one in asked if self.step.endswith(f" {one.key}"))
        if self.step.startswith(COMMITTED):
            return Question(
                title=f"{self._of_what}上，“{name}”用承诺代替了吗？",
                hint="按数字，再按回车",
                options=(Option(_YES, "写了，用承诺代替"), Option(_NO, "没有写")),
                several=True,
            )
        return self._free(f"“{name}”补交到哪天", "照纸面填，如 2026-12-03", skip="纸上没有这一项")

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


def _is_day(words: str) -> bool:
    return isinstance(read_answer(Kind.DATE, words), date)
