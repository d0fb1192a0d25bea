"""one index for the line: no other may begin with the day, or a plan made for an empty morning would take it."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_ticket_person", table_name="ticket")
    op.create_index("ix_ticket_person", "ticket", ["person_hash", "business_date"])


def downgrade() -> None:
    op.drop_index("ix_ticket_person", table_name="ticket")
    op.create_index("ix_ticket_person", "ticket", ["business_date", "person_hash"])
