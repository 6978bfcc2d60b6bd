"""Finds papers to be signed that could not be printed: no such text, or it asks for what is not there."""

from collections.abc import Iterator, Mapping

from app.domain.form.author import Margin, SourceText, near
from app.domain.form.model import FormDef, Material
from app.domain.form.paper_text import PaperText, placeholders
from app.domain.form.paper_words import COMMON_WORDS


def report_papers(form: FormDef, texts: Mapping[str, PaperText], source: SourceText, margin: Margin) -> None:
    """Note what is wrong with the printed papers of one form, at the material that names the text."""
    for material in form.materials:
        for code, facts in _mistakes(form, material, texts):
            spot = source.spot(f"材料〈{material.name}〉的 prints", material.key, "prints")
            margin.note(spot, code, **facts)


def _mistakes(
    form: FormDef, material: Material, texts: Mapping[str, PaperText]
) -> Iterator[tuple[str, dict[str, object]]]:
    name = material.prints
    if name and not material.printed_here:
        yield "form.prints_without_use", {"name": name}
    elif name and name not in texts:
        yield "form.unknown_form_paper", {"name": name, "near": near(name, texts)}
    elif name:
        yield from _unfit(form, texts[name])


def _unfit(form: FormDef, text: PaperText) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the sections and placeholders of a text that this form does not have."""
    sections = [section.key for section in form.sections]
    for key in text.sections:
        if key not in sections:
            yield "form.paper_section", {"paper": text.key, "name": key, "near": near(key, sections)}
    known = {*COMMON_WORDS, *(slot for slot in form.fields() if "/" not in slot)}
    in_rows = known | form.fields().keys()
    for sentence in text.sentences():
        # A column names one signer for each row; a sentence has no rows.
        fits = in_rows if sentence in text.signers else known
        for name in placeholders(sentence):
            if name not in fits:
                yield "form.paper_placeholder", {"paper": text.key, "name": name, "near": near(name, fits)}
