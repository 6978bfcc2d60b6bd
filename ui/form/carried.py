"""An ID number is typed once: a row that names somebody known already takes the number that stands there."""

from app.domain.form.people import PersonSlots, pair_in, people_of, whole_number
from app.domain.form.sheet import FormSheet


class CarriedNumbers:
    """Keeps the numbers of named rows in step with where they were typed; what a clerk typed stays.

    A number that was carried follows: its source when that is corrected, its row when another is named
    there. Nothing carried outlives what it came from.
    """

    def __init__(self, sheet: FormSheet) -> None:
        """Look over a sheet as it was opened: the same name and number twice were one person's before."""
        self._sheet = sheet
        form = sheet.form.definition
        pairs = [(key, pair_in(table)) for key, table in form.tables().items()]
        self._columns = {(key, column) for key, pair in pairs for column in pair or ()}
        self._fields = {path for one in people_of(sheet) if not one.is_row for path in (one.name, one.number)}
        self._carried: set[str] = set()
        self._typed: dict[str, str] = {}
        self._adopt()

    def is_carried(self, path: str) -> bool:
        """Say whether the answer of a path was carried there."""
        return path in self._carried

    def after(self, path: str) -> frozenset[str]:
        """Bring the rows into step after the answer of `path`, "" after rows went; return what changed."""
        if path and not self._concerns(path):
            return frozenset()
        if path:
            self._note(path)
        changed: frozenset[str] = frozenset()
        people = list(people_of(self._sheet))
        for one in people:
            if one.is_row:
                changed |= self._settle(one, people)
        return changed

    def _concerns(self, path: str) -> bool:
        table, _, rest = path.partition("/")
        return path in self._fields or (table, rest.rpartition("/")[2]) in self._columns

    def _note(self, path: str) -> None:
        """What is typed into the number of a row is the clerk's, as long as the row names the same person."""
        person = next((one for one in people_of(self._sheet) if one.is_row and one.number == path), None)
        if person is not None:
            self._carried.discard(path)
            self._typed[path] = self._name(person)

    def _settle(self, row: PersonSlots, people: list[PersonSlots]) -> frozenset[str]:
        is_typed = self._typed.get(row.number) == self._name(row)
        if not is_typed:
            self._typed.pop(row.number, None)
        held, is_carried = self._sheet.value(row.number), row.number in self._carried
        if is_typed or (held is not None and not is_carried):
            return frozenset()
        number = self._known_number(row, people)
        if (number or None) == held:
            return frozenset()
        (self._carried.add if number else self._carried.discard)(row.number)
        return self._sheet.set(row.number, number or None)

    def _known_number(self, row: PersonSlots, people: list[PersonSlots]) -> str:
        """Return the number of whoever is named in a row; "" where there is none, or more than one."""
        name = self._name(row)
        others = (one for one in people if one != row and one.number not in self._carried)
        known = {whole_number(self._sheet, one.number) for one in others if name and self._name(one) == name}
        known.discard("")
        return known.pop() if len(known) == 1 else ""

    def _name(self, person: PersonSlots) -> str:
        value = self._sheet.value(person.name)
        return value if isinstance(value, str) else ""

    def _adopt(self) -> None:
        seen: set[tuple[str, str]] = set()
        for one in people_of(self._sheet):
            known = (self._name(one), whole_number(self._sheet, one.number))
            if all(known) and known in seen and one.is_row:
                self._carried.add(one.number)
            seen.add(known)
