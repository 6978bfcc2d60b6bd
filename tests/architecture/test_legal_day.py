"""One today: the legal day, read in one place; what the machine's clock says decides no date."""

import ast

import pytest
import source_tree

KEEPERS = {
    "app/services/business_day.py",
    "app/bootstrap/commands/doctor.py",  # no hall is open: it judges the clock itself
    "app/bootstrap/demo/__init__.py",  # the demo day makes its own clock
}


def asks_the_clock_for_a_day(call: ast.Call) -> bool:
    """`….now().date()`, `date.today()`, `datetime.today()`."""
    asked = call.func
    if not isinstance(asked, ast.Attribute):
        return False
    if asked.attr == "today":
        return isinstance(asked.value, ast.Name) and asked.value.id in {"date", "datetime"}
    before = asked.value.func if isinstance(asked.value, ast.Call) else None
    return asked.attr == "date" and isinstance(before, ast.Attribute) and before.attr == "now"


def test_nobody_but_the_keeper_of_the_day_asks_the_clock_for_a_date():
    asking = {
        f"{module.path}:{call.lineno}"
        for module in source_tree.modules(*source_tree.PRODUCT)
        for call in module.calls()
        if module.path not in KEEPERS and asks_the_clock_for_a_day(call)
    }
    assert asking == set()


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("office.clock.now().date()", True),
        ("self._at.office.clock.now().date()", True),
        ("date.today()", True),
        ("datetime.today()", True),
        ("office.clock.now()", False),
        ("moment.wall_time.date()", False),
        ("office.business_day.on_screen()", False),
        ("self.today()", False),
    ],
)
def test_the_pattern_finds_what_it_is_for(line, is_found):
    call = ast.parse(line, mode="eval").body
    assert isinstance(call, ast.Call)
    assert asks_the_clock_for_a_day(call) is is_found
