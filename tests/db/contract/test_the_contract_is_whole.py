"""Every question the program asks a store is asked in this folder, of whatever database joins it."""

import ast
import inspect
from pathlib import Path
from typing import get_type_hints

import pytest

from app.ports.unit_of_work import UnitOfWork

HERE = Path(__file__).parent
STORES = {
    name: get_type_hints(part.fget)["return"]
    for name, part in inspect.getmembers(UnitOfWork, lambda member: isinstance(member, property))
}
PROMISES = [
    (store, method)
    for store, port in STORES.items()
    for method, _ in inspect.getmembers(port, inspect.isfunction)
    if not method.startswith("_")
]
NAMED_SO = {"authority": "authority", "cases": "cases"}
"""Fixtures that are a store by themselves."""


def asked() -> set[tuple[str, str]]:
    """The store and method of every call in this folder: `unit.cases.row(…)`, or `cases.row(…)`."""
    attributes = {
        (
            owner.attr if isinstance(owner, ast.Attribute) else NAMED_SO.get(getattr(owner, "id", ""), ""),
            node.attr,
        )
        for file in HERE.glob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        for owner in (node.value,)
    }
    return {(store, method) for store, method in attributes if store in STORES}


def test_the_stores_of_a_transaction_are_known() -> None:
    assert {"authority", "cases", "tickets", "papers", "print_jobs", "commands"} < STORES.keys()
    assert len(PROMISES) > 50


@pytest.mark.parametrize(("store", "method"), PROMISES)
def test_every_promise_of_a_store_is_tested(store: str, method: str) -> None:
    assert (store, method) in asked()
