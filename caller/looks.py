"""The caller's own style sheet, on top of the shared one."""

SHEET = """
#sheet { background: @card; border: @thin solid @line; border-radius: 14px; }
QLabel#now { color: @now; }
QLabel#serving { color: @ink; }
QLabel#idle, QLabel#stale { color: @ink_soft; }
QLabel#count { color: @ink; }
QLabel#soft { color: @ink_soft; }
QLabel#warn { color: @warn; }
QLabel#bad { color: @bad; }
QLabel[note="calm"] { background: @hall_tint; color: @ink; }
QLabel[note="warn"] { background: @warn_tint; color: @warn; }
QLabel[note="bad"] { background: @bad_tint; color: @bad; }
QLabel[note="calm"], QLabel[note="warn"], QLabel[note="bad"] { border-radius: 6px; padding: 1px 8px; }
QLabel[chip="ok"] { background: @ok_tint; color: @ok; }
QLabel[chip="warn"] { background: @warn_tint; color: @warn; }
QLabel[chip="bad"] { background: @bad_tint; color: @bad; }
QLabel[chip="plain"] { background: @hall_tint; color: @ink; }
QLabel[chip="ok"], QLabel[chip="warn"], QLabel[chip="bad"], QLabel[chip="plain"] { border-radius: 8px; padding: 3px 10px; }
QPushButton[role="chip"] { background: @hall_tint; border: none; border-radius: 8px; padding: 3px 10px; font-weight: 400; }
QPushButton[role="chip"]:focus { border: @strong solid @focus; padding: 0px 8px; }
QPushButton[role="chip"]:pressed { background: @warn_tint; color: @warn; }
QPushButton[role="tab"] { padding: 6px 8px; }
QPushButton[role="tab"]:checked { background: @hall_tint; border-color: @hall; color: @hall; }
QPushButton[role="tab"]:focus { border: @strong solid @focus; padding: 5px 7px; }
QToolButton { border: none; border-radius: 6px; background: transparent; }
QToolButton:hover { background: @hall_tint; }
QToolButton:focus { border: @strong solid @focus; }
QMenu { background: @card; border: @thin solid @line; padding: 6px; }
QMenu::item { padding: 8px 24px 8px 14px; border-radius: 6px; }
QMenu::item:selected { background: @hall_tint; }
"""
