"""The pages at the root say what is there: their commands exist, their links lead somewhere."""

import re

import pytest
import source_tree

import dev

PAGES = ("README.md", "ARCHITECTURE.md", "GLOSSARY.md", "CHANGELOG.md")
LINK = re.compile(r"\]\(([^)#:]+)\)")


def read(page: str) -> str:
    return (source_tree.ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file(page):
    assert [link for link in LINK.findall(read(page)) if not (source_tree.ROOT / link).is_file()] == []


def test_every_command_of_the_readme_exists():
    named = set(re.findall(r"python3 dev\.py (\w+)", read("README.md")))
    assert {"run", "test", "lint"} <= named <= dev.COMMANDS.keys()


def test_the_build_runs_the_command_the_readme_names():
    assert "python3 dev.py test" in read("README.md")
    assert "python3 dev.py test" in read(".ci/run")


def test_the_glossary_has_one_row_for_one_word():
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", read("GLOSSARY.md"), re.MULTILINE)
    english = [name for name, chinese in rows if name != "English" and chinese]
    assert len(english) >= 70
    assert len(english) == len({name.lower() for name in english})
