"""where stations stand."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "station",
        sa.Column(
            "zone_id",
            sa.String(),
            server_default="",
            nullable=False,
            comment="Where it stands; '': nobody said.",
        ),
    )
