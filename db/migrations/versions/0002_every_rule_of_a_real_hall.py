"""every rule of a real hall."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bundle",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "retired",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="No longer in the hall's folder; kept because what happened refers to it.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle")),
        comment="Several errands on one ticket, one after the other.",
    )
    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True, comment="0 is Monday; NULL with a date."),
        sa.Column("date", sa.Date(), nullable=True, comment="One day's own hours, instead of its weekday's."),
        sa.Column("kind", sa.String(), nullable=False, comment="issue, serve or closed."),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("reason_en", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(weekday IS NULL) <> (date IS NULL)", name=op.f("ck_opening_hours_weekday_or_date")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_hours")),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False, comment="What the visitor shows."),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("person_hash", sa.String(), nullable=True),
        sa.Column("person_mask", sa.String(), nullable=True),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_appointment_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("code", name=op.f("uq_appointment_code")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index("ix_appointment_slot", ["service_id", "starts_at"], unique=False)

    op.create_table(
        "bundle_step",
        sa.Column("bundle_id", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False, comment="From 1."),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["bundle_id"], ["bundle.id"], name=op.f("fk_bundle_step_bundle_id_bundle")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_bundle_step_service_id_service")
        ),
        sa.PrimaryKeyConstraint("bundle_id", "step", name=op.f("pk_bundle_step")),
    )
    op.create_table(
        "clerk_service",
        sa.Column("clerk_id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["clerk_id"], ["clerk.id"], name=op.f("fk_clerk_service_clerk_id_clerk")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_clerk_service_service_id_service")
        ),
        sa.PrimaryKeyConstraint("clerk_id", "service_id", name=op.f("pk_clerk_service")),
        comment="What a clerk may serve; nothing named: whatever the counter serves.",
    )
    op.create_table(
        "slot",
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_slot_service_id_service")),
        sa.PrimaryKeyConstraint("service_id", "weekday", "starts", name=op.f("pk_slot")),
        comment="How many may book, each week.",
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "reason", sa.Text(), server_default="", nullable=False, comment="Why this ticket was chosen."
            )
        )
        batch_op.add_column(
            sa.Column("items", sa.JSON(), server_default="[]", nullable=False, comment="What was handled.")
        )

    with op.batch_alter_table("clerk", schema=None) as batch_op:
        batch_op.add_column(sa.Column("role", sa.String(), server_default="clerk", nullable=False))
        batch_op.add_column(
            sa.Column(
                "pin_hash", sa.String(), nullable=True, comment="argon2id; NULL: no PIN was given out yet."
            )
        )
        batch_op.add_column(sa.Column("wrong_pins", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("wrong_pin_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("counter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("pause_reason", sa.String(), nullable=True))

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "digest",
                sa.String(length=64),
                nullable=True,
                comment="SHA-256 over this event and the digest before it.",
            )
        )

    with op.batch_alter_table("hall", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("no_show_after_calls", sa.Integer(), server_default="3", nullable=False)
        )
        batch_op.add_column(sa.Column("calls_at_most", sa.Integer(), server_default="5", nullable=False))
        batch_op.add_column(sa.Column("call_pace_s", sa.Integer(), server_default="10", nullable=False))
        batch_op.add_column(sa.Column("reactivate_behind", sa.Integer(), server_default="3", nullable=False))
        batch_op.add_column(sa.Column("reactivate_at_most", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("transfer_keep_min", sa.Integer(), server_default="30", nullable=False))
        batch_op.add_column(sa.Column("undo_s", sa.Integer(), server_default="10", nullable=False))
        batch_op.add_column(
            sa.Column("booking_head_start_min", sa.Integer(), server_default="10", nullable=False)
        )
        batch_op.add_column(sa.Column("booking_early_min", sa.Integer(), server_default="30", nullable=False))
        batch_op.add_column(sa.Column("booking_late_min", sa.Integer(), server_default="15", nullable=False))
        batch_op.add_column(sa.Column("booking_days_ahead", sa.Integer(), server_default="5", nullable=False))
        batch_op.add_column(sa.Column("booking_cancel_h", sa.Integer(), server_default="2", nullable=False))
        batch_op.add_column(sa.Column("purge_days", sa.Integer(), server_default="30", nullable=False))
        batch_op.add_column(
            sa.Column("one_open_ticket", sa.String(), server_default="service", nullable=False)
        )

    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("prefix", sa.String(), nullable=True, comment="The service that gave the number.")
        )
        batch_op.add_column(sa.Column("reactivations", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("hold_kind", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("held_by_counter", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "note", sa.Text(), server_default="", nullable=False, comment="For whoever serves it next."
            )
        )
        batch_op.add_column(
            sa.Column(
                "come_back_lane", sa.String(), nullable=True, comment="Where it returns to from a transfer."
            )
        )
        batch_op.add_column(sa.Column("bundle_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("step", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("appointment_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("person_hash", sa.String(), nullable=True, comment="Keyed; never the number itself.")
        )
        batch_op.add_column(sa.Column("person_mask", sa.String(), nullable=True))
    op.execute("UPDATE ticket SET prefix = service_id")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.alter_column("prefix", existing_type=sa.String(), nullable=False)
        batch_op.drop_constraint(batch_op.f("uq_ticket_business_date_service_id_serial"), type_="unique")
        batch_op.create_index("ix_ticket_person", ["business_date", "person_hash"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_ticket_appointment_id"), ["appointment_id"])
        batch_op.create_unique_constraint(
            batch_op.f("uq_ticket_business_date_prefix_serial"), ["business_date", "prefix", "serial"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_ticket_held_by_counter_counter"), "counter", ["held_by_counter"], ["number"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_ticket_prefix_service"), "service", ["prefix"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_ticket_bundle_id_bundle"), "bundle", ["bundle_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_ticket_appointment_id_appointment"), "appointment", ["appointment_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_ticket_appointment_id_appointment"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_ticket_bundle_id_bundle"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_ticket_prefix_service"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_ticket_held_by_counter_counter"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_ticket_business_date_prefix_serial"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_ticket_appointment_id"), type_="unique")
        batch_op.drop_index("ix_ticket_person")
        batch_op.create_unique_constraint(
            batch_op.f("uq_ticket_business_date_service_id_serial"), ["business_date", "service_id", "serial"]
        )
        batch_op.drop_column("person_mask")
        batch_op.drop_column("person_hash")
        batch_op.drop_column("appointment_id")
        batch_op.drop_column("step")
        batch_op.drop_column("bundle_id")
        batch_op.drop_column("come_back_lane")
        batch_op.drop_column("note")
        batch_op.drop_column("held_by_counter")
        batch_op.drop_column("hold_kind")
        batch_op.drop_column("reactivations")
        batch_op.drop_column("prefix")

    with op.batch_alter_table("hall", schema=None) as batch_op:
        batch_op.drop_column("one_open_ticket")
        batch_op.drop_column("purge_days")
        batch_op.drop_column("booking_cancel_h")
        batch_op.drop_column("booking_days_ahead")
        batch_op.drop_column("booking_late_min")
        batch_op.drop_column("booking_early_min")
        batch_op.drop_column("booking_head_start_min")
        batch_op.drop_column("undo_s")
        batch_op.drop_column("transfer_keep_min")
        batch_op.drop_column("reactivate_at_most")
        batch_op.drop_column("reactivate_behind")
        batch_op.drop_column("call_pace_s")
        batch_op.drop_column("calls_at_most")
        batch_op.drop_column("no_show_after_calls")

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_column("digest")

    with op.batch_alter_table("counter", schema=None) as batch_op:
        batch_op.drop_column("pause_reason")
        batch_op.drop_column("paused_at")

    with op.batch_alter_table("clerk", schema=None) as batch_op:
        batch_op.drop_column("wrong_pin_at")
        batch_op.drop_column("wrong_pins")
        batch_op.drop_column("pin_hash")
        batch_op.drop_column("role")

    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_column("items")
        batch_op.drop_column("reason")

    op.drop_table("slot")
    op.drop_table("clerk_service")
    op.drop_table("bundle_step")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index("ix_appointment_slot")

    op.drop_table("appointment")
    op.drop_table("opening_hours")
    op.drop_table("bundle")
