"""pads by leave: which station of call pads may sign whom in where."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pad_grant",
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False, comment="SHA-256 of 256 random bits."),
        sa.Column("seats", sa.JSON(), nullable=False, comment="[counter, clerk] each."),
        sa.Column("allowed_by", sa.String(), nullable=False),
        sa.Column("allowed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["allowed_by"], ["clerk.id"], name=op.f("fk_pad_grant_allowed_by_clerk")),
        sa.PrimaryKeyConstraint("station", name=op.f("pk_pad_grant")),
        comment="Which station of call pads may sign whom in where.",
    )


def downgrade() -> None:
    op.drop_table("pad_grant")
