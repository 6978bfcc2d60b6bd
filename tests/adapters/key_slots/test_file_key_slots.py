"""The key opens for the right pass phrase here, for two keepers together, and for nobody else."""

import json
from pathlib import Path

import pytest

from app.adapters.key_slots import STANDARD_COST, AttemptGate, FileKeySlots
from app.adapters.random_ids import RandomIds
from app.domain.storage import StorageError, key_check
from app.ports.key_slots import OpenSlot, SlotOwner
from app.ports.secrets import Secrets, SecretsState

GOOD = "阳岭的云雾茶 2026"
OTHER = "上堡梯田 & 米酒"
FIRST, SECOND = "第一位保管人 01", "第二位保管人 02"


def refused(code: str) -> pytest.RaisesExc[StorageError]:
    return pytest.raises(StorageError, match=f"storage.{code}'")


def test_the_right_pass_phrase_gives_the_key_back(slots: FileKeySlots, liao: SlotOwner) -> None:
    key = slots.create(liao, GOOD)
    assert len(key) == 32
    assert slots.unlock("c-1", GOOD) == key
    assert slots.key_check() == key_check(key)


def test_a_wrong_pass_phrase_is_told_with_the_tries_left(slots: FileKeySlots, liao: SlotOwner) -> None:
    slots.create(liao, GOOD)
    with refused("wrong_pass_phrase") as caught:
        slots.unlock("c-1", OTHER)
    assert caught.value.facts == {"left": 4}


def test_full_width_typing_is_the_same_pass_phrase(slots: FileKeySlots, liao: SlotOwner) -> None:
    key = slots.create(liao, "Tea & rice 88")
    typed = "".join("\u3000" if key == " " else chr(ord(key) + 0xFEE0) for key in "Tea & rice 88")
    assert slots.unlock("c-1", typed) == key


def test_each_clerk_has_his_own_way_to_the_same_key(
    slots: FileKeySlots, liao: SlotOwner, zhong: SlotOwner
) -> None:
    key = slots.create(liao, GOOD)
    slots.put_slot(key, zhong, OTHER)
    assert slots.unlock("c-1", GOOD) == slots.unlock("c-2", OTHER) == key
    with refused("wrong_pass_phrase"):
        slots.unlock("c-2", GOOD)
    assert slots.slots() == (OpenSlot(liao, is_device_bound=True), OpenSlot(zhong, is_device_bound=True))


def test_a_new_pass_phrase_replaces_the_old_and_the_key_stays(slots: FileKeySlots, liao: SlotOwner) -> None:
    key = slots.create(liao, GOOD)
    slots.put_slot(slots.unlock("c-1", GOOD), liao, OTHER)
    assert slots.unlock("c-1", OTHER) == key
    with refused("wrong_pass_phrase"):
        slots.unlock("c-1", GOOD)


def test_a_slot_cannot_be_passed_off_as_another_clerks(
    slots: FileKeySlots, liao: SlotOwner, zhong: SlotOwner
) -> None:
    slots.put_slot(slots.create(liao, GOOD), zhong, OTHER)
    content = json.loads(slots.path.read_text("utf-8"))
    content["slots"][0]["owner"], content["slots"][1]["owner"] = (
        content["slots"][1]["owner"],
        content["slots"][0]["owner"],
    )
    slots.path.write_text(json.dumps(content), "utf-8")
    with refused("wrong_pass_phrase"):
        slots.unlock("c-2", GOOD)


def test_a_slot_is_only_given_by_one_who_holds_the_key(
    slots: FileKeySlots, liao: SlotOwner, zhong: SlotOwner
) -> None:
    slots.create(liao, GOOD)
    with refused("wrong_key"):
        slots.put_slot(bytes(32), zhong, OTHER)
    with refused("wrong_key"):
        slots.set_recovery(bytes(32), FIRST, SECOND)


