"""help asked and given."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "help_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("station", sa.String(), nullable=False, comment="Where it was asked for."),
        sa.Column("zone_id", sa.String(), nullable=False),
        sa.Column(
            "counter",
            sa.Integer(),
            nullable=True,
            comment="NULL: asked for in the hall, not at a counter.",
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False, comment="How often it was asked for."),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True, comment="NULL, though ended: withdrawn."),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["clerk.id"], name=op.f("fk_help_request_answered_by_clerk")
        ),
        sa.ForeignKeyConstraint(
            ["counter"], ["counter.number"], name=op.f("fk_help_request_counter_counter")
        ),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_help_request_zone_id_zone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_request")),
        comment="Somebody needs a hand.",
    )
    op.create_index("ix_help_request_business_date", "help_request", ["business_date", "ended_at"])


def downgrade() -> None:
    op.drop_index("ix_help_request_business_date", table_name="help_request")
    op.drop_table("help_request")
