"""A zone made up for the display's tests: names as long as they get, four digits, three-digit counters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from db.board import BoardCall, ServiceWaiting, ZoneBoard
from db.directory import Directory, FloorFacts, HallFacts, ServiceFacts, ZoneFacts
from db.events import (
    CallAnnounced,
    CalledBack,
    Event,
    HallLoaded,
    NoShowMarked,
    ServingStarted,
    Stamp,
    TicketCalled,
    TicketRecalled,
)
from db.feed import News
from db.forecast import Estimate
from db.status import TicketState
from display.reader import ZoneNews
from display.state import BoardState, Card, Focus, Pair, Row, RowKind
from display.words import Words

SHORT_NAMES = (
    ("社会保险", "Social insurance"),
    ("一件事一次办", "Registration & searches"),
    ("食药特设许可", "Food & drug permits"),
    ("文旅宣传与民宗", "Contributions & income tax"),
    ("社保费与个税", "Construction permits"),
    ("首次变更查询", "Social security card"),
    ("便民热线投诉", "Passports & permits"),
    ("残疾人服务", "Disability services"),
)

MOMENT = datetime(2026, 11, 23, 1, 41, tzinfo=UTC)
"""09:41 in the hall."""

NAMES = (
    ("社会保险", "Social insurance"),
    ("社会保障卡", "Social security card"),
    ("食品药品与特种设备许可", "Food, drugs and special equipment permits"),
    ("“一件事一次办”综窗", "All-in-one-go general counter"),
    ("综合受理（无差别综窗）", "General acceptance (every matter)"),
    ("不动产首次、变更与查询", "First registration, changes and searches"),
    ("12345便民热线与投诉", "12345 hotline and complaints"),
    ("残疾人服务", "Services for people with disabilities"),
)


def directory(services: int = 2) -> Directory:
    """A hall with one zone."""
    hall = HallFacts(
        name="示例市政务服务中心（市民之家）",
        name_en="Sample City Government Service Centre",
        slogan="易事秒办、急事快办、难事好办、特事特办",
        slogan_en="Done in a moment",
        hotline="12345",
        time_zone="Asia/Shanghai",
        notice="过号后可在导办台激活一次",
        notice_en="Missed your call? The guide desk can help once.",
        ticket_rules="",
        ticket_rules_en="",
    )
    return Directory(
        hall=hall,
        floors={"1F": FloorFacts("一楼", "Floor 1", "1F"), "2F": FloorFacts("二楼", "Floor 2", "2F")},
        zones={
            "A": ZoneFacts("综合服务区", "General services", "A", "2F", "V1"),
            "B": ZoneFacts("人社医保区", "Social security and medical insurance", "B", "1F", "V2"),
        },
        departments={},
        services={f"B{place + 1}": _service(place) for place in range(services)},
        groups={},
        counters={},
        clerks={},
        bundles={},
    )


def _service(place: int) -> ServiceFacts:
    name, name_en = NAMES[place]
    return ServiceFacts(
        name=name,
        name_en=name_en,
        id=f"B{place + 1}",
        short=name,
        short_en=name_en,
        zone_id="B",
        kind="special",
        expected_min=8,
        limit_min=16,
        asks_card=False,
        department_ids=(),
        counters=(47, 48),
        low_counters=(),
        helpers=(),
    )


def board_call(
    call_id: int,
    number: str = "B2047",
    *,
    state: TicketState = TicketState.CALLED,
    age_s: float = 0.0,
    times: int = 1,
    announced: int = 0,
    zone: str = "B",
) -> BoardCall:
    """A call at counter 48, so many seconds ago."""
    at = MOMENT - timedelta(seconds=age_s)
    return BoardCall(call_id, call_id, number, number[:2], 48, state, at, at, times, announced, "B", zone)


def news(
    calls: Iterable[BoardCall] = (),
    events: Iterable[Event] = (),
    *,
    waiting: Mapping[str, int] | None = None,
    fresh: bool = False,
    moment: datetime = MOMENT,
    business_date: date = date(2026, 11, 23),
) -> News[ZoneNews]:
    """What a feed would tell."""
    lines = {
        service_id: ServiceWaiting(service_id, count, None, 2, Estimate(count * 3, count * 5))
        for service_id, count in (waiting or {"B1": 3, "B2": 0}).items()
    }
    zone = ZoneBoard(tuple(calls), lines, moment, business_date)
    return News(ZoneNews(directory(8), zone), tuple(events), 1, fresh)


def _facts(call_id: int, number: str, zone: str) -> dict[str, object]:
    return {
        "stamp": Stamp(call_id, MOMENT, "test", uuid4()),
        "ticket_id": call_id,
        "number": number,
        "service_id": number[:2],
        "zone_id": "B",
        "call_id": call_id,
        "counter": 48,
        "counter_zone_id": zone,
        "clerk_id": "li",
    }


def called(call_id: int, number: str = "B2047", zone: str = "B", waits_in: str = "B") -> TicketCalled:
    """A call that happened now, to a counter in a zone."""
    more = {
        "lane": "service:B2",
        "issued_at": MOMENT,
        "due_at": MOMENT,
        "head_start_min": 0,
        "handicap_min": 0,
    }
    facts = _facts(call_id, number, zone) | {"zone_id": waits_in}
    return TicketCalled(**facts, **more, group_id=None, runner_up=None)


def announced(call_id: int, times: int = 1) -> CallAnnounced:
    """A call that was shown and spoken now."""
    told = {"spoken": True, "reason": "", "times": times}
    return CallAnnounced(**_facts(call_id, "B2047", "B"), **told)


def served(call_id: int) -> ServingStarted:
    """A visitor who is at the counter now."""
    return ServingStarted(**_facts(call_id, "B2047", "B"))  # pyright: ignore[reportArgumentType]


def recalled(call_id: int, number: str = "B2047", times: int = 2) -> TicketRecalled:
    """A recall that happened now."""
    return TicketRecalled(**_facts(call_id, number, "B"), times=times)  # pyright: ignore[reportArgumentType]


def called_back(call_id: int) -> CalledBack:
    """A call taken back now."""
    return CalledBack(**_facts(call_id, "B2047", "B"))  # pyright: ignore[reportArgumentType]


def no_show(call_id: int) -> NoShowMarked:
    """A visitor who did not come."""
    return NoShowMarked(**_facts(call_id, "B2047", "B"))  # pyright: ignore[reportArgumentType]


def hall_loaded() -> HallLoaded:
    """The hall's own data changed."""
    counts = {"zones": 1, "departments": 1, "services": 8, "counters": 4, "clerks": 4}
    return HallLoaded(stamp=Stamp(1, MOMENT, "test", uuid4()), name="示例市政务服务中心", **counts)


