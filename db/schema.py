"""The ground of every table: one catalogue of names, and tables that keep to their column types."""

from sqlalchemy import Column, MetaData, Table
from sqlalchemy.schema import SchemaItem

# Named constraints can be found again by a migration: https://alembic.sqlalchemy.org/en/latest/naming.html
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def strict_table(name: str, *items: "Column[object] | SchemaItem") -> Table:
    """Return a STRICT table of our catalogue: a column refuses values of another type."""
    return Table(name, metadata, *items, sqlite_strict=True)
