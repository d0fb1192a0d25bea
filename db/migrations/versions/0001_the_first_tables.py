"""the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "clerk",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column(
            "retired",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="No longer in the hall's folder; kept because what happened refers to it.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clerk")),
    )
    op.create_table(
        "department",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("short_en", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
    )
    op.create_table(
        "event",
        sa.Column(
            "id", sa.Integer(), autoincrement=False, nullable=False, comment="Given within the turn: no gaps."
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("request", sa.String(length=32), nullable=True),
        sa.Column(
            "zone_id",
            sa.String(),
            nullable=True,
            comment="The service's zone; NULL with counter_zone_id: concerns the whole hall.",
        ),
        sa.Column("counter_zone_id", sa.String(), nullable=True),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("clerk_id", sa.String(), nullable=True),
        sa.Column(
            "facts", sa.JSON(), nullable=False, comment="What this kind of event says beyond the columns."
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("request", name=op.f("uq_event_request")),
        comment="What happened, written once, in the transaction of the change itself.",
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_ticket", ["ticket_id", "id"], unique=False)

    op.create_table(
        "floor",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "retired",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="No longer in the hall's folder; kept because what happened refers to it.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_floor")),
    )
    op.create_table(
        "hall",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("slogan", sa.String(), nullable=False),
        sa.Column("slogan_en", sa.String(), nullable=False),
        sa.Column("hotline", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("notice_en", sa.Text(), nullable=False),
        sa.Column("ticket_rules", sa.Text(), nullable=False),
        sa.Column("ticket_rules_en", sa.Text(), nullable=False),
        sa.Column("paper_confirm_s", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall")),
        comment="The one hall of this database, and its own texts.",
    )
    op.create_table(
        "visitor_group",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("head_start_min", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("evidence_en", sa.String(), nullable=False),
        sa.Column("min_age", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "retired",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="No longer in the hall's folder; kept because what happened refers to it.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor_group")),
    )
    op.create_table(
        "zone",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("floor_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "retired",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="No longer in the hall's folder; kept because what happened refers to it.",
        ),
        sa.ForeignKeyConstraint(["floor_id"], ["floor.id"], name=op.f("fk_zone_floor_id_floor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone")),
    )
    op.create_table(
        "counter",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("zone_id", sa.String(), nullable=False),
        sa.Column("low", sa.Boolean(), nullable=False),
        sa.Column("clerk_id", sa.String(), nullable=True, comment="Who has it open; NULL: closed."),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "retired",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="No longer in the hall's folder; kept because what happened refers to it.",
        ),
        sa.ForeignKeyConstraint(["clerk_id"], ["clerk.id"], name=op.f("fk_counter_clerk_id_clerk")),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_counter_zone_id_zone")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_counter")),
        sa.UniqueConstraint("clerk_id", name=op.f("uq_counter_clerk_id")),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.String(), nullable=False, comment="Its prefix: the start of its numbers."),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("short_en", sa.String(), nullable=False),
        sa.Column("zone_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("expected_min", sa.Integer(), nullable=False, comment="How long a visit takes as a rule."),
        sa.Column("limit_min", sa.Integer(), nullable=False, comment="How long it should take at most."),
        sa.Column("cap_am", sa.Integer(), nullable=True),
        sa.Column("cap_pm", sa.Integer(), nullable=True),
        sa.Column("warn_waiting", sa.Integer(), nullable=True),
        sa.Column("warn_wait_min", sa.Integer(), nullable=True),
        sa.Column("asks_card", sa.Boolean(), nullable=False),
        sa.Column("by_appointment", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "retired",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="No longer in the hall's folder; kept because what happened refers to it.",
        ),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_service_zone_id_zone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_table(
        "counter_lane",
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("handicap_min", sa.Integer(), nullable=False, comment="0: its own; more: it helps out."),
        sa.ForeignKeyConstraint(
            ["counter"], ["counter.number"], name=op.f("fk_counter_lane_counter_counter")
        ),
        sa.PrimaryKeyConstraint("counter", "lane", name=op.f("pk_counter_lane")),
        comment="The lanes a counter looks at.",
    )
    op.create_table(
        "service_department",
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("department_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_service_department_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_department_service_id_service")
        ),
        sa.PrimaryKeyConstraint("service_id", "department_id", name=op.f("pk_service_department")),
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False, comment="Random; what the QR code says."),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column(
            "due_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="The moment from which it counts as waiting.",
        ),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("group_id", sa.String(), nullable=True),
        sa.Column("head_start_min", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["visitor_group.id"], name=op.f("fk_ticket_group_id_visitor_group")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_ticket_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("business_date", "number", name=op.f("uq_ticket_business_date_number")),
        sa.UniqueConstraint(
            "business_date", "service_id", "serial", name=op.f("uq_ticket_business_date_service_id_serial")
        ),
        sa.UniqueConstraint("token", name=op.f("uq_ticket_token")),
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ticket_place_in_line",
            ["business_date", "lane", "due_at", "id"],
            unique=False,
            postgresql_where=sa.text("state = 'waiting'"),
            sqlite_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(
            "ix_ticket_without_news_of_paper",
            ["issued_at"],
            unique=False,
            postgresql_where=sa.text("state = 'issued'"),
            sqlite_where=sa.text("state = 'issued'"),
        )

    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("clerk_id", sa.String(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spoken", sa.Boolean(), nullable=True, comment="NULL: not announced yet."),
        sa.Column("served_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["clerk_id"], ["clerk.id"], name=op.f("fk_call_clerk_id_clerk")),
        sa.ForeignKeyConstraint(["counter"], ["counter.number"], name=op.f("fk_call_counter_counter")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_call_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.create_index("ix_call_business_date_counter", ["business_date", "counter"], unique=False)
        batch_op.create_index(
            "uq_call_open_counter",
            ["counter"],
            unique=True,
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index(
            "uq_call_open_ticket",
            ["ticket_id"],
            unique=True,
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )


def downgrade() -> None:

    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_call_open_ticket",
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(
            "uq_call_open_counter",
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index("ix_call_business_date_counter")

    op.drop_table("call")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_ticket_without_news_of_paper",
            postgresql_where=sa.text("state = 'issued'"),
            sqlite_where=sa.text("state = 'issued'"),
        )
        batch_op.drop_index(
            "ix_ticket_place_in_line",
            postgresql_where=sa.text("state = 'waiting'"),
            sqlite_where=sa.text("state = 'waiting'"),
        )

    op.drop_table("ticket")
    op.drop_table("service_department")
    op.drop_table("counter_lane")
    op.drop_table("service")
    op.drop_table("counter")
    op.drop_table("zone")
    op.drop_table("visitor_group")
    op.drop_table("hall")
    op.drop_table("floor")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_ticket")

    op.drop_table("event")
    op.drop_table("department")
    op.drop_table("clerk")
