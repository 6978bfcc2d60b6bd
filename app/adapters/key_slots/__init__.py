"""The database key in a file, wrapped for each clerk with Argon2id and AES-GCM."""

from app.adapters.key_slots.attempts import AttemptGate
from app.adapters.key_slots.file_key_slots import FileKeySlots
from app.adapters.key_slots.sealing import STANDARD_COST, Argon2Cost

__all__ = ["STANDARD_COST", "Argon2Cost", "AttemptGate", "FileKeySlots"]
