"""the catalogue."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "hall",
        sa.Column(
            "catalogue", sa.String(), server_default="", nullable=False, comment="Digest of its items."
        ),
    )
    op.create_table(
        "life_event",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_life_event")),
        comment="What brings people and businesses here: a birth, a home, a shop to open.",
    )
    op.create_table(
        "item",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("pinyin", sa.String(), nullable=False, comment="Of the name, syllable by syllable."),
        sa.Column("department_id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("like_id", sa.String(), nullable=True, comment="Whose words and guide it shares."),
        sa.Column("words", sa.String(), nullable=True, comment="What people call it, separated by spaces."),
        sa.Column("words_pinyin", sa.String(), nullable=True, comment="Of each word, separated by commas."),
        sa.Column("materials", sa.Text(), nullable=True),
        sa.Column("materials_en", sa.Text(), nullable=True),
        sa.Column("fee", sa.String(), nullable=True),
        sa.Column("fee_en", sa.String(), nullable=True),
        sa.Column("time", sa.String(), nullable=True),
        sa.Column("time_en", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_item_department_id_department")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_item_service_id_service")),
        sa.ForeignKeyConstraint(["like_id"], ["item.id"], name=op.f("fk_item_like_id_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        comment="The catalogue: one thing that somebody may want done.",
    )
    op.create_table(
        "item_event",
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["life_event.name"], name=op.f("fk_item_event_event_life_event")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_event_item_id_item")),
        sa.PrimaryKeyConstraint("item_id", "event", name=op.f("pk_item_event")),
    )
    op.create_index("ix_item_event_event", "item_event", ["event"])


def downgrade() -> None:
    op.drop_table("item_event")
    op.drop_table("item")
    op.drop_table("life_event")
    op.drop_column("hall", "catalogue")