def busy_state(words: Words, services: int = 8, *, now: bool = True) -> BoardState:
    """A board with the longest of everything."""
    names = [words.own(*name) for name in NAMES]
    short = [words.own(*name) for name in SHORT_NAMES]
    kinds = (RowKind.NEXT, RowKind.CALLED, RowKind.PASSED, RowKind.SERVING, RowKind.DONE, RowKind.CALLED)
    row_words = {
        RowKind.NEXT: words.pair("announced next"),
        RowKind.PASSED: words.pair("missed: see the guide desk"),
        RowKind.SERVING: words.pair("being served"),
        RowKind.DONE: words.pair("done"),
    }
    waits = [
        words.pair("{minutes} min", minutes="145–275"),
        words.pair("estimate to come"),
        words.pair("no wait"),
    ]
    return BoardState(
        language=words.language,
        hall=words.own("示例市政务服务中心（市民之家）", "Sample City Government Service Centre"),
        place=words.own(
            "三楼  G 区  民生事务与法律服务综合区", "Floor 3  Zone G  Social security and medical insurance"
        ),
        slogan=words.own(
            "易事秒办、急事快办、难事好办、特事特办", "Easy matters at once, difficult ones well"
        ),
        clock="09:41",
        date=words.own("2026年11月23日 星期三", "Wednesday 23 September 2026"),
        focus=Focus(1, "WW", "2047", 238, names[2], now, "请 W W 二 零 四 七 号 到 二百三十八 号 窗口"),
        rows=tuple(
            Row(2 + place, "WW", f"{2040 + place}", 238, kind, row_words.get(kind, Pair()))
            for place, kind in enumerate(kinds)
        ),
        cards=tuple(
            Card(f"B{place + 1}", short[place], 1288, waits[place % len(waits)]) for place in range(services)
        ),
        notice=words.own(
            "过号后请到导办台，可激活一次。" * 4, "Missed your call? The guide desk can help once. " * 3
        ),
        voice_trouble=words.pair("the speech engine made no sound", "speech"),
        away=words.pair("No connection, as of {time}", time="09:41"),
    )
