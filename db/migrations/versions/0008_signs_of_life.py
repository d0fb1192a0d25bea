"""signs of life: each station says what it is and how it does."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "station",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "host",
            sa.String(),
            nullable=False,
            comment="Two machines may bear one name by mistake: both are seen.",
        ),
        sa.Column("app", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column(
            "printer",
            sa.String(),
            server_default="",
            nullable=False,
            comment="What it says of itself; '': none.",
        ),
        sa.Column("voice", sa.String(), server_default="", nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False, comment="The last sign of life."),
        sa.PrimaryKeyConstraint("name", "host", name=op.f("pk_station")),
        comment="The running kiosks, callers and displays. No part of the hall's history, and in no backup.",
    )


def downgrade() -> None:
    op.drop_table("station")
