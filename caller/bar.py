"""The bar: 360 x 80 pixels that stay on top, with the next step as the largest key."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QWidget

from caller import wording
from caller.icons import Sign, sign_button
from caller.key_button import KeyButton, Weight
from caller.limit import Used, used
from caller.note_label import NoteLabel
from caller.ring import SmallRing
from caller.state import MAIN, DeskState, Keys, Stage, Verb
from caller.type import FittingLabel
from shell.theme import Theme

WIDTH, HEIGHT = 360, 80
SITUATION_TONE = {Used.LITTLE: "soft", Used.HALF: "warn", Used.NEARLY: "bad", Used.OVER: "bad"}
_SIDE_VERBS = (Verb.RECALL, Verb.NO_SHOW)


class Bar(QFrame):
    """Shows the visitor, one large key, two small ones while a visitor is called, and who waits."""

    pressed = Signal(object)
    larger = Signal()

    def __init__(self, theme: Theme, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setObjectName("sheet")
        self.setFixedSize(WIDTH, HEIGHT)
        self._number = FittingLabel(30, QFont.Weight.Bold, self)
        self._number.setAccessibleName(self.tr("Number"))
        self._situation = FittingLabel(12, parent=self)
        self._situation.setObjectName("soft")
        self._situation.setAccessibleName(self.tr("State"))
        self._ring = SmallRing(theme, self)
        self._count = FittingLabel(24, QFont.Weight.Bold, self)
        self._count.setObjectName("count")
        self._count.setAccessibleName(self.tr("Waiting"))
        self._longest = FittingLabel(12, parent=self)
        self._longest.setObjectName("soft")
        self._longest.setAccessibleName(self.tr("Longest wait"))
        for label in (self._number, self._situation, self._count, self._longest):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._main = KeyButton(theme, keys[Verb.NEXT], 18, self)
        self._main.clicked.connect(self._press_main)
        self._main_verb = Verb.NEXT
        self._side = {verb: KeyButton(theme, keys[verb], 12, self) for verb in _SIDE_VERBS}
        for verb, button in self._side.items():
            button.clicked.connect(lambda _=False, verb=verb: self.pressed.emit(verb))
        self._note = NoteLabel(self)
        self._note.pressed.connect(self.pressed)
        self._larger = sign_button(Sign.LARGER, theme, f"{self.tr('Show more')} ({keys[Verb.SHAPE]})", self)
        self._larger.setAccessibleName(self.tr("Show more"))
        self._larger.clicked.connect(self.larger)

    def _press_main(self) -> None:
        self.pressed.emit(self._main_verb)

    def show_state(self, state: DeskState) -> None:
        """Show this, and nothing else."""
        self._arrange(noted=state.note is not None, stage=state.stage)
        self._number.set_tone(_tone(state))
        share = state.visitor.share if state.visitor and state.stage == Stage.SERVING else 0.0
        self._situation.set_tone(SITUATION_TONE[used(share)])
        if state.visitor:
            self._number.set_px(30)
            self._number.setText(state.visitor.number)
            self._situation.setText(wording.situation(state))
            self._ring.show_share(state.visitor.share)
        else:
            self._number.set_px(22)
            self._number.setText(wording.situation(state))
            self._situation.setText(wording.counter(state))
        self._count.setText(str(state.waiting))
        self._longest.setText(wording.longest(state))
        self._main_verb = state.busy or MAIN[state.stage]
        verb = self._main_verb
        text = wording.doing(verb) if state.busy else wording.verb(verb)
        self._main.show_keystroke(self._keys[verb])
        self._main.show_key(text, wording.verb(verb), Weight.PRIMARY, verb in state.able)
        for side, button in self._side.items():
            # While it works, the main key carries its name: names are unique on a screen.
            button.setVisible(state.stage == Stage.CALLED and side != state.busy)
            button.show_key(wording.verb(side), wording.verb(side), Weight.PLAIN, side in state.able)
        self._note.show_note(state.note)

    def _arrange(self, noted: bool, stage: Stage) -> None:
        """Everything in its place; a note takes the lower third, and the rest moves closer together."""
        right = WIDTH - 14
        if noted:
            top, height, main_left = 6, 38, 104
            self._number.setGeometry(10, top, 88, height)
            count = QRect(right - 54, top, 36, height)
            main_right = count.left() - 4
        else:
            top, height, main_left = 12, 56, 126
            self._number.setGeometry(12, 12, 106, 36)
            serving = stage == Stage.SERVING
            self._situation.setGeometry(26 if serving else 8, 48, 98 if serving else 114, 20)
            self._ring.move(8, 49)
            count = QRect(right - 58, 16, 54, 32)
            self._longest.setGeometry(count.left() - 6, 48, 72, 20)
            main_right = count.left() - 8
        self._count.setGeometry(count)
        self._larger.setGeometry(right - 20, 2 if noted else 4, 24, 20)
        self._situation.setVisible(not noted)
        self._ring.setVisible(not noted and stage == Stage.SERVING)
        self._longest.setVisible(not noted)
        self._note.setGeometry(8, 46, WIDTH - 16, 30)
        if stage == Stage.CALLED:
            main_right = self._arrange_side(QRect(main_left, top, main_right - main_left, height), noted)
        self._main.setGeometry(main_left, top, main_right - main_left, height)

    def _arrange_side(self, room: QRect, in_a_row: bool) -> int:
        """The two small keys at the right end of the room; returns where the large one must end."""
        width, height = (56, room.height()) if in_a_row else (70, (room.height() - 4) // 2)
        for place, button in enumerate(self._side.values()):
            if in_a_row:
                left, top = room.right() + 1 - (2 - place) * width - (1 - place) * 4, room.top()
            else:
                left, top = room.right() + 1 - width, room.top() + place * (height + 4)
            button.setGeometry(left, top, width, height)
        return min(button.x() for button in self._side.values()) - 6


def _tone(state: DeskState) -> str:
    if state.away:
        return "stale"
    return {Stage.CALLED: "now", Stage.SERVING: "serving"}.get(state.stage, "idle")
