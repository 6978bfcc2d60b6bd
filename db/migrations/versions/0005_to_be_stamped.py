"""Papers: those that came out and wait for a seal pressed by hand are found without reading all others."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "CREATE INDEX ix_papers_to_be_stamped ON papers (state) WHERE state = 'confirmed' AND seal_mode = 'wet'"
    )
