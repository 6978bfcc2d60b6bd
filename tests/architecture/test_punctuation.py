"""Chinese that a person reads has full-width punctuation: in the sentences, the catalogue, and the window."""

import ast
import re
import tomllib
from collections.abc import Iterator

import pytest
import source_tree

# Written as code points: an editor that "corrects" punctuation must not be able to disarm this test.
HAN = r"\u3400-\u9fff\U00020000-\U000323af"
WIDE = HAN + r"\u2018-\u201d\u3000-\u303f\uff00-\uffef"
PLACEHOLDER = "0"
NARROW = re.compile(
    rf"(?<=[{WIDE}])[,;:?!](?![\w\"'])|[,;:?!] ?(?=[{WIDE}])|(?<=[{HAN}])\.(?=$|[{HAN}])"
    rf"|(?<![A-Za-z0-9_])\([^()\"']*[{HAN}][^()\"']*\)|(?<=[{HAN}])\([^()\"']+\)"
)
CODE_EXAMPLE = re.compile(r"\w+\([^()]*\)")
"""What a sentence for authors of items quotes from a rule: has(字段, "选项")."""


def narrow_marks(text: str) -> list[str]:
    """Return every ASCII mark that stands in a Chinese sentence."""
    return [found.group() for found in NARROW.finditer(text)] if re.search(f"[{HAN}]", text) else []


def texts_of(value: object) -> Iterator[str]:
    """Yield every text of a TOML table, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_of(inner)


def literals_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the string literals that are no docstrings; what an f-string fills in counts as a digit."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (p.value if isinstance(p, ast.Constant) else PLACEHOLDER for p in node.values)
            yield node.lineno, "".join(str(part) for part in parts)
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside | prose
        ):
            yield node.lineno, node.value


def test_sentences_and_data_have_full_width_marks():
    found = [
        f"{path}: {text}"
        for path in source_tree.project_files()
        if path.startswith("resources/") and path.endswith(".toml")
        for text in texts_of(tomllib.loads((source_tree.ROOT / path).read_text("utf-8")))
        if narrow_marks(CODE_EXAMPLE.sub(PLACEHOLDER, text))
    ]
    assert found == []


def test_the_window_and_the_commands_have_full_width_marks():
    spoken = (*source_tree.modules("ui"), *of_the_command_line())
    found = [
        f"{module.path}:{line}: {text}"
        for module in spoken
        for line, text in literals_of(module.tree)
        if narrow_marks(text)
    ]
    assert found == []


def of_the_command_line() -> list[source_tree.Module]:
    return [one for one in source_tree.modules("app") if one.path.startswith("app/bootstrap/")]


@pytest.mark.parametrize(
    "text", ["身份证号不对,请核对。", "原因:缺纸", "要接替吗?", "窗口(备用)", "已保存.", "{number},请重打"]
)
def test_a_narrow_mark_is_found(text):
    assert narrow_marks(text)


@pytest.mark.parametrize(
    "text", ["08:30 开门。", "金额 1,234.50 元。", "请看 keys.json。", "a, b", "第 {line} 行"]
)
def test_what_is_no_chinese_sentence_is_left_alone(text):
    assert not narrow_marks(text)
