"""Reads a hall from its TOML file."""

from app.adapters.hall_toml.load import load_hall

__all__ = ["load_hall"]
