"""what a call was for: a board finds each service's newest number, and a ticket sent on is not yet called there"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.add_column(sa.Column("service_id", sa.String(), nullable=True))
    # Where the ticket was sent on meanwhile nobody looks back so far but a board, and only today.
    op.execute(
        "UPDATE call SET service_id = (SELECT service_id FROM ticket WHERE ticket.id = call.ticket_id)"
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.alter_column("service_id", existing_type=sa.String(), nullable=False)
        batch_op.create_foreign_key(op.f("fk_call_service_id_service"), "service", ["service_id"], ["id"])
    op.create_index("ix_call_service", "call", ["business_date", "service_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_call_service", table_name="call")
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_call_service_id_service"), type_="foreignkey")
        batch_op.drop_column("service_id")
