"""The kiosk's mind: turns what is known of hall, printer and visitor into one frozen state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from db.errors import NotInitialised
from db.events import HallLoaded
from db.feed import News
from db.offers import Offers
from kiosk import hall_view, wording
from kiosk.aids import NO_AIDS, Aid, Aids, patience
from kiosk.browse import Browse
from kiosk.card_thread import CardThread
from kiosk.finder import Finder
from kiosk.flow import Flow, Means
from kiosk.flows import beginning_with
from kiosk.hall_view import HallView
from kiosk.intents import (
    Answer,
    AskForHelp,
    Back,
    ChooseLanguage,
    Done,
    EnterStaff,
    GoHome,
    Intent,
    Scanned,
    Stay,
    SwitchAid,
    Wake,
)
from kiosk.memory import Memory
from kiosk.neighbours import place_of
from kiosk.pages import Cause, KioskState, NoticePage, Page
from kiosk.printer import Condition
from kiosk.printer_thread import PrinterThread
from kiosk.printer_watch import PrinterWatch
from kiosk.settings import KioskSection
from kiosk.staff import Staff
from kiosk.visitor import Visitor
from shell.worker import Worker

translate = QCoreApplication.translate
MOST_WAIT_S = 86_400.0


class Presenter(QObject):
    """Hears of everything, decides what is shown, and sends what the visitor wants on its way."""

    changed = Signal(object)
    """A `KioskState`."""
    committed = Signal()
    """Something of our own was written: look at the feed at once."""
    hall_loaded = Signal()
    """The hall's signs changed: read them anew."""
    restart_wanted = Signal()
    close_wanted = Signal()
    volume_changed = Signal(float)
    hours_turned = Signal()
    """The hall opens or closes, or a service has numbers again: look at it."""

    def __init__(
        self,
        settings: KioskSection,
        home_language: str,
        speak: Callable[[str], None],
        worker: Worker,
        printer: PrinterThread,
        finder: Finder,
        memory: Memory,
        cards: CardThread | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._home_language = self._language = home_language
        self._speak = speak
        self._memory = memory
        self._view: HallView | None = None
        self._away: Exception | None = None
        self._condition: Condition | None = None
        self._aids: Aids = NO_AIDS
        self._idle_seconds_left: int | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._warn)
        self._warning = QTimer(self, interval=1000)
        self._warning.timeout.connect(self._count_down)
        self._waits_for_visitors = False
        self._quiet = QTimer(self, singleShot=True, interval=settings.attract_s * 1000)
        self._quiet.timeout.connect(self._wait_for_visitors)
        if settings.attract_s:
            self._quiet.start()
        self._visitor = Visitor()
        self._means = Means(
            worker=worker,
            printer=printer,
            finder=finder,
            cards=cards,
            settings=settings,
            view=self._known_hall,
            language=lambda: self._language,
            visitor=lambda: self._visitor,
            meet=self._meet,
            patience=lambda: patience(self._aids),
        )
        # What the hall offers changes by the clock, without anything happening.
        self._turn_of_hours = QTimer(self, singleShot=True)
        self._turn_of_hours.timeout.connect(self.hours_turned)
        self._browse = Browse(self._means)
        self._pile: list[Flow] = []
        self._cover(self._browse)
        printer.condition_changed.connect(self._printer_is)
        self._watch = PrinterWatch(settings, worker, self)
        self._watch.changed.connect(self._show)
        self._watch.stop_service(memory.out_of_service)

    # --- What is known ------------------------------------------------------------------------------

    def hear(self, news: News[HallView]) -> None:
        """A new snapshot of the hall."""
        if any(isinstance(event, HallLoaded) for event in news.events):
            self.hall_loaded.emit()
        self._view = news.snapshot
        self._watch.see(news.snapshot)
        self._away = None
        self._wait_for_hours(news.snapshot.offers)
        for flow in self._pile:
            flow.hear(news)
        self._show()

    def lose(self, reason: Exception) -> None:
        """The hall cannot be heard."""
        self._away = reason
        self._show()

    def _wait_for_hours(self, offers: Offers) -> None:
        if offers.changes_at is None:
            self._turn_of_hours.stop()
            return
        # A little later rather than a little early; a timer holds no more than some weeks.
        wait_s = (offers.changes_at - offers.moment).total_seconds() + 0.5
        self._turn_of_hours.start(round(min(wait_s, MOST_WAIT_S) * 1000))

    def find_again(self) -> None:
        """The hall is heard again; a snapshot follows when something is new."""
        self._away = None
        self._show()

    def _printer_is(self, condition: Condition) -> None:
        self._condition = condition
        self._watch.printer_is(condition)
        self._show()

    # --- What the visitor wants ---------------------------------------------------------------------

    def touched(self) -> None:
        """Somebody is there."""
        if self._settings.attract_s:
            self._quiet.start()
        self._warning.stop()
        if self._is_fresh():
            self._idle.stop()
        else:
            self._idle.start(self._settings.idle_s * 1000 * patience(self._aids))
        if self._idle_seconds_left is not None:
            self._idle_seconds_left = None
            self._show()

    def want(self, intent: Intent) -> None:
        """Something was touched that means this."""
        match intent:
            case Stay():
                self.touched()
                return
            case EnterStaff():
                self._enter_staff()
            case Wake():
                self._waits_for_visitors = False
            case ChooseLanguage(language):
                self._language = language
                self._speak(language)
            case SwitchAid(aid):
                self._aids ^= {aid}
            case _ if self._at_hand.to_the_end:
                self._at_hand.want(intent)
                return
            case _ if self._view is None or not self._is_heard(intent):
                return
            case GoHome():
                self._visitor = Visitor()
                self._uncover(self._browse)
                self._browse.want(intent)
            case _ if flow := beginning_with(intent, self._means):
                # The same thing begun again begins anew.
                if type(flow) is type(self._at_hand):
                    self._pile.pop().close()
                self._cover(flow)
            case _:
                self._at_hand.want(intent)
        self.touched()
        self._show()

    def read_aloud(self, words: str, say: Callable[[str, str], None]) -> None:
        """Let a voice say it, for those who asked for one."""
        if Aid.SPOKEN in self._aids:
            say(words, self._language)

    def scanned(self, code: str) -> None:
        """The scanner read a code."""
        self.want(Scanned(code))

    def _meet(self, visitor: Visitor) -> None:
        self._visitor = visitor

    # --- Flows --------------------------------------------------------------------------------------

    @property
    def _at_hand(self) -> Flow:
        return self._pile[-1]

    def _cover(self, flow: Flow) -> None:
        """Put a flow on top; what lies below waits."""
        flow.setParent(self)
        flow.changed.connect(self._show)
        flow.committed.connect(self.committed)
        flow.turned_back.connect(lambda: self._turn_back(flow))
        flow.followed.connect(lambda following: self._follow(flow, following))
        flow.ended.connect(lambda: self._part(flow))
        self._pile.append(flow)
        flow.start()

    def _enter_staff(self) -> None:
        if self._view is None or self._at_hand.to_the_end:
            return
        staff = Staff(self._means, self._memory)
        staff.restart_wanted.connect(self.restart_wanted)
        staff.close_wanted.connect(self.close_wanted)
        staff.paper_changed.connect(self._watch.paper_changed)
        staff.remembered.connect(self._take_to_heart)
        self._waits_for_visitors = False
        self._cover(staff)

    def _take_to_heart(self) -> None:
        """The staff set something: go by it from now on."""
        self._home_language = self._memory.language or self._home_language
        self.volume_changed.emit(self._memory.volume)
        self._watch.stop_service(self._memory.out_of_service)

    def _uncover(self, flow: Flow) -> None:
        """Close whatever lies on this flow."""
        while self._at_hand is not flow:
            self._pile.pop().close()

    def _turn_back(self, flow: Flow) -> None:
        if flow in self._pile:
            self._uncover(flow)
            self._pile.pop().close()
            self._show()

    def _follow(self, flow: Flow, following: Flow) -> None:
        if flow in self._pile:
            self._uncover(flow)
            self._pile.pop().close()
            self._cover(following)
            self._show()
        else:
            following.close()

    def _part(self, flow: Flow) -> None:
        if flow in self._pile:
            self._begin_anew()

    # --- What follows -------------------------------------------------------------------------------

    def state(self) -> KioskState:
        """Everything on the screen, now."""
        hall = self._view.directory.hall if self._view else None
        return KioskState(
            language=self._language,
            hall=hall.named(self._language) if hall else "",
            hint=translate("kiosk", "Choose your service: two touches to a number"),
            time_zone=hall.time_zone if hall else "Asia/Shanghai",
            page=self._page(),
            clock=self._view.clock if self._view else None,
            aids=self._aids,
            idle_seconds_left=self._idle_seconds_left,
        )

    def _page(self) -> Page:
        # A ticket on its way is shown to its end, whatever happens around it.
        if self._at_hand.to_the_end and self._view is not None:
            return self._at_hand.page(self._view, self._language)
        notice = self._shown_notice()
        if notice is not None or self._view is None:
            return notice or wording.notice(Cause.STARTING)
        if self._waits_for_visitors:
            return hall_view.attract_page(self._view, self._language)
        return self._at_hand.page(self._view, self._language)

    def _known_hall(self) -> HallView:
        assert self._view is not None, "a flow begins when there is a hall"
        return self._view

    def _shown_notice(self) -> NoticePage | None:
        """The notice that is on the screen: whoever asks for help sees what becomes of it."""
        notice = self._notice()
        return None if notice and notice.help and self._at_hand.beside_notices else notice

    def _is_heard(self, intent: Intent) -> bool:
        """Whether something can come of the touch: beside a notice help is called, and nothing else done."""
        notice = self._notice()
        if notice is None:
            return True
        if not notice.help:
            return False
        within = self._at_hand.beside_notices and isinstance(intent, Answer | Back | Done | GoHome)
        return within or isinstance(intent, AskForHelp)

    def _notice(self) -> NoticePage | None:
        heard = self._view is not None and self._away is None
        if self._memory.out_of_service:
            return wording.notice(Cause.STAFF, nearest=self._nearest(), heard=heard)
        if isinstance(self._away, NotInitialised):
            return wording.notice(Cause.NO_HALL)
        if self._away is not None:
            return wording.notice(Cause.DATABASE)
        if self._condition is not None and self._condition.trouble is not None:
            trouble, nearest = self._condition.trouble, self._nearest()
            return wording.notice(Cause.PRINTER, trouble, nearest, heard=heard)
        if self._view is None or self._condition is None:
            return wording.notice(Cause.STARTING)
        return None

    def _nearest(self) -> tuple[str, str] | None:
        """The nearest kiosk that works, in Chinese and in English."""
        nearest = self._watch.nearest
        if nearest is None or self._view is None:
            return None
        zh, en = (place_of(nearest, self._view.directory, language) for language in ("zh", "en"))
        return zh, en

    def _is_fresh(self) -> bool:
        """Whether the screen is as the next visitor should find it."""
        return self._at_hand.to_the_end or (
            self._at_hand.is_fresh()
            and self._visitor == Visitor()
            and self._language == self._home_language
            and not self._aids
        )

    def _wait_for_visitors(self) -> None:
        """Nobody has been here for a while."""
        if self._is_fresh() and not self._at_hand.to_the_end:
            self._waits_for_visitors = True
            self._show()
        else:
            self._quiet.start()

    def _warn(self) -> None:
        if self._is_fresh():
            return
        if self._shown_notice() is not None:
            self._begin_anew()
            return
        self._idle_seconds_left = self._settings.idle_warning_s * patience(self._aids)
        self._warning.start()
        self._show()

    def _count_down(self) -> None:
        assert self._idle_seconds_left is not None
        self._idle_seconds_left -= 1
        if self._idle_seconds_left > 0:
            self._show()
            return
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._warning.stop()
        self._idle.stop()
        self._idle_seconds_left = None
        self._visitor = Visitor()
        self._uncover(self._browse)
        self._browse.want(GoHome())
        self._aids = NO_AIDS
        if self._language != self._home_language:
            self._language = self._home_language
            self._speak(self._language)
        self._show()

    def _show(self) -> None:
        self.changed.emit(self.state())
