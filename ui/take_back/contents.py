"""What is asked of a lost paper itself, beyond whose it is: what it put off, committed to, or took in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.form.model import Material
from app.domain.form.values import Kind, read_answer
from app.domain.item import ServiceItem
from app.services.cases.excuses import Deferral, Excuses
from app.services.take_back.money import MoneyAsked
from app.services.take_back.paper import SeenPaper
from app.services.take_back.reopen import MoneyRead
from ui.widgets.pick_step import Option, Question

PUT_OFF, COMMITTED = "put off ", "committed "
"""Begin a step about one paper of the item, which follows by its key."""
AMOUNT, BILLER, WHAT, WAY = "money amount", "money biller", "money what", "money way"
NOT_THERE = "-"
"""No code, number or day begins with it."""
_MONEY = (AMOUNT, BILLER, WHAT, WAY)
_CHOSEN = {BILLER: "收费单位", WHAT: "收费项目", WAY: "收款方式"}
_YES, _NO = "1", "2"


@dataclass(frozen=True, slots=True)
class Contents:
    """The steps of one paper of one item, by their names; the answers are kept by whoever asks."""

    seen: SeenPaper
    item: ServiceItem

    def steps(self) -> tuple[str, ...]:
        """Return what has to be asked; the one certificate that a commitment may replace goes unasked."""
        put_off = (f"{PUT_OFF}{one.key}" for one in self._put_off)
        committed = self._committed if len(self._committed) > 1 else ()
        return (*put_off, *(f"{COMMITTED}{one.key}" for one in committed), *(_MONEY if self._money else ()))

    def question(self, step: str, of_what: str) -> Question:
        """Return the question of a step about the paper named `of_what`."""
        if step.startswith(PUT_OFF):
            hint, skip = "照纸面填，如 2026-12-03", (Option(NOT_THERE, "纸上没有这一项"),)
            return _free(f"{of_what}上，“{self._name(step)}”补交到哪天？", hint, skip)
        if step.startswith(COMMITTED):
            answers = (Option(_YES, "写了，用承诺代替"), Option(_NO, "没有写"))
            title = f"{of_what}上，“{self._name(step)}”用承诺代替了吗？"
            return Question(title=title, hint="按数字，再按回车", options=answers, several=True)
        if step == AMOUNT:
            return _free(f"{of_what}的金额（元）是？", "照纸面填，如 128.50；钱记到您今天的代收账上", ())
        options = tuple(Option(*one) for one in _numbered(self._choices(step)).items())
        title = f"{of_what}的{_CHOSEN[step]}是？"
        return Question(title=title, hint="照纸面选", options=options, free=not options)

    def promised(self, answers: Mapping[str, str]) -> Excuses:
        """Return what the paper put off and committed to."""
        return Excuses(deferred=tuple(self._deferred(answers)), committed=tuple(self._replaced(answers)))

    def money(self, answers: Mapping[str, str]) -> MoneyRead | None:
        """Return what the paper says was taken, None for a paper that says nothing of it."""
        fen = read_answer(Kind.MONEY, answers.get(AMOUNT, ""))
        if self._money is None or not isinstance(fen, int):
            return None
        said = {step: answers.get(step, "") for step in (BILLER, WHAT, WAY)}
        biller, what, way = (_numbered(self._choices(step)).get(words, words) for step, words in said.items())
        return MoneyRead(fen=fen, biller=biller, what=what, way=way)

    def _deferred(self, answers: Mapping[str, str]) -> Iterator[Deferral]:
        for one in self._put_off:
            day = read_answer(Kind.DATE, answers.get(f"{PUT_OFF}{one.key}", ""))
            if isinstance(day, date):
                yield Deferral(key=one.key, until=day)

    def _replaced(self, answers: Mapping[str, str]) -> Iterator[str]:
        for one in self._committed:
            if len(self._committed) == 1 or answers.get(f"{COMMITTED}{one.key}") == _YES:
                yield one.key

    @property
    def _put_off(self) -> tuple[Material, ...]:
        return self.seen.put_off(self.item)

    @property
    def _committed(self) -> tuple[Material, ...]:
        return self.seen.committed(self.item)

    @property
    def _money(self) -> MoneyAsked | None:
        return self.seen.money.get(self.item.id)

    def _choices(self, step: str) -> tuple[str, ...]:
        asked = self._money
        if asked is None:
            return ()
        return {BILLER: asked.billers, WHAT: asked.whats, WAY: asked.ways}[step]

    def _name(self, step: str) -> str:
        return next(one.name for one in self.item.materials if step.endswith(f" {one.key}"))


def is_readable(step: str, words: str) -> bool:
    """Say whether an answer makes what its step asks for: a day or sum that cannot be read would be lost."""
    if step == AMOUNT:
        return isinstance(read_answer(Kind.MONEY, words), int)
    if step.startswith(PUT_OFF):
        return words == NOT_THERE or isinstance(read_answer(Kind.DATE, words), date)
    return True


def _numbered(choices: tuple[str, ...]) -> dict[str, str]:
    return {str(number): words for number, words in enumerate(choices, start=1)}


def _free(title: str, hint: str, options: tuple[Option, ...]) -> Question:
    return Question(title=title, hint=hint, options=options, free=True)
