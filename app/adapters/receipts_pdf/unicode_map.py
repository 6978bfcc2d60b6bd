"""Mends reportlab's ToUnicode map, so that characters above U+FFFF copy and search right."""

from collections.abc import Iterator, Sequence

from reportlab.pdfbase import ttfonts

# A bfchar block may hold at most 100 entries (Adobe Technical Note 5014).
LARGEST_BLOCK = 100


def mend_unicode_maps() -> None:
    """Replace reportlab's map writer: 5.1 writes <%04X> of a five-digit code point, which no reader takes."""
    ttfonts.makeToUnicodeCMap = unicode_map


def unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """Return the CMap of a subset, each code point as UTF-16BE (PDF 32000-1, 9.10.3)."""
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo",
            f"<< /Registry ({font_name})",
            f"/Ordering ({font_name})",
            "/Supplement 0",
            ">> def",
            f"/CMapName /{font_name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            *_blocks(subset),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _blocks(subset: Sequence[int]) -> Iterator[str]:
    pairs = [f"<{place:02X}> <{_utf16(code_point)}>" for place, code_point in enumerate(subset)]
    for start in range(0, len(pairs), LARGEST_BLOCK):
        block = pairs[start : start + LARGEST_BLOCK]
        yield f"{len(block)} beginbfchar"
        yield from block
        yield "endbfchar"


def _utf16(code_point: int) -> str:
    return chr(code_point).encode("utf-16-be").hex().upper()
