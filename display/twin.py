"""The board as text: for a screen reader, a robot, and everybody who cannot see it."""

from __future__ import annotations

from display.state import BoardState, Card, Focus, Row
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
        lines += [f"{label}: {called(state.focus)}  {state.focus.service.first}", state.focus.spoken_text]
    lines += [f"{called(row)}  {row.words.first}" for row in state.rows]
    lines += [_card(card, words) for card in state.cards]
    lines += [state.notice.first, state.away.first, state.voice_trouble.first]
    lines += [f"{state.hall.first}  {state.place.first}  {state.date.first}  {state.clock}"]
    return "\n".join(text.strip() for text in lines if text.strip())


def _card(card: Card, words: Words) -> str:
    waiting = words.pair(QT_TRANSLATE_NOOP("display", "waiting")).first
    return f"{card.name.first}: {card.waiting} {waiting}, {card.wait.first}"
