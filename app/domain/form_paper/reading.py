"""Reads the text of a paper to be signed out of its file, noting every mistake."""

from app.domain.form.author import Margin, SourceText
from app.domain.form.paper_text import PaperText
from app.domain.form.parsing import parse
from app.domain.form.shapes import FORM_PAPER, sound


def read_paper_text(source: SourceText, margin: Margin) -> PaperText | None:
    """Return the text of one file, named by it; None if anything was noted in the margin."""
    noted = len(margin.mistakes)
    records = parse(source, margin)
    if records is None:
        return None
    good = sound(records, FORM_PAPER, margin, source.spot("签字材料"))
    if len(margin.mistakes) > noted:
        return None
    return PaperText(
        key=source.file.removesuffix(".toml"),
        whole_form=good.get("whole_form", False),
        **{name: tuple(good.get(name, ())) for name in ("lead", "sections", "closing", "signers")},
    )
