"""Every error a clerk can meet has its sentences, every sentence can be filled, and none is left over."""

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
import source_tree
import word_files

PRODUCT_MODULES = source_tree.modules(*source_tree.PRODUCT)
TEMPLATES = word_files.templates()
# A file may hold the sentences of several areas, and an area may still wait for its first sentence.
AREAS = sorted(
    {file.stem for file in word_files.WORDS.glob("*.toml")} | {one.partition(".")[0] for one in TEMPLATES}
)
FILE_NAMES = (".toml", ".qss", ".svg", ".png", ".ttf", ".json", ".db")
PARTS = ("title", "say", "do")
Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True, slots=True)
class Raise:
    """One place that makes an error for a person: its code (or the pattern of it) and the facts it gives."""

    place: str
    code: str | re.Pattern[str]
    facts: frozenset[str] | None

    def means(self, code: str) -> bool:
        return self.code == code if isinstance(self.code, str) else bool(self.code.fullmatch(code))


def person_facing_classes() -> set[str]:
    """Names of PersonFacing and of everything derived from it, however deep, with the same constructor."""
    bases = {
        node.name: {
            base.id if isinstance(base, ast.Name) else getattr(base, "attr", "") for base in node.bases
        }
        for module in PRODUCT_MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and not has_own_constructor(node)
    }
    found = {"PersonFacing"}
    while more := {name for name, parents in bases.items() if parents & found} - found:
        found |= more
    return found


def has_own_constructor(node: ast.ClassDef) -> bool:
    return any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in node.body)


def raises() -> Iterator[Raise]:
    """Yield each call that makes an error for a person with a code we can read in the source."""
    classes = person_facing_classes()
    for module in PRODUCT_MODULES:
        for call in module.calls():
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if name in classes and call.args and (code := readable(call.args[0])) is not None:
                yield Raise(f"{module.path}:{call.lineno}", code, facts_of(call))


def readable(node: ast.expr) -> str | re.Pattern[str] | None:
    """A literal code, or for an f-string the pattern of the codes it can make."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (
            re.escape(part.value) if isinstance(part, ast.Constant) else r"(\w+)" for part in node.values
        )
        return re.compile("".join(parts))
    return None


def piece_of_pattern(piece: ast.expr) -> str:
    return re.escape(piece.value) if isinstance(piece, ast.Constant) else r"(\w+)"


def facts_of(call: ast.Call) -> frozenset[str] | None:
    """The names of the facts given; None when some come from a mapping we cannot see."""
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def placeholders(sentence: dict[str, str]) -> set[str]:
    parsed = (piece for part in PARTS for piece in string.Formatter().parse(sentence.get(part, "")))
    return {field for _, field, _, _ in parsed if field is not None}


def test_every_error_for_a_person_has_words():
    wordless = [f"{made.place}: {made.code}" for made in raises() if not any(map(made.means, TEMPLATES))]
    assert wordless == []


def test_everything_that_reads_as_a_code_has_words():
    """Findings and verdicts are not raised, but a clerk reads them all the same."""
    code = re.compile(rf"(?:{'|'.join(AREAS)})\.[a-z0-9_]*[a-z0-9]")
    outside_db = (node.value for node in nodes(ast.Constant, "app", "ui") if isinstance(node.value, str))
    spoken = {text for text in outside_db if code.fullmatch(text) and not text.endswith(FILE_NAMES)}
    assert sorted(spoken - TEMPLATES.keys()) == []


def test_every_sentence_gets_the_facts_it_names():
    unfilled = [
        f"{made.place}: {code} needs {sorted(placeholders(sentence) - made.facts)}"
        for made in raises()
        if made.facts is not None
        for code, sentence in TEMPLATES.items()
        if made.means(code) and placeholders(sentence) - made.facts
    ]
    assert unfilled == []


def test_no_sentence_is_left_over():
    """A code is used when it stands in the product's source, whole, or as a beginning and what fills it."""
    literals = {node.value for node in nodes(ast.Constant) if isinstance(node.value, str)}
    endings = literals | {literal.partition(".")[2] for literal in literals}
    patterns = [readable(node) for node in nodes(ast.JoinedStr) if makes_codes(node)]
    patterns += [re.compile(re.escape(one) + r"(\w+)") for one in literals if is_beginning(one)]
    made = {
        code
        for pattern in patterns
        for code in TEMPLATES
        if (found := pattern.fullmatch(code)) and endings.issuperset(found.groups())
    }
    assert sorted(TEMPLATES.keys() - literals - made) == []


def is_beginning(literal: str) -> bool:
    return literal.endswith(("_", ".")) and literal.startswith(tuple(f"{area}." for area in AREAS))


def nodes(kind: type[Node], *tops: str) -> Iterator[Node]:
    for module in source_tree.modules(*(tops or source_tree.PRODUCT)):
        yield from (node for node in ast.walk(module.tree) if isinstance(node, kind))


def makes_codes(node: ast.JoinedStr) -> bool:
    """An f-string makes codes when it begins with the name of an area, such as "printing."."""
    first = node.values[0] if node.values else None
    return isinstance(first, ast.Constant) and str(first.value).startswith(
        tuple(f"{area}." for area in AREAS)
    )


@pytest.mark.parametrize("code", sorted(TEMPLATES))
def test_a_sentence_is_whole(code):
    sentence = TEMPLATES[code]
    assert set(sentence) <= set(PARTS)
    assert sentence["title"]
    assert sentence["say"].rstrip("”』》)").endswith(("。", "!", "?", "！", "？", "}")), (
        "a whole sentence ends as one"
    )
    assert "失败" not in {sentence["title"], sentence["say"].rstrip("。")}, "say what happened"
    assert all(name.isidentifier() for name in placeholders(sentence)), "placeholders are plain names"
