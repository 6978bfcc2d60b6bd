"""The figure of name search: two characters among half a million invented cases."""

import random
from pathlib import Path

from figures import Figure, in_turn, median
from hall import KEY, new_bench

from db.case_rows import spaced
from db.engine import connect

CASES = 500_000
ROUNDS = 200
FAMILY = "钟黄刘李王张陈曾廖谢赖罗温朱叶邱郭何吴卢"
GIVEN = "伟芳秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂香玉梅春生福华金石"


def measure_search(folder: Path) -> list[Figure]:
    """Return the row of the two-character search."""
    bench = new_bench(folder)
    names = fill(bench.home.database, KEY, CASES)
    with bench.open() as hall:
        bare_connection = connect(bench.home.database, KEY)
        query = (
            "SELECT row FROM cases WHERE row IN (SELECT rowid FROM case_names WHERE case_names MATCH ?)"
            " ORDER BY row DESC LIMIT 50"
        )

        found: list[int] = []

        def ours(number: int) -> None:
            with hall.office.storage.reading() as unit:
                found.append(len(unit.cases.search(names[number], limit=50)))

        def bare(number: int) -> None:
            rows = bare_connection.execute(query, (f'"{spaced(names[number])}"',)).fetchall()
            assert len(rows) == found[-1]

        times, limits = in_turn(ROUNDS, ours, bare)
    name = f"two-character name, {CASES // 1000}k cases"
    return [Figure(name, median(times), median(limits), "<= 10 ms")]


def fill(database: Path, key: bytes, count: int) -> list[str]:
    """Fill the file with invented cases and return names of two characters to look for."""
    chance = random.Random(11)
    connection = connect(database, key)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(_INSERT, (_row(number, chance) for number in range(count)))
    connection.execute("COMMIT")
    connection.close()
    return [f"{chance.choice(FAMILY)}{chance.choice(GIVEN)}" for _ in range(ROUNDS)]


def _row(number: int, chance: random.Random) -> tuple[object, ...]:
    name = chance.choice(FAMILY) + "".join(chance.choices(GIVEN, k=chance.choice((1, 1, 2, 2, 2))))
    return (
        f"synthetic-{number}",
        1,
        f"360725105000{number:010d}",
        f"Q{number:07d}",
        "A01",
        "城乡居民基本养老保险参保登记",
        "closed",
        name,
        spaced(name),
        "xx",
        f"digest-{number}",
        "36072519800101",
        f"{number % 10000:04d}",
        "2026-11-20",
        None,
        "03",
        f"赣崇关结〔2026〕{number}号",
    )


_INSERT = (
    "INSERT INTO cases (id, version, case_number, query_code, item_id, item_name, state, applicant,"
    " spaced_name, initials, id_digest, id_prefix, id_tail, received_on, due_on, window, paper_numbers)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
