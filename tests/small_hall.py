"""A hall small enough to know by heart, for tests of the rules."""

from datetime import UTC, datetime

from sqlalchemy import insert

from db import models, order
from db.engine import Database


def _named(name: str, name_en: str) -> dict[str, str]:
    return {"name": name, "name_en": name_en}


def load_small_hall(database: Database) -> None:
    """Two zones, three services, four counters: 47 and 48 serve B2 and help B1, 49 is low, 3 serves A1."""
    with database.engine.begin() as connection:
        connection.execute(
            insert(models.hall).values(
                id=1,
                **_named("示例市政务服务中心", "Sample City Service Centre"),
                slogan="易事秒办",
                slogan_en="Done in a moment",
                hotline="12345",
                time_zone="Asia/Shanghai",
                notice="过号后可在导办台激活一次",
                notice_en="Missed your call? The guide desk can help once.",
                ticket_rules="请留意屏幕与广播。",
                ticket_rules_en="Please watch the screens.",
                paper_confirm_s=60,
                no_show_after_calls=1,
                call_pace_s=0,
            )
        )
        connection.execute(insert(models.floor).values(id="1F", **_named("一楼", "Floor 1"), position=1))
        for position, (zone, name, name_en) in enumerate(
            [("A", "综合服务区", "General services"), ("B", "人社医保区", "Social security")]
        ):
            row = {"id": zone, "floor_id": "1F", "channel": f"V{position}", "position": position}
            connection.execute(insert(models.zone).values(**row, **_named(name, name_en)))
        connection.execute(
            insert(models.department).values(
                id="D14",
                **_named("市人力资源和社会保障局", "Human Resources and Social Security Bureau"),
                short="人社局",
                short_en="Social Security",
                category="政府部门",
                position=0,
            )
        )
        for position, (service, zone, name, name_en, minutes) in enumerate(
            [
                ("A1", "A", "咨询导办", "Guide desk", 3),
                ("B1", "B", "社会保险", "Social insurance", 10),
                ("B2", "B", "社会保障卡", "Social security card", 8),
            ]
        ):
            connection.execute(
                insert(models.service).values(
                    id=service,
                    zone_id=zone,
                    **_named(name, name_en),
                    short=name,
                    short_en=name_en,
                    kind="guidance" if service == "A1" else "special",
                    expected_min=minutes,
                    limit_min=minutes * 2,
                    asks_card=False,
                    by_appointment=False,
                    position=position,
                )
            )
            connection.execute(
                insert(models.service_department).values(service_id=service, department_id="D14")
            )
        connection.execute(
            insert(models.visitor_group).values(
                id="elderly",
                **_named("70 岁以上老年人", "Aged 70 and over"),
                head_start_min=30,
                evidence="居民身份证",
                evidence_en="ID card",
                min_age=70,
                position=0,
            )
        )
        connection.execute(
            insert(models.clerk),
            [
                {"id": "wang", **_named("王敏", "Wang Min")},
                {"id": "li", **_named("李强", "Li Qiang")},
                {"id": "zhao", **_named("赵丽", "Zhao Li")},
                {"id": "chen", **_named("陈静", "Chen Jing")},
            ],
        )
        for number, zone, low, lanes in (
            (3, "A", False, {order.service_lane("A1"): 0}),
            (47, "B", False, {order.service_lane("B2"): 0, order.service_lane("B1"): 10}),
            (48, "B", False, {order.service_lane("B2"): 0, order.service_lane("B1"): 10}),
            (49, "B", True, {order.service_lane("B1"): 0, order.low_lane("B1"): 0}),
        ):
            connection.execute(insert(models.counter).values(number=number, zone_id=zone, low=low))
            connection.execute(
                insert(models.counter_lane),
                [
                    {"counter": number, "lane": lane, "handicap_min": handicap_min}
                    for lane, handicap_min in (lanes | {order.own_lane(number): 0}).items()
                ],
            )


def zone_where_it_is_about_noon() -> str:
    """For a hall that is at work for minutes: no midnight comes between, at which numbers begin anew."""
    east_h = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-east_h:+d}"  # these zones count the other way round
