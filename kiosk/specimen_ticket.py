"""A made-up ticket with everything that can stand on one, to look at layouts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.slip import Fact, Slip
from kiosk.ticket_layout import FactName

translate = QCoreApplication.translate


def specimen_slip(language: str, *, public_address: str = "", again: bool = False) -> Slip:
    """The words of the specimen in that language."""
    english = language == "en"
    return Slip(
        hall="Sample City Government Service Centre" if english else "示例市政务服务中心",
        service="Social security card" if english else "社会保障卡",
        prefix="B2",
        digits="047",
        place="Floor 1 · Zone B · Counters 47–50" if english else "一楼 B 区 · 47–50 号窗口",
        facts=(
            Fact(translate("kiosk", "Ahead of you"), "6", FactName.AHEAD),
            Fact(
                translate("kiosk", "Expected wait"),
                translate("kiosk", "{minutes} min").format(minutes="12–20"),
                FactName.WAIT,
            ),
            Fact(translate("kiosk", "Taken at"), "11-23 09:41", FactName.TAKEN),
            Fact(translate("kiosk", "Kind"), translate("kiosk", "Walk-in"), FactName.KIND),
        ),
        rules=(
            "Please watch the screens and listen. Called three times without you, the number is missed; the guide "
            "desk can bring it back once."
            if english
            else "请留意屏幕与广播。呼叫 3 次未到为过号，可在导办台激活一次。当日有效。"
        ),
        code_caption=translate("kiosk", "Ticket code; holds nothing personal"),
        token="kJ8_sQw2Zr0aTb5LxNcV3g",
        language=language,
        mark=translate("kiosk", "Second print") if again else "",
        steps_title=translate("kiosk", "Your steps"),
        steps=("Social insurance · B1", "Social security card · B2")
        if english
        else ("社会保险 · B1", "社会保障卡 · B2"),
        materials_title=translate("kiosk", "Please bring"),
        materials=("ID card", "Photo, white ground, 2.6 × 3.2 cm")
        if english
        else ("居民身份证原件", "近期白底免冠照片 2.6×3.2 厘米"),
        public_address=public_address,
    )
