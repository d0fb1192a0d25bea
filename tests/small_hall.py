"""The hall that most tests run: two zones, three services, six counters, all that matters and nothing else.

A1 residence  zone A   counters 101 102, helped by 103 (handicap 10 min)
A2 property   zone A   counters 103 104, of which 104 is low
B1 taxes      zone B   counters 201 202, of which 202 is low
"""

from __future__ import annotations

from sqlalchemy import insert

from db import models, order
from db.engine import Database

_SERVICES = {
    "A1": ("户籍业务", "Residence registration", "A", (101, 102), (103,)),
    "A2": ("不动产登记", "Property registration", "A", (103, 104), ()),
    "B1": ("税务办理", "Taxes", "B", (201, 202), ()),
}
_LOW = {104, 202}
_CLERKS = {"c1": ("王芳", "Wang Fang"), "c2": ("李强", "Li Qiang"), "c3": ("赵敏", "Zhao Min")}
_GROUPS = {"elderly": ("老年人", "Elderly", 20), "disabled": ("残障人士", "Disabled", 30)}


def load_small_hall(database: Database) -> None:
    """Write it into an empty database."""
    with database.engine.begin() as connection:
        for table, rows in _rows():
            connection.execute(insert(table), rows)


def _rows():
    yield models.hall, [{
        "id": 1, "name": "市民服务大厅", "name_en": "Citizens' Hall", "slogan": "一次办好", "slogan_en": "Done in one visit",
        "hotline": "12345", "time_zone": "Asia/Shanghai", "notice": "请保管好号票", "notice_en": "Keep your ticket",
        "ticket_rules": "过号请到导办台", "ticket_rules_en": "Missed your call? Ask the guide desk.", "paper_confirm_s": 60,
    }]  # fmt: skip
    yield (
        models.floor,
        [
            {"id": "1F", "name": "一楼", "name_en": "1st floor", "position": 1},
            {"id": "2F", "name": "二楼", "name_en": "2nd floor", "position": 2},
        ],
    )
    yield models.zone, [
        {"id": "A", "name": "综合服务区", "name_en": "General services", "floor_id": "1F", "channel": "A", "position": 1},
        {"id": "B", "name": "税务服务区", "name_en": "Taxes", "floor_id": "2F", "channel": "B", "position": 2},
    ]  # fmt: skip
    yield models.department, [{
        "id": "D01", "name": "市行政审批局", "name_en": "Approval Bureau", "short": "审批局", "short_en": "Approvals",
        "category": "general", "position": 1,
    }]  # fmt: skip
    yield models.service, [
        {
            "id": service_id, "name": name, "name_en": name_en, "short": name[:2], "short_en": name_en.split()[0],
            "zone_id": zone_id, "kind": "general", "expected_min": 8, "limit_min": 20, "cap_am": None, "cap_pm": None,
            "warn_waiting": None, "warn_wait_min": None, "asks_card": False, "by_appointment": False, "position": position,
        }
        for position, (service_id, (name, name_en, zone_id, _, _)) in enumerate(_SERVICES.items())
    ]  # fmt: skip
    yield models.service_department, [{"service_id": each, "department_id": "D01"} for each in _SERVICES]
    yield models.visitor_group, [
        {
            "id": group_id, "name": name, "name_en": name_en, "head_start_min": head_start_min,
            "evidence": "证件", "evidence_en": "A document", "min_age": None, "position": position,
        }
        for position, (group_id, (name, name_en, head_start_min)) in enumerate(_GROUPS.items())
    ]  # fmt: skip
    yield (
        models.clerk,
        [{"id": each, "name": name, "name_en": name_en} for each, (name, name_en) in _CLERKS.items()],
    )
    zones = {counter: zone_id for _, _, zone_id, own, _ in _SERVICES.values() for counter in own}
    yield (
        models.counter,
        [
            {"number": number, "zone_id": zone_id, "low": number in _LOW}
            for number, zone_id in sorted(zones.items())
        ],
    )
    yield (
        models.counter_lane,
        [
            {"counter": counter, "lane": lane, "handicap_min": handicap_min}
            for counter, lane, handicap_min in _lanes(zones)
        ],
    )


def _lanes(counters):
    for service_id, (_, _, _, own, helpers) in _SERVICES.items():
        for counter in own:
            yield counter, order.service_lane(service_id), 0
            if counter in _LOW:
                yield counter, order.low_lane(service_id), 0
        for counter in helpers:
            yield counter, order.service_lane(service_id), 10
    for counter in counters:
        yield counter, order.own_lane(counter), 0
