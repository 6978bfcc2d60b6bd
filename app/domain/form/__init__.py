"""Intake forms: the catalogue's own format, its rule language, and the sheet a clerk fills in.

Written by county staff as TOML (`reading`), checked before anything runs (`rules`, `compiling`), filled in
through a `FormSheet` (`sheet`).
"""
