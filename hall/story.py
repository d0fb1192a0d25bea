"""A visit as a story: touch, paper, call, voice, end; a robot plays it on the apps' real controls."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.directory import Named
from db.errors import QT_TRANSLATE_NOOP
from db.events import CallAnnounced
from display.template import load_template
from hall.proof import Evidence, ProofFailed, length_s, number_heard, read_paper
from hall.screen_words import on_screen
from hall.stage import DESKS, SERVICE, ZONE, Stage
from hall.station import Station
from hall.words import say

START_S = 90
STEP_S = 45
PRINT_S = 25
VOICE_S = 30
OTHER_SERVICES = (SERVICE, "B1", SERVICE, "B3")
"""What those want who come after our visitor."""


@dataclass(frozen=True)
class Paper:
    """What a visitor holds: the printed picture, and the number that the kiosk showed."""

    picture: Path
    number: str


def play(stage: Stage, out: Path) -> Evidence:
    """Play the whole visit, leave its pictures in `out`, and give back what each place showed."""
    if stage.printer is None:
        raise ProofFailed(problem="the simulated printer needs a pseudo-terminal, which this system lacks")
    kiosk, desk, neighbour = stage.kiosk, *stage.callers
    counter = DESKS[0][0]
    wait_until_ready(stage)
    say(
        QT_TRANSLATE_NOOP(
            "hall", "  Kiosk, two callers, board and printer are running, each its own process."
        )
    )

    kiosk.ask("grab", file=str(out / "kiosk-home.png"))
    mine = take_number(stage, SERVICE, out)
    shutil.copyfile(mine.picture, out / "ticket.png")
    say(
        QT_TRANSLATE_NOOP(
            "hall", "  Two touches, consent and an ID card at the kiosk: {number}, and the paper is out."
        ),
        number=mine.number,
    )

    for service in OTHER_SERVICES:
        take_number(stage, service)
    say(QT_TRANSLATE_NOOP("hall", "  {count} more visitors take their numbers."), count=len(OTHER_SERVICES))

    press(stage, desk, "Next")
    see_number(stage, desk, mine.number)
    say(QT_TRANSLATE_NOOP("hall", "  The clerk at counter {counter} presses Next."), counter=counter)
    board = see_on_board(stage, mine.number, counter)
    stage.board.ask("grab", file=str(out / "board.png"))
    sound, words = _hear(stage, mine.number, counter, out)
    say(QT_TRANSLATE_NOOP("hall", "  The board shows it, and the voice says: {words}"), words=words)

    press(stage, desk, "Start")
    wait_enabled(stage, desk, "Finish")
    desk.ask("grab", file=str(out / "caller.png"))
    press(stage, neighbour, "Next")
    wait_enabled(stage, neighbour, "Start")
    stage.board.ask("wait", pattern=".", matches=f"{DESKS[1][0]}", timeout_s=STEP_S)
    press(stage, desk, "Finish")
    wait_enabled(stage, desk, "Next")
    neighbour.ask("grab", file=str(out / "caller-neighbour.png"))
    stage.board.ask("grab", file=str(out / "board-later.png"))
    say(
        QT_TRANSLATE_NOOP(
            "hall", "  The visit is served and finished; the neighbour has called the next visitor."
        )
    )

    visit = read_paper(out / "ticket.png", stage.database)
    announced = [event for event in visit.history if isinstance(event, CallAnnounced)]
    return Evidence(
        kiosk=mine.number,
        paper=visit.number,
        board=board,
        voice=number_heard(words),
        counter=counter,
        voice_s=length_s(sound),
        spoken=any(event.spoken for event in announced),
    )


def wait_until_ready(stage: Stage) -> None:
    """Every app shows the hall, and both clerks have signed in (their settings say where)."""
    zone = stage.directory.zones[ZONE].named(stage.language)
    stage.kiosk.ask("wait", name=zone, timeout_s=START_S)
    for caller in stage.callers:
        caller.ask("wait", name=_word(stage, "caller", "Next"), timeout_s=START_S)
    hall = re.escape(stage.directory.hall.named(stage.language))
    stage.board.ask("wait", name=_board(stage), matches=hall, timeout_s=START_S)


def take_number(stage: Stage, service_id: str, out: Path | None = None) -> Paper:
    """Touch zone and service, lay the card down where one is asked for, and take the paper."""
    kiosk, directory = stage.kiosk, stage.directory
    service = directory.services[service_id]
    kiosk.ask("press", name=directory.zones[service.zone_id].named(stage.language), timeout_s=STEP_S)
    kiosk.ask("wait", name=service.named(stage.language), timeout_s=STEP_S)
    if out:
        kiosk.ask("grab", file=str(out / "kiosk-services.png"))
    kiosk.ask("press", name=service.named(stage.language), timeout_s=STEP_S)
    if service.asks_card:
        agree = _word(stage, "kiosk", "Agree and use my ID card")
        kiosk.ask("wait", name=agree, timeout_s=STEP_S)
        if out:
            kiosk.ask("grab", file=str(out / "kiosk-card.png"))
        kiosk.ask("press", name=agree, timeout_s=STEP_S)
    number = _word(stage, "kiosk", "Ticket number")
    shown = kiosk.ask("wait", name=number, matches=rf"{service_id} ?\d{{3}}", timeout_s=STEP_S)
    assert stage.printer is not None
    paper = stage.printer.told(PRINT_S, event="ticket")
    done = _word(stage, "kiosk", "Done")
    kiosk.ask("wait", name=done, enabled=True, timeout_s=STEP_S)
    if out:
        kiosk.ask("grab", file=str(out / "kiosk-ticket.png"))
    kiosk.ask("press", name=done, timeout_s=STEP_S)
    kiosk.ask("wait", name=directory.zones[ZONE].named(stage.language), timeout_s=STEP_S)
    return Paper(Path(paper["path"]), _number_in(shown["text"], service_id))


def _number_in(text: str, service_id: str) -> str:
    found = re.search(rf"({service_id}) ?(\d{{3,}})", text)
    if not found:
        raise ProofFailed(problem=f"no number of {service_id} stands in “{text}”")
    return found[1] + found[2]


def _shown(number: str) -> str:
    """How screens write a number: prefix and digits apart, or not."""
    return f"{re.escape(number.removesuffix(number[len(SERVICE) :]))} ?{number[len(SERVICE) :]}"


def see_number(stage: Stage, caller: Station, number: str) -> None:
    caller.ask("wait", name=_word(stage, "caller", "Number"), matches=_shown(number), timeout_s=STEP_S)


def number_called(stage: Stage, caller: Station) -> str:
    """Whom a clerk has called, by the caller's own screen."""
    shown = caller.ask("wait", name=_word(stage, "caller", "Number"), matches=r"\d{3}", timeout_s=STEP_S)
    return _number_in(shown["text"], SERVICE)


