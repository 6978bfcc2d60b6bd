"""Loads the catalogue of service items, blocks and tables from a folder of TOML files."""