def test_a_removed_clerk_is_out_but_the_last_one_stays(
    slots: FileKeySlots, liao: SlotOwner, zhong: SlotOwner
) -> None:
    slots.put_slot(slots.create(liao, GOOD), zhong, OTHER)
    slots.remove_slot("c-1")
    with refused("unknown_clerk"):
        slots.unlock("c-1", GOOD)
    with refused("unknown_clerk"):
        slots.remove_slot("c-1")
    with refused("last_slot"):
        slots.remove_slot("c-2")


# --- the computer's own secret ----------------------------------------------------------------


def test_stolen_files_do_not_open_on_another_computer(
    slots: FileKeySlots, liao: SlotOwner, secrets: Secrets
) -> None:
    slots.create(liao, GOOD)
    secrets.put("database-device-secret", bytes(32))
    with refused("wrong_pass_phrase"):
        slots.unlock("c-1", GOOD)


def test_a_bound_slot_without_its_keyring_is_not_called_a_wrong_pass_phrase(
    slots: FileKeySlots, liao: SlotOwner, secrets
) -> None:
    slots.create(liao, GOOD)
    secrets.is_in = SecretsState.LOCKED
    with refused("keyring_locked"):
        slots.unlock("c-1", GOOD)
    secrets.is_in, secrets.kept = SecretsState.READY, {}
    with refused("keyring_absent"):
        slots.unlock("c-1", GOOD)
    assert slots.path.with_name("attempts.json").read_text("utf-8") == "{}", "no try was counted"


def test_without_a_keyring_the_slot_says_that_the_pass_phrase_stands_alone(
    slots: FileKeySlots, liao: SlotOwner, secrets
) -> None:
    secrets.is_in = SecretsState.ABSENT
    key = slots.create(liao, GOOD)
    assert slots.slots() == (OpenSlot(liao, is_device_bound=False),)
    assert slots.unlock("c-1", GOOD) == key
    assert secrets.kept == {}


def test_a_locked_keyring_is_not_taken_for_an_absent_one(
    slots: FileKeySlots, liao: SlotOwner, secrets
) -> None:
    secrets.is_in = SecretsState.LOCKED
    with refused("keyring_locked"):
        slots.create(liao, GOOD)
    assert not slots.path.exists()


# --- recovery by two persons ------------------------------------------------------------------


def test_two_keepers_together_recover_the_key_on_any_computer(
    slots: FileKeySlots, liao: SlotOwner, secrets
) -> None:
    key = slots.create(liao, GOOD)
    slots.set_recovery(key, FIRST, SECOND)
    secrets.is_in, secrets.kept = SecretsState.ABSENT, {}
    assert slots.recover(FIRST, SECOND) == key
    slots.put_slot(slots.recover(FIRST, SECOND), liao, OTHER)
    assert slots.unlock("c-1", OTHER) == key


@pytest.mark.parametrize(
    "phrases", [(FIRST, FIRST), (SECOND, SECOND), (SECOND, FIRST), (FIRST, ""), ("", "")]
)
def test_one_keeper_alone_recovers_nothing(
    slots: FileKeySlots, liao: SlotOwner, phrases: tuple[str, str]
) -> None:
    slots.set_recovery(slots.create(liao, GOOD), FIRST, SECOND)
    with refused("wrong_recovery"):
        slots.recover(*phrases)


def test_recovery_stays_when_slots_change_and_must_have_been_set(
    slots: FileKeySlots, liao: SlotOwner, zhong: SlotOwner
) -> None:
    key = slots.create(liao, GOOD)
    with refused("no_recovery"):
        slots.recover(FIRST, SECOND)
    slots.set_recovery(key, FIRST, SECOND)
    slots.put_slot(key, zhong, OTHER)
    assert slots.recover(FIRST, SECOND) == key


# --- the file ---------------------------------------------------------------------------------


