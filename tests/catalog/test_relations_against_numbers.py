"""Wherever a table asks for a relation and an identity number, the one is held against the other (5.5)."""

import pytest
from answer_sets import SETS

from app.domain.form.values import Kind

ITEMS = sorted(SETS)
RELATIONS = "relations"


def tables_with_both(form):
    """Return every table that has a column of relations and one of identity numbers, with the two keys."""
    for table in form.tables.values():
        related = [one.key for one in table.columns if one.choices_from == RELATIONS]
        numbers = [one.key for one in table.columns if one.kind is Kind.ID_NUMBER]
        if related and numbers:
            yield table, related[0], numbers[0]


def rules_at(form, table, relation):
    """Return the rules a table holds its relations against."""
    return [
        check.wrong.source
        for check in form.definition.checks
        if check.table == table.key and check.at == relation
    ]


@pytest.mark.parametrize("item_id", ITEMS)
def test_a_relation_is_held_against_sex_and_age_of_the_number(item_of, item_id):
    form = item_of(item_id).form

    for table, relation, number in tables_with_both(form):
        rules = rules_at(form, table, relation)
        for fact, read in (("sex", f"sex_of({number})"), ("order", f"birth_of({number})")):
            wanted = f'lookup("relation_facts", "{fact}", {relation})'
            assert any(wanted in rule and read in rule for rule in rules), (table.label, fact)


def test_there_are_such_tables(item_of):
    asking = {item for item in ITEMS for _table in tables_with_both(item_of(item).form)}

    assert {"A03", "A04", "B01", "B02", "B03", "B04", "B10", "B12", "D01", "E01", "F04", "G01"} <= asking
    assert {"G04", "G05", "H03"} <= asking
