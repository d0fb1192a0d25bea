"""The board as text: for a screen reader, a robot, and everybody who cannot see it."""

from __future__ import annotations

from display.counter_panels import visitor_words
from display.state import BoardState, Card, CounterScreen, Focus, Row
from display.words import QT_TRANSLATE_NOOP, Words


def as_text(state: BoardState, words: Words) -> str:
    """Everything that the board shows and the loudspeakers say, the call being announced first."""
    counter = QT_TRANSLATE_NOOP("display", "Counter {n}")

    def called(call: Focus | Row) -> str:
        return f"{call.prefix} {call.digits}  {words.pair(counter, n=call.counter).first}"

    lines: list[str] = []
    if state.focus:
        now = QT_TRANSLATE_NOOP("display", "Now calling")
        last = QT_TRANSLATE_NOOP("display", "Last called")
        label = words.pair(now if state.focus.now else last).first
        lines += [
            f"{label}: {called(state.focus)}  {state.focus.service.first}",
            state.focus.place.first,
            state.focus.spoken_text,
        ]
        if state.focus.beside:
            lines.insert(1, f"{called(state.focus.beside)}  {state.focus.beside.service.first}")
    lines += [f"{called(row)}  {row.words.first}" for row in state.rows]
    lines += [_card(card, words) for card in state.cards]
    if state.counter:
        lines += _counter_screen(state.counter, words)
    for label, numbers in (
        (QT_TRANSLATE_NOOP("display", "Ready: you will be called"), state.ready),
        (QT_TRANSLATE_NOOP("display", "Being prepared"), state.preparing),
    ):
        if numbers:
            lines.append(f"{words.pair(label).first}: " + "  ".join(" ".join(each) for each in numbers))
    if state.paused:
        paused = words.pair(
            QT_TRANSLATE_NOOP("display", "Paused: {counters}"), counters=" ".join(map(str, state.paused))
        )
        lines.append(paused.first)
    told = (
        state.closed,
        state.notice_page,
        state.notice,
        state.away,
        state.fault,
        state.voice_trouble,
        state.small,
    )
    lines += [pair.first for pair in told]
    lines += [f"{state.hall.first}  {state.place.first}  {state.date.first}  {state.clock}"]
    return "\n".join(text.strip() for text in lines if text.strip())


def _counter_screen(screen: CounterScreen, words: Words) -> list[str]:
    counter = words.pair(QT_TRANSLATE_NOOP("display", "Counter {n}"), n=screen.number).first
    number = f"{screen.prefix} {screen.digits}"
    return [
        f"{counter}: {words.pair(visitor_words(screen.kind)).first} {number}  {screen.clerk.first}",
        screen.reason,
    ]


def _card(card: Card, words: Words) -> str:
    waiting = words.pair(QT_TRANSLATE_NOOP("display", "waiting")).first
    return f"{card.name.first}: {card.waiting} {waiting}, {card.wait.first}"
