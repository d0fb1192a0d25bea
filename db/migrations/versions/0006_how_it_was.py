"""how it was: ratings, and the cases that bad ones open."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("hall") as batch_op:
        batch_op.add_column(sa.Column("rating_wait_s", sa.Integer(), server_default="60", nullable=False))
        batch_op.add_column(sa.Column("case_days", sa.Integer(), server_default="5", nullable=False))
    op.create_table(
        "rating",
        sa.Column("call_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "ended_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="Answered, or nobody did; NULL: still asked.",
        ),
        sa.Column(
            "level", sa.String(), nullable=False, comment="Not rated until the visitor says otherwise."
        ),
        sa.Column(
            "words",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="The visitor's own; forgotten by purge.",
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_rating_call_id_call")),
        sa.ForeignKeyConstraint(["counter"], ["counter.number"], name=op.f("fk_rating_counter_counter")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_rating_service_id_service")),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_rating")),
        comment="How a visitor found a visit.",
    )
    op.create_index("ix_rating_counter_call_id", "rating", ["counter", "call_id"])
    op.create_table(
        "rating_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False, comment="What was found and done."),
        sa.ForeignKeyConstraint(["call_id"], ["rating.call_id"], name=op.f("fk_rating_case_call_id_rating")),
        sa.ForeignKeyConstraint(["closed_by"], ["clerk.id"], name=op.f("fk_rating_case_closed_by_clerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_case")),
        sa.UniqueConstraint("call_id", name=op.f("uq_rating_case_call_id")),
        comment="A visit that its visitor was not content with.",
    )
    op.create_index("ix_rating_case_closed_at", "rating_case", ["closed_at"])


def downgrade() -> None:
    op.drop_table("rating_case")
    op.drop_table("rating")
    with op.batch_alter_table("hall") as batch_op:
        batch_op.drop_column("case_days")
        batch_op.drop_column("rating_wait_s")