def test_the_file_tells_neither_key_nor_pass_phrase(slots: FileKeySlots, liao: SlotOwner) -> None:
    key = slots.create(liao, GOOD)
    text = slots.path.read_text("utf-8")
    assert key.hex() not in text
    assert GOOD not in text
    assert slots.path.stat().st_mode & 0o077 == 0


def test_two_halls_never_share_a_key_salt_or_nonce(
    slots: FileKeySlots, liao: SlotOwner, zhong: SlotOwner
) -> None:
    key = slots.create(liao, GOOD)
    slots.put_slot(key, zhong, GOOD)
    first, second = json.loads(slots.path.read_text("utf-8"))["slots"]
    assert first["salt"] != second["salt"]
    assert first["sealed"]["nonce"] != second["sealed"]["nonce"]
    assert first["sealed"]["ciphertext"] != second["sealed"]["ciphertext"]


def test_a_key_file_is_never_made_over_another(slots: FileKeySlots, liao: SlotOwner) -> None:
    slots.create(liao, GOOD)
    before = slots.path.read_bytes()
    with refused("keys_exist"):
        slots.create(liao, OTHER)
    assert slots.path.read_bytes() == before


def test_a_missing_or_damaged_key_file_is_told_and_left_alone(slots: FileKeySlots, liao: SlotOwner) -> None:
    with refused("keys_missing"):
        slots.unlock("c-1", GOOD)
    slots.create(liao, GOOD)
    whole = slots.path.read_text("utf-8")
    for damaged in (
        whole[:-40],
        whole.replace('"salt"', '"sult"'),
        whole.replace('"format": 1', '"format": 9'),
    ):
        slots.path.write_text(damaged, "utf-8")
        with refused("keys_damaged"):
            slots.unlock("c-1", GOOD)
        assert slots.path.read_text("utf-8") == damaged


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("cost", "memory_kib", 10**9),
        ("cost", "memory_kib", 0),
        ("cost", "memory_kib", True),
        ("cost", "iterations", 0),
        ("cost", "iterations", 10**6),
        ("cost", "lanes", 0),
        ("cost", "lanes", 60),
        ("sealed", "nonce", ""),
        ("sealed", "nonce", "00" * 40),
        ("sealed", "ciphertext", "00"),
    ],
)
def test_a_slot_with_values_that_cannot_be_is_damage_told_in_words(
    slots: FileKeySlots, liao: SlotOwner, part: str, name: str, value: object
) -> None:
    slots.create(liao, GOOD)
    file = json.loads(slots.path.read_text("utf-8"))
    file["slots"][0][part][name] = value
    slots.path.write_text(json.dumps(file), "utf-8")

    with refused("keys_damaged"):
        slots.unlock("c-1", GOOD)


def test_a_stop_while_writing_leaves_the_old_file(slots: FileKeySlots, liao: SlotOwner) -> None:
    key = slots.create(liao, GOOD)
    slots.path.with_name("keys.json.unfinished").write_text("{", "utf-8")
    assert slots.unlock("c-1", GOOD) == key


def test_the_standard_cost_opens_too(tmp_path: Path, liao: SlotOwner, secrets: Secrets, clock) -> None:
    gate = AttemptGate(tmp_path / "attempts.json", clock)
    slots = FileKeySlots(path=tmp_path / "keys.json", secrets=secrets, ids=RandomIds(), gate=gate)
    assert slots.create(liao, GOOD) == slots.unlock("c-1", GOOD)
    assert json.loads(slots.path.read_text("utf-8"))["slots"][0]["cost"] == {
        "memory_kib": 65536,
        "iterations": 3,
        "lanes": 1,
    }
    assert slots.cost == STANDARD_COST


def test_weak_pass_phrases_are_refused_before_anything_is_written(
    slots: FileKeySlots, liao: SlotOwner
) -> None:
    for weak in ("短", "廖秀英 0107 abc"):
        with pytest.raises(StorageError, match="pass_phrase"):
            slots.create(liao, weak)
    assert not slots.path.exists()
