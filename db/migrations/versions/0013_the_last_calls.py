"""the last calls: a board looks back on a dozen, late in the day among ten thousand."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_call_last_called", "call", ["business_date", "last_called_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_call_last_called", table_name="call")
