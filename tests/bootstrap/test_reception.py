"""Signing in and taking a window, as the login pages do it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fakes import FakeClock, FakeIds
from hall import CLERK, KEY, SECOND, Bench, hall_data

from app.adapters.print_file.folder_printer import FolderPrinter
from app.bootstrap.opening import Surroundings
from app.bootstrap.reception import Reception
from app.domain.access import AccessKind
from app.domain.clerk import Clerk
from app.domain.pass_phrase import refuse_weak
from app.domain.storage import StorageError, key_check
from app.domain.ticket import QueueError
from app.ports.issue_log import IssuedPaper
from app.ports.key_slots import OpenSlot, SlotOwner
from ui.login.occupant import Occupant

PHRASE = "三江口 2026"
WINDOW, NEXT = (hall_data().hall.window(number) for number in ("03", "04"))


@dataclass
class OpenSlots:
    """Key slots with one pass phrase for everybody; `clerks` have one."""

    clerks: tuple[Clerk, ...] = (CLERK, SECOND)
    tried: list[str] = field(default_factory=list)
    put: list[tuple[bytes, SlotOwner, str]] = field(default_factory=list)

    def slots(self) -> tuple[OpenSlot, ...]:
        return tuple(
            OpenSlot(SlotOwner(one.id, one.name, one.staff_number), is_device_bound=False)
            for one in self.clerks
        )

    def unlock(self, clerk_id: str, pass_phrase: str) -> bytes:
        self.tried.append(clerk_id)
        if pass_phrase != PHRASE:
            raise StorageError("storage.wrong_pass_phrase", left=4)
        return KEY

    def key_check(self) -> str:
        return key_check(KEY)

    def put_slot(self, key: bytes, owner: SlotOwner, pass_phrase: str) -> OpenSlot:
        refuse_weak(pass_phrase, (owner.name, owner.staff_number))
        self.put.append((key, owner, pass_phrase))
        return OpenSlot(owner, is_device_bound=False)


def reception_of(bench: Bench, seed: int = 0, slots: OpenSlots | None = None) -> Reception:
    around = Surroundings(clock=FakeClock(), ids=FakeIds(seed), printer=FolderPrinter(bench.home.printed))
    return Reception(home=bench.home, data=hall_data(), slots=slots or OpenSlots(), around=around)


@pytest.fixture
def reception(bench: Bench) -> Iterator[Reception]:
    opened = reception_of(bench, 11)
    yield opened
    opened.close()


@pytest.fixture
def next_door(bench: Bench) -> Iterator[Reception]:
    """The same hall in a second window program."""
    opened = reception_of(bench, 22)
    yield opened
    opened.close()


def test_the_list_names_who_can_sign_in_and_opens_nothing(reception: Reception) -> None:
    assert [clerk.name for clerk in reception.clerks()] == ["王小兰", "李国平"]
    assert reception.hall is None


def test_the_first_to_sign_in_opens_the_hall_and_is_logged(reception: Reception) -> None:
    clerk = reception.sign_in("0312", PHRASE)

    assert clerk == CLERK
    assert reception.hall is not None
    first = reception.hall
    reception.sign_in("0313", PHRASE)
    assert reception.hall is first


def test_a_wrong_pass_phrase_opens_nothing(reception: Reception) -> None:
    with pytest.raises(StorageError, match="wrong_pass_phrase"):
        reception.sign_in("0312", "不是这个")
    assert reception.hall is None


def kept(reception: Reception) -> list[tuple[AccessKind, str, str]]:
    """What the audit says of signing in and locking."""
    assert reception.hall is not None
    with reception.hall.office.storage.reading() as unit:
        entries = [one.entry for one in unit.audit.entries()]
    return [(one.kind, one.clerk_id, one.reason) for one in entries]


def test_whoever_was_turned_away_before_the_hall_was_open_is_kept_once_it_is(reception: Reception) -> None:
    for _ in range(2):
        with pytest.raises(StorageError):
            reception.sign_in("0313", "不是这个")

    reception.sign_in("0312", PHRASE)

    away = (AccessKind.LOGIN_FAILED, SECOND.id, "storage.wrong_pass_phrase")
    assert kept(reception)[-3:] == [away, away, (AccessKind.LOGIN, CLERK.id, "")]


def test_whoever_was_turned_away_from_an_open_hall_is_kept_at_once(reception: Reception) -> None:
    reception.sign_in("0312", PHRASE)
    with pytest.raises(StorageError):
        reception.sign_in("0313", "不是这个")

    assert [kind for kind, _, _ in kept(reception)[-2:]] == [AccessKind.LOGIN, AccessKind.LOGIN_FAILED]
    reception.sign_in("0312", PHRASE)
    assert [kind for kind, _, _ in kept(reception)].count(AccessKind.LOGIN_FAILED) == 1


def test_a_covered_window_is_kept_with_its_clerk(reception: Reception) -> None:
    desk = reception.take_window(reception.sign_in("0312", PHRASE), WINDOW, instead=False)

    reception.locked(desk)

    assert kept(reception)[-1] == (AccessKind.LOCK, CLERK.id, "")


def test_a_clerk_changes_the_own_pass_phrase_and_it_stands_in_the_audit(bench: Bench) -> None:
    slots = OpenSlots()
    reception = reception_of(bench, 11, slots)
    clerk = reception.sign_in("0312", PHRASE)

    reception.change_pass_phrase(clerk, PHRASE, "阳岭的云雾茶 7")

    assert slots.put == [(KEY, SlotOwner(CLERK.id, CLERK.name, "0312"), "阳岭的云雾茶 7")]
    assert kept(reception)[-1] == (AccessKind.PHRASE_CHANGED, CLERK.id, "")
    reception.close()


@pytest.mark.parametrize(
    ("old", "new", "code", "noted"),
    [
        ("不是这个", "阳岭的云雾茶 7", "wrong_pass_phrase", AccessKind.LOGIN_FAILED),
        (PHRASE, PHRASE.replace("2", "２"), "same_phrase", AccessKind.LOGIN),
        (PHRASE, "短 1", "pass_phrase_too_short", AccessKind.LOGIN),
        (PHRASE, "王小兰的口令 9", "pass_phrase_names_clerk", AccessKind.LOGIN),
    ],
)
def test_what_is_no_change_of_a_pass_phrase_changes_nothing(
    bench: Bench, old: str, new: str, code: str, noted: AccessKind
) -> None:
    slots = OpenSlots()
    reception = reception_of(bench, 11, slots)
    clerk = reception.sign_in("0312", PHRASE)

    with pytest.raises(StorageError, match=code):
        reception.change_pass_phrase(clerk, old, new)

    assert slots.put == []
    assert kept(reception)[-1][0] is noted
    reception.close()


def test_the_pass_phrase_a_demo_hall_publishes_stays(bench: Bench) -> None:
    slots = OpenSlots()
    reception = reception_of(bench, 11, slots)
    clerk = reception.sign_in("0312", PHRASE)
    bench.home.demo_note.write_text(PHRASE, "utf-8")

    with pytest.raises(StorageError, match="demo_phrase_shared"):
        reception.change_pass_phrase(clerk, PHRASE, "阳岭的云雾茶 7")

    assert slots.put == []
    reception.close()


def written_to(reception: Reception) -> str:
    """The file of the issue log that the next paper of this window program is noted in."""
    assert reception.hall is not None
    log, folder = reception.hall.office.papers.issue_log, reception.home.issue_log
    before = {file.name: file.stat().st_size for file in folder.glob("*")}
    log.append(IssuedPaper(series="s", number=1, body_hash="h", op_id="o", epoch=1, seq=1))
    (changed,) = (one.name for one in folder.iterdir() if one.stat().st_size != before.get(one.name, 0))
    return changed


def test_each_window_notes_its_papers_in_a_file_of_its_own(
    reception: Reception, next_door: Reception
) -> None:
    here, there = reception.sign_in("0312", PHRASE), next_door.sign_in("0313", PHRASE)
    assert written_to(reception) == "window-00.jsonl", "nobody sits anywhere yet"

    desk = reception.take_window(here, WINDOW, instead=False)
    next_door.take_window(there, NEXT, instead=False)

    assert (written_to(reception), written_to(next_door)) == ("window-03.jsonl", "window-04.jsonl")
    reception.leave(desk)
    reception.take_window(here, hall_data().hall.window("05"), instead=False)
    assert written_to(reception) == "window-05.jsonl"


def test_an_unknown_number_is_not_even_tried(bench: Bench) -> None:
    slots = OpenSlots()
    with pytest.raises(StorageError, match="unknown_clerk"):
        reception_of(bench, slots=slots).sign_in("9999", PHRASE)
    assert slots.tried == []


def test_who_has_a_key_but_is_nobody_inside_is_kept_out(bench: Bench) -> None:
    stranger = Clerk(id="c-nobody", name="陈无名", staff_number="0999", roles=frozenset())
    reception = reception_of(bench, slots=OpenSlots((stranger,)))

    with pytest.raises(StorageError, match="unknown_clerk"):
        reception.sign_in("0999", PHRASE)
    reception.close()


def test_a_window_is_shown_with_who_sits_there(reception: Reception) -> None:
    clerk = reception.sign_in("0312", PHRASE)
    desk = reception.take_window(clerk, WINDOW, instead=False)

    assert (desk.window, desk.clerk) == ("03", CLERK)
    assert reception.occupants() == {"03": Occupant(CLERK.id, "王*兰")}
    reception.leave(desk)
    assert reception.occupants() == {}


def test_a_window_open_in_another_program_is_refused_even_to_a_relief(
    reception: Reception, next_door: Reception
) -> None:
    reception.take_window(reception.sign_in("0312", PHRASE), WINDOW, instead=False)
    second = next_door.sign_in("0313", PHRASE)

    with pytest.raises(StorageError, match="window_taken"):
        next_door.take_window(second, WINDOW, instead=True)
    assert next_door.take_window(second, NEXT, instead=False).window == "04"


def test_leaving_or_closing_frees_the_window_for_another_program(
    reception: Reception, next_door: Reception
) -> None:
    desk = reception.take_window(reception.sign_in("0312", PHRASE), WINDOW, instead=False)
    second = next_door.sign_in("0313", PHRASE)

    reception.leave(desk)
    taken = next_door.take_window(second, WINDOW, instead=False)
    next_door.close()

    assert taken.window == "03"
    reception.take_window(CLERK, WINDOW, instead=True)


def test_a_window_not_got_is_not_held(reception: Reception, next_door: Reception) -> None:
    """A colleague's name still stands at the window: asking first must not lock it."""
    reception.take_window(reception.sign_in("0312", PHRASE), WINDOW, instead=False)
    reception.close()
    second = next_door.sign_in("0313", PHRASE)

    with pytest.raises(QueueError, match="window_taken"):
        next_door.take_window(second, WINDOW, instead=False)

    reception.sign_in("0312", PHRASE)
    assert reception.take_window(CLERK, WINDOW, instead=False).window == "03"


def test_before_anybody_signed_in_there_is_no_hall(reception: Reception, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="missing"):
        reception.occupants()
    reception.close()
