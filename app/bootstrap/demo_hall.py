"""Founds the demo hall: invented clerks with one published pass phrase, seals that say 样章."""

import tomllib
from pathlib import Path

from app.bootstrap.founding import owner_of, plant_hall
from app.bootstrap.places import HallHome, resources
from app.bootstrap.side_folder import grown_aside
from app.bootstrap.unlocking import key_slots_of
from app.domain.clerk import Clerk
from app.domain.hall import Hall
from app.domain.role import Role
from app.ports.clock import Clock
from app.ports.ids import Ids
from db.clerks import ClerkRows
from db.engine import open_engine


def found_demo_hall(home: HallHome, hall: Hall, clock: Clock, ids: Ids) -> None:
    """Make the demo hall in an empty folder and note beside it the pass phrase everybody may know."""
    table = tomllib.loads((resources() / "demo/clerks.toml").read_text("utf-8"))
    clerks, phrase = demo_clerks(resources()), str(table["pass_phrase"])
    with grown_aside(home) as aside:
        slots = key_slots_of(aside)
        key = plant_hall(aside, hall, slots, clerks[0], phrase, clock, ids)
        for clerk in clerks[1:]:
            slots.put_slot(key, owner_of(clerk), phrase)
        engine = open_engine(aside.database, key)
        with engine.begin() as connection:
            for clerk in clerks[1:]:
                ClerkRows(connection).save(clerk)
        engine.dispose()
        aside.demo_note.write_text(f"{phrase}\n", "utf-8")


def demo_clerks(folder: Path) -> tuple[Clerk, ...]:
    """Return the clerks of the demo hall."""
    table = tomllib.loads((folder / "demo/clerks.toml").read_text("utf-8"))
    return tuple(
        Clerk(
            id=row["id"],
            name=row["name"],
            staff_number=row["staff_number"],
            roles=frozenset(Role(role) for role in row["roles"]),
        )
        for row in table["clerk"]
    )
