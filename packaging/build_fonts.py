"""Rebuilds resources/fonts from the pinned inputs its manifest names.

Usage: python packaging/build_fonts.py WORK_FOLDER [--record]

Needs npm, apt-get, dpkg-deb and fontTools. Inputs are fetched by their ordinary clients into
WORK_FOLDER and must match the SHA-256 of the manifest; so must the fonts, unless --record writes
the new sums down.
"""

import bz2
import hashlib
import io
import os
import re
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
MANIFEST = FONTS / "manifest.toml"
LATIN_AND_MARKS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x2010, 0x2040),
    *range(0x2190, 0x219A),
    *range(0x2460, 0x2474),
    *range(0x2500, 0x2580),
    *range(0x25A0, 0x2610),
    *range(0x2713, 0x2718),
    *range(0x3000, 0x3040),
    *range(0xFF00, 0xFFF0),
    0x2103,
    0x2116,
    0x00D7,
]
SUPPLEMENTARY_HAN = range(0x20000, 0x2EBF0)

Entry = dict[str, Any]
Members = Callable[[str], bytes]


def main() -> int:
    """Fetch, subset and check every font of the manifest; 1 when a sum differs."""
    work = Path(sys.argv[1])
    manifest = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
    archives = {entry["name"]: open_archive(fetch(entry, work), entry) for entry in manifest["input"]}
    for font in manifest["font"]:
        build(font, archives)
    for licence in manifest["licence"]:
        (FONTS / licence["file"]).write_bytes(archives[licence["input"]](licence["member"]))
    differing = [
        entry["file"] for entry in manifest["font"] if entry["sha256"] != digest(FONTS / entry["file"])
    ]
    if "--record" in sys.argv:
        record(manifest["font"])
        return 0
    print("\n".join(f"differs from the manifest: {name}" for name in differing) or "all fonts match")
    return 1 if differing else 0


def fetch(entry: Entry, work: Path) -> Path:
    """Download one input unless it is there, and refuse any other bytes than the pinned ones."""
    archive: Path = work / entry["archive"]
    work.mkdir(parents=True, exist_ok=True)
    if not archive.exists():
        subprocess.run(fetch_command(entry), cwd=work, check=True)
    if digest(archive) != entry["sha256"]:
        raise SystemExit(f"{archive.name} is not the pinned input")
    return archive


def fetch_command(entry: Entry) -> list[str]:
    """Return the ordinary client's command for an input."""
    if entry["client"] == "npm":
        return ["npm", "pack", f"{entry['package']}@{entry['version']}"]
    return ["apt-get", "download", f"{entry['package']}={entry['version']}"]


def open_archive(archive: Path, entry: Entry) -> Members:
    """Return a reader of the archive's members by path."""
    data = archive.read_bytes()
    if entry["client"] == "debian":
        unpacked = subprocess.run(["dpkg-deb", "--fsys-tarfile", archive], check=True, capture_output=True)
        data = unpacked.stdout
    tar = tarfile.open(fileobj=io.BytesIO(data))  # noqa: SIM115 - lives as long as the reader

    def member(path: str) -> bytes:
        found = tar.extractfile(path)
        if found is None:
            raise SystemExit(f"{archive.name} has no {path}")
        return found.read()

    return member


def build(font: Entry, archives: dict[str, Members]) -> None:
    """Write one font: only the wanted characters, no layout tables, no hints, the maker's own time stamp."""
    source = TTFont(io.BytesIO(archives[font["input"]](font["member"])), recalcTimestamp=False)
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"], name_languages=["*"]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted(font["characters"], source, archives))
    subsetter.subset(source)
    source.save(FONTS / font["file"])


def wanted(characters: str, source: TTFont, archives: dict[str, Members]) -> list[int]:
    """Return the code points of a named set: everything, the common ones, or rare Han only."""
    present = set(source.getBestCmap())
    if characters == "all":
        return sorted(present)
    if characters == "rare":
        return sorted(present & set(SUPPLEMENTARY_HAN))
    return sorted(present & {*common_han(archives), *LATIN_AND_MARKS})


def common_han(archives: dict[str, Members]) -> set[int]:
    """Return 通用规范汉字表 (8105) and GB 2312, as Unihan's kTGH and kGB0 list them."""
    packed = archives["unihan"]("./usr/share/unicode/Unihan_OtherMappings.txt.bz2")
    lines = bz2.decompress(packed).decode("utf-8").splitlines()
    return {
        int(line.split("\t")[0].removeprefix("U+"), 16)
        for line in lines
        if re.search(r"\tk(TGH|GB0)\t", line)
    }


def digest(path: Path) -> str:
    """Return the SHA-256 of a file as hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def record(fonts: list[Entry]) -> None:
    """Write the fonts' present sums into the manifest, in place."""
    text = MANIFEST.read_text(encoding="utf-8")
    for font in fonts:
        pattern = rf'(file = "{re.escape(font["file"])}"\n(?:.+\n)*?sha256 = ")[0-9a-f]*'
        text = re.sub(pattern, rf"\g<1>{digest(FONTS / font['file'])}", text)
    MANIFEST.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    # fontTools stamps nothing when this is fixed, so the same inputs give the same bytes.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    raise SystemExit(main())
