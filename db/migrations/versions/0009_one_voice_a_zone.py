"""one voice a zone, and when each call was shown and spoken."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channel_lease",
        sa.Column("zone_id", sa.String(), nullable=False),
        sa.Column(
            "holder", sa.String(), nullable=False, comment="One running display, by station and a random end."
        ),
        sa.Column(
            "fit",
            sa.Boolean(),
            nullable=False,
            comment="Whether it can be heard; if not, another may take over.",
        ),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_channel_lease_zone_id_zone")),
        sa.PrimaryKeyConstraint("zone_id", name=op.f("pk_channel_lease")),
        comment="Which display speaks for a zone, and until when unless it asks again.",
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "announced_times",
                sa.Integer(),
                server_default="0",
                nullable=False,
                comment="Up to which repetition.",
            )
        )
        batch_op.add_column(sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("spoken_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("unspoken_because", sa.String(), server_default="", nullable=False))
    op.execute('UPDATE "call" SET announced_times = times WHERE spoken IS NOT NULL')


def downgrade() -> None:
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_column("unspoken_because")
        batch_op.drop_column("spoken_at")
        batch_op.drop_column("shown_at")
        batch_op.drop_column("announced_times")
    op.drop_table("channel_lease")
