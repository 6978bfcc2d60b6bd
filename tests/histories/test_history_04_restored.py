"""History 4: a window prints offline, dies, is restored from an old backup and prints before contact."""

import pytest
from ledger_world import Standing, World

from app.domain.ledger.chain import Source
from app.domain.ledger.operation import Subject
from app.domain.numbers import parse_document_number
from app.domain.restore import Evidence, Sign, next_source, signs


def a_window_that_died_after_printing(printed_before_backup=11):
    world = World()
    window = world.window(3)
    world.cut_off(window)
    for _ in range(printed_before_backup):
        window.accepts(window.opens())
    backup = window.backup()
    for _ in range(4):
        window.accepts(window.opens())
    window.dies_and_is_restored(backup)
    return world, window


def serials_of(world, tag):
    numbers = [parse_document_number(printed.number) for printed in world.pile]
    return [number.serial for number in numbers if str(number.series.tag) == tag]


@pytest.mark.parametrize("sent_before_the_crash", [False, True])
def test_numbers_of_the_dead_disk_are_never_used_again(sent_before_the_crash):
    world, window = a_window_that_died_after_printing()
    if sent_before_the_crash:
        # given a part of the backup had been sent before, with its answers lost
        for delivered in window.database.unsent[:5]:
            window.sends(delivered, answer_is_lost=True)
    # when it starts and prints before it is online
    assert window.starts() is Standing.RESTORED
    case = window.opens()
    printed = window.accepts(case)
    assert printed.number == "赣崇关受(3乙)〔2026〕1号"
    assert serials_of(world, "3甲") == list(range(1, 16)), "12 to 15 were printed once"
    # then everything that survived arrives exactly once, under the new epoch
    world.everyone_syncs()
    assert window.database.unsent == []
    assert window.database.source == Source("pc-3", 2)
    assert window.forks_found == []
    world.must_be_lawful()


def test_a_lost_paper_comes_back_by_scanning_it():
    world, window = a_window_that_died_after_printing()
    lost = world.pile[-1]
    window.starts()
    again = Subject("case", world.ids.operation_id())
    # when its case, lost as well, is begun again from the sheet, and the notice proves that it was accepted
    reading = {"item": {"id": "F01", "version": 1, "name": "事项"}, "received_on": "2026-11-26"}
    window.acts("case.taken_back.v1", again, {**reading, "case_number": "old", "query_code": "code"})
    paper = {"paper": lost.paper, "number": lost.number, "hash": "from the QR"}
    proof = {"issued_on": "2026-11-26", "proves": "accepted", "due_on": "2026-12-03"}
    window.acts("paper.taken_back.v1", again, {**paper, **proof})
    world.everyone_syncs()
    # then it stands accepted, and nobody can accept it a second time
    document = world.state(again).document
    assert document["papers"][lost.paper]["number"] == lost.number
    assert (document["state"], document["due_on"]) == ("accepted", "2026-12-03")
    window.acts("case.accepted.v1", again, {"due_on": "2027-01-01"})
    world.everyone_syncs()
    assert world.state(again).document["due_on"] == "2026-12-03"
    assert len(world.state(again).held) == 1
    world.must_be_lawful()


def test_a_second_restore_from_the_same_backup_gets_yet_another_tag():
    world, window = a_window_that_died_after_printing(printed_before_backup=1)
    backup = window.backup()
    window.starts()
    window.accepts(window.opens())
    window.dies_and_is_restored(backup)
    assert window.starts() is Standing.RESTORED
    assert window.accepts(window.opens()).number == "赣崇关受(3丙)〔2026〕1号"
    world.everyone_syncs()
    world.must_be_lawful()


def test_a_restored_window_is_restored_once_only():
    _, window = a_window_that_died_after_printing()
    assert window.starts() is Standing.RESTORED
    assert window.starts() is Standing.NORMAL
    window.accepts(window.opens())
    assert window.starts() is Standing.NORMAL


def test_the_hosts_witness_is_enough_when_the_issue_log_died_too():
    world, window = a_window_that_died_after_printing()
    witness = (window.issue_log[-1],)
    window.issue_log.clear()
    assert window.starts(witness=witness) is Standing.RESTORED
    window.accepts(window.opens())
    world.everyone_syncs()
    world.must_be_lawful()


def test_with_no_witness_at_all_the_authority_finds_it_at_first_contact():
    world = World()
    window = world.window(3)
    backup = window.backup()
    window.opens()
    window.dies_and_is_restored(backup)
    assert window.starts() is Standing.NORMAL, "nothing was printed, nothing outside the database knows"
    window.opens()
    assert len(window.forks_found) == 1
    assert window.database.source == Source("pc-3", 2)
    world.everyone_syncs()
    world.must_be_lawful()


def test_every_sign_is_named():
    _, window = a_window_that_died_after_printing(printed_before_backup=1)
    evidence = Evidence(
        source=window.database.source,
        issued=tuple(window.issue_log),
        hash_at=window.database.hashes,
        bound_hardware="old board",
        hardware="new board",
        restored_by_person=True,
    )
    assert signs(evidence) == (Sign.BY_PERSON, Sign.OTHER_HARDWARE, Sign.NUMBERS_AHEAD)
    assert next_source(evidence, known_epoch=6) == Source("pc-3", 7)
    assert [sign.code for sign in Sign] == [
        "ledger.restored_by_person",
        "ledger.hardware_changed",
        "ledger.folder_changed",
        "ledger.numbers_ahead",
    ]
