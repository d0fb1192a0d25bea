"""whose hand it was, and the way back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "by", sa.String(), nullable=True, comment="Whose hand it was; NULL: a visitor's, or nobody's."
            )
        )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("come_back_service", sa.String(), nullable=True, comment="... and for what.")
        )
        batch_op.add_column(
            sa.Column(
                "low", sa.Boolean(), server_default=sa.false(), nullable=False, comment="Needs a low counter."
            )
        )
        batch_op.alter_column(
            "come_back_lane",
            existing_type=sa.String(),
            existing_nullable=True,
            comment="Where it returns to from a transfer ...",
        )
        batch_op.create_foreign_key(
            op.f("fk_ticket_come_back_service_service"), "service", ["come_back_service"], ["id"]
        )
    # Who is lent out at this moment comes back for what they are with now, as it was until then.
    op.execute("UPDATE ticket SET come_back_service = service_id WHERE come_back_lane IS NOT NULL")
    op.execute("UPDATE ticket SET low = (1 = 1) WHERE lane LIKE 'low:%'")


def downgrade() -> None:
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_ticket_come_back_service_service"), type_="foreignkey")
        batch_op.drop_column("low")
        batch_op.drop_column("come_back_service")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_column("by")
