"""Choosing a bundle (一件事): by stage of life or of a business, with its steps before the touch."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from db.directory import BundleFacts
from kiosk import hall_view, wording
from kiosk.flow import Flow, Means
from kiosk.hall_view import HallView
from kiosk.intents import Answer, Back, Intent, TakeBundle
from kiosk.pages import Page
from kiosk.step_pages import Choice, Entry, MenuPage, Step, StepsPage
from kiosk.wording import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

BUSINESS = "法人"
_IN_ENGLISH = {
    "出生": QT_TRANSLATE_NOOP("kiosk", "Birth"),
    "教育": QT_TRANSLATE_NOOP("kiosk", "Education"),
    "就业": QT_TRANSLATE_NOOP("kiosk", "Work"),
    "婚育": QT_TRANSLATE_NOOP("kiosk", "Marriage and children"),
    "生活": QT_TRANSLATE_NOOP("kiosk", "Daily life"),
    "救助": QT_TRANSLATE_NOOP("kiosk", "Assistance"),
    "养老": QT_TRANSLATE_NOOP("kiosk", "Old age"),
    "出行": QT_TRANSLATE_NOOP("kiosk", "Travel"),
    "就医": QT_TRANSLATE_NOOP("kiosk", "Health"),
    "置业": QT_TRANSLATE_NOOP("kiosk", "A home"),
    "身后": QT_TRANSLATE_NOOP("kiosk", "After death"),
    "准入": QT_TRANSLATE_NOOP("kiosk", "Starting"),
    "准营": QT_TRANSLATE_NOOP("kiosk", "Permits"),
    "发展": QT_TRANSLATE_NOOP("kiosk", "Growing"),
    "工程建设": QT_TRANSLATE_NOOP("kiosk", "Construction"),
    "招聘用工": QT_TRANSLATE_NOOP("kiosk", "Hiring"),
    "退出": QT_TRANSLATE_NOOP("kiosk", "Closing"),
}
"""The stages that halls use; one that is not among them is shown as the hall wrote it."""


class ChooseBundle(Flow):
    """Stage, bundle, its steps; one number for all of them."""

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        self._way: tuple[str, ...] = ()

    def want(self, intent: Intent) -> None:
        match intent:
            case Back() if not self._way:
                self.turned_back.emit()
                return
            case Back():
                self._way = self._way[:-1]
            case Answer(name):
                self._way += (name,)
            case _:
                return
        self.changed.emit()

    def page(self, view: HallView, language: str) -> Page:
        match self._way:
            case (_, bundle_id) if bundle_id in view.directory.bundles:
                return _steps_page(view, view.directory.bundles[bundle_id], language)
            case (stage, *_) if bundles := _by_stage(view).get(stage):
                return _bundles_page(bundles, language)
            case _:
                return _stages_page(view, language)


def _by_stage(view: HallView) -> dict[str, list[BundleFacts]]:
    stages: dict[str, list[BundleFacts]] = {}
    for bundle in view.directory.bundles.values():
        stages.setdefault(f"{bundle.audience}/{bundle.stage}", []).append(bundle)
    # People before businesses; within both as the hall has them.
    return dict(sorted(stages.items(), key=lambda item: item[1][0].audience == BUSINESS))


def _stage_name(bundle: BundleFacts, language: str) -> str:
    if language == "zh" or bundle.stage not in _IN_ENGLISH:
        return bundle.stage
    return translate("kiosk", _IN_ENGLISH[bundle.stage])


def _audience_name(bundle: BundleFacts) -> str:
    if bundle.audience == BUSINESS:
        return translate("kiosk", "Businesses")
    return translate("kiosk", "People")


def _stages_page(view: HallView, language: str) -> Page:
    return MenuPage(
        title=translate("kiosk", "Several errands, one number"),
        subtitle=translate("kiosk", "{n} bundles: one number to the end, nothing to hand in twice").format(
            n=len(view.directory.bundles)
        ),
        entries=tuple(
            Entry(
                name=f"{_audience_name(bundles[0])} · {_stage_name(bundles[0], language)}",
                intent=Answer(stage),
                after=bundles[0].named(language) + (" …" if len(bundles) > 1 else ""),
                badge=str(len(bundles)),
            )
            for stage, bundles in _by_stage(view).items()
        ),
    )


def _bundles_page(bundles: list[BundleFacts], language: str) -> Page:
    return MenuPage(
        title=f"{_audience_name(bundles[0])} · {_stage_name(bundles[0], language)}",
        subtitle=translate("kiosk", "Choose what it is about"),
        entries=tuple(
            Entry(
                name=bundle.named(language),
                intent=Answer(bundle.id),
                after=steps_text(len(bundle.steps)),
            )
            for bundle in bundles
        ),
    )


def steps_text(count: int) -> str:
    if count == 1:
        return translate("kiosk", "1 step")
    return translate("kiosk", "{n} steps").format(n=count)


def _steps_page(view: HallView, bundle: BundleFacts, language: str) -> Page:
    services = view.directory.services
    return StepsPage(
        title=bundle.named(language),
        subtitle=translate("kiosk", "One number for all steps; each counter sends you on to the next"),
        steps=tuple(
            Step(
                name=step.named(language),
                place=wording.service_place(view.directory, services[step.service_id], language),
                wait=wording.wait_text(hall_view.estimate_of(view, step.service_id)),
            )
            for step in bundle.steps
            if step.service_id in services
        ),
        take=Choice(
            translate("kiosk", "Take one number for all"),
            TakeBundle(bundle.id),
            icon="mdi6.ticket",
            main=True,
        ),
    )
