"""How long the pages of a ticket stay when nobody touches them."""

from kiosk.pages import Stage

SECONDS = {
    Stage.PRINTED: 10,
    Stage.FAILED: 30,
    Stage.UNKNOWN: 30,
    Stage.KEPT: 10,
    Stage.CANCELLED: 8,
    Stage.REFUSED: 10,
}
"""How long each end of a visit stays on the screen."""
NEWS_S = 300.0
"""News of paper may come late: what it says stays true."""