def see_on_board(stage: Stage, number: str, counter: int) -> str:
    """The number that stands on the board beside our counter."""
    text = stage.board.ask(
        "wait", name=_board(stage), matches=rf"{_shown(number)}\D+{counter}\b", timeout_s=STEP_S
    )["text"]
    found = re.search(rf"({SERVICE}) ?(\d{{3,}})\D+{counter}\b", text)
    if not found:
        raise ProofFailed(problem=f"counter {counter} is not on the board: {text}")
    return found[1] + found[2]


def _hear(stage: Stage, number: str, counter: int, out: Path) -> tuple[Path, str]:
    """The announcement as the display left it: sound and words."""
    kept = stage.voice_folder / f"{number}-{counter}.wav"
    _wait_for(kept.exists, VOICE_S, stage.board, f"no announcement of {number} was made")
    shutil.copyfile(kept, out / "announcement.wav")
    words = kept.with_suffix(".txt").read_text(encoding="utf-8").strip()
    (out / "announcement.txt").write_text(words + "\n", encoding="utf-8")
    return out / "announcement.wav", words.replace("\n", " / ")


def _wait_for(happened: Callable[[], bool], patience_s: float, station: Station, problem: str) -> None:
    deadline = time.monotonic() + patience_s
    while not happened():
        if time.monotonic() > deadline:
            raise station.failed(f"{problem} within {patience_s:g} s")
        time.sleep(0.05)


def press(stage: Stage, caller: Station, key: str) -> None:
    caller.ask("press", name=_word(stage, "caller", key), timeout_s=STEP_S)


def wait_enabled(stage: Stage, caller: Station, key: str) -> None:
    caller.ask("wait", name=_word(stage, "caller", key), enabled=True, timeout_s=STEP_S)


def _board(stage: Stage) -> str:
    """What a zone's board is called."""
    zone = load_template("zone")
    return Named(zone.name, zone.name_en).named(stage.language)


def _word(stage: Stage, app: str, source: str) -> str:
    return on_screen(app, source, stage.language)
