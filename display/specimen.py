"""A hall made up: what a board shows in a preview, and what is the longest that it may have to show."""

from __future__ import annotations

from dataclasses import replace

from display.state import BoardState, Card, CounterScreen, Focus, Pair, Row, RowKind, Serving, VisitorKind
from display.words import QT_TRANSLATE_NOOP, Words

_SERVICES = (
    ("A2", "综合受理", "General acceptance", 31, 7),
    ("A3", "一件事一次办", "All in one go", 9, 14),
    ("B1", "社会保险", "Social insurance", 43, 36),
    ("B2", "社会保障卡", "Social security card", 6, 48),
    ("B3", "就业失业", "Employment", 11, 53),
    ("B4", "医保参保", "Medical enrolment", 22, 57),
    ("B5", "医保待遇", "Medical benefits", 17, 62),
    ("C1", "户籍身份证", "Household & identity", 28, 88),
    ("C2", "出入境", "Passports & permits", 12, 95),
    ("D1", "不动产登记", "Real estate", 35, 121),
    ("E1", "税费申报", "Tax & fees", 19, 160),
    ("F1", "企业开办", "Starting a business", 4, 189),
    ("F2", "食药特设许可", "Food & drug permits", 1, 204),
    ("G4", "婚姻与生育", "Marriage & births", 8, 231),
)
_CALLS = (
    ("B5", "118", 62, RowKind.NEXT),
    ("B1", "203", 36, RowKind.CALLED),
    ("B3", "067", 53, RowKind.CALLED),
    ("B2", "038", 48, RowKind.PASSED),
    ("B1", "202", 41, RowKind.SERVING),
    ("B1", "201", 44, RowKind.DONE),
    ("B4", "090", 57, RowKind.SERVING),
    ("B5", "117", 63, RowKind.DONE),
    ("B3", "066", 52, RowKind.DONE),
    ("B1", "200", 38, RowKind.DONE),
    ("B4", "089", 58, RowKind.DONE),
    ("B2", "037", 47, RowKind.DONE),
)
ROW_WORDS = {
    RowKind.NEXT: QT_TRANSLATE_NOOP("display", "announced next"),
    RowKind.SERVING: QT_TRANSLATE_NOOP("display", "being served"),
    RowKind.PASSED: QT_TRANSLATE_NOOP("display", "missed: see the guide desk"),
    RowKind.DONE: QT_TRANSLATE_NOOP("display", "done"),
}
MOST_CARDS = 8
"""So many services fit on a zone's board; of more, the busiest are shown."""

LONGEST_PREFIX, LONGEST_DIGITS, LONGEST_COUNTER = "WW", "2047", 238
LONGEST_WAITING = "1288"


def made_up(words: Words) -> BoardState:
    """A morning in a hall that does not exist."""
    cards = tuple(_card(words, *service) for service in _SERVICES)
    return BoardState(
        language=words.language,
        hall=words.own("示例市政务服务中心", "Sample City Government Service Centre"),
        place=words.own("一楼  B 区  人社医保区", "Floor 1  Zone B  Social security & healthcare"),
        slogan=words.own("易事秒办、急事快办、难事好办", "Simple matters at once, urgent ones first"),
        clock="09:41",
        date=words.own("2026年11月23日 星期一", "Monday 23 November 2026"),
        focus=Focus(
            1, "B2", "041", 48, words.own("社会保障卡", "Social security card"), True,
            words.own("请 B 二 零 四 一 号 到 四十八 号 窗口", "Ticket B 2 0 4 1, please go to counter 48").first,
        ),
        rows=tuple(_row(words, place, *call) for place, call in enumerate(_CALLS, 2)),
        cards=cards,
        counter=CounterScreen(
            48, VisitorKind.CALLING, "B2", "041",
            words.own("社会保障卡", "Social security card"), words.own("李敏", "Li Min"),
        ),
        ready=tuple(("A2", f"{serial:03}") for serial in (12, 15, 19, 22, 27)),
        preparing=tuple(("A3", f"{serial:03}") for serial in (31, 33, 34, 38, 40, 41, 45)),
        notice=words.own(
            "过号后请到导办台，可激活一次。老年人、残疾人、孕妇等可告知导办员，优先办理。",
            "Missed your call? The guide desk can put you back in line once. Priority visitors: please ask our staff.",
        ),
    )  # fmt: skip


def longest(words: Words) -> BoardState:
    """The same with numbers and counters as long as they get."""
    state = made_up(words)
    assert state.focus is not None
    assert state.counter is not None
    serving = Serving(LONGEST_PREFIX, LONGEST_DIGITS, LONGEST_COUNTER)
    number = {"prefix": LONGEST_PREFIX, "digits": LONGEST_DIGITS}
    return replace(
        state,
        focus=replace(state.focus, counter=LONGEST_COUNTER, **number),
        rows=tuple(replace(row, counter=LONGEST_COUNTER, **number) for row in state.rows),
        cards=tuple(
            replace(card, waiting=int(LONGEST_WAITING), serving=serving) for card in state.cards[:MOST_CARDS]
        ),
        counter=replace(state.counter, number=LONGEST_COUNTER, **number),
        ready=((LONGEST_PREFIX, LONGEST_DIGITS),) * 30,
        preparing=((LONGEST_PREFIX, LONGEST_DIGITS),) * 30,
    )


def _row(words: Words, call_id: int, prefix: str, digits: str, counter: int, kind: RowKind) -> Row:
    said = words.pair(ROW_WORDS[kind]) if kind in ROW_WORDS else Pair()
    return Row(call_id, prefix, digits, counter, kind, said)


def _card(words: Words, code: str, chinese: str, english: str, waiting: int, counter: int) -> Card:
    low, high = max(1, waiting // 2), waiting + 6
    wait = words.pair(QT_TRANSLATE_NOOP("display", "{minutes} min"), minutes=f"{low}–{high}")
    return Card(code, words.own(chinese, english), waiting, wait, Serving(code, f"{waiting + 3:03}", counter))
