"""the calls of a ticket: a clerk's screen looks for the last one of everybody who was put aside"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_call_ticket", "call", ["ticket_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_call_ticket", table_name="call")
