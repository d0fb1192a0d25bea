"""An ID-card reader without a reader: a SAM_V module on a pseudo-terminal, with cards that nobody owns.

Its own process, for demonstration, training and tests. It reports on stdout and takes orders on stdin, both one
JSON object a line:

    {"do": "card", "number": "110101194912310027", "name": "王秀英"}     lay a card on it
    {"do": "deck", "numbers": ["11010…", "44052…"]}      another card after each that was read, round and round
    {"do": "take-away"}                          take it off
    {"do": "take-away", "after": "find"}         take it off once it was found (or after "select")
    {"do": "noise", "before": "AA96", "spoil": 1}    send bytes before the next answers, and spoil so many of them
    {"do": "half", "bytes": 700}                 break the next answer off after so many bytes
    {"do": "mute", "answers": 3}                 leave so many questions unanswered (no number: all from now on)
    {"do": "cut-line"}                           the line goes away, as when a USB converter is pulled out
    {"do": "plug"}                               a fresh line, all well again
    {"do": "quit"}
"""

from __future__ import annotations

import argparse
import json
import os
import select
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

START = b"\xaa\xaa\xaa\x96\x69"
QUESTION_BYTES = 10
TEXT_FIELDS = (
    ("name", 30), ("sex", 2), ("nation", 4), ("birth", 16), ("address", 70), ("number", 36),
    ("issuer", 30), ("valid_from", 16), ("valid_until", 16), ("spare", 36),
)  # fmt: skip
CARD = {
    "name": "张三",
    "sex": "1",
    "nation": "01",
    "address": "示例市中心区人民路 1 号",
    "issuer": "示例市公安局",
    "valid_from": "20200101",
    "valid_until": "20400101",
    "spare": "",
}
PHOTO = bytes(range(256)) * 4


def answer(*status: int, data: bytes = b"") -> bytes:
    """A frame as the module sends it."""
    body = (len(data) + 4).to_bytes(2, "big") + bytes(status) + data
    check = 0
    for byte in body:
        check ^= byte
    return START + body + bytes((check,))


def content_of(card: dict[str, str]) -> bytes:
    """What a card holds: the lengths of text and photo, and both."""
    number = card["number"]
    facts = CARD | {"birth": number[6:14]} | card
    text = b"".join(
        facts[name][: size // 2].ljust(size // 2).encode("utf-16-le") for name, size in TEXT_FIELDS
    )
    return len(text).to_bytes(2, "big") + len(PHOTO).to_bytes(2, "big") + text + PHOTO


class Reader:
    """The module, the card on it, and what may befall both."""

    def __init__(self, link: Path | None) -> None:
        self._link = link
        self.master = self._slave = -1
        self.card: dict[str, str] | None = None
        self._deck: list[str] = []
        self._leaves_after = ""
        self.plug()

    def plug(self) -> None:
        """A fresh line, and nothing wrong any more."""
        import tty

        self.unplug()
        self.master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.port = os.ttyname(self._slave)
        self._unread = b""
        self._found = self._selected = False
        self._before = b""
        self._spoil = 0
        self._half: int | None = None
        self._mute = 0
        if self._link:
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(self.port)

    def unplug(self) -> None:
        if self.master >= 0:
            os.close(self.master)
            os.close(self._slave)
            self.master = -1
            if self._link:
                self._link.unlink(missing_ok=True)

    def hear(self) -> None:
        """Take what was sent, and answer every question in it."""
        self._unread += os.read(self.master, 4096)
        while (start := self._unread.find(START)) >= 0 and len(self._unread) - start >= QUESTION_BYTES:
            question = self._unread[start : start + QUESTION_BYTES]
            self._unread = self._unread[start + QUESTION_BYTES :]
            report("asked", question=question.hex(" ").upper())
            check = 0
            for byte in question[len(START) :]:
                check ^= byte
            self._say(answer(0, 0, 0x10) if check else self._reply(question[7], question[8]))

    def _reply(self, command: int, parameter: int) -> bytes:
        match command, parameter:
            case 0x20, 0x01:
                self._found, self._selected = self.card is not None, False
                reply = answer(0, 0, 0x9F, data=bytes(4)) if self._found else answer(0, 0, 0x80)
                self._leave_if("find")
            case 0x20, 0x02:
                self._selected = self._found and self.card is not None
                reply = answer(0, 0, 0x90, data=bytes(8)) if self._selected else answer(0, 0, 0x81)
                self._leave_if("select")
            case 0x30, 0x01:
                there = self._selected and self.card is not None
                reply = answer(0, 0, 0x90, data=content_of(self.card or {})) if there else answer(0, 0, 0x41)
                # A card answers once; to be read again it must be found again.
                self._found = self._selected = False
                self._turn_deck()
            case _:
                reply = answer(0, 0, 0x21)
        return reply

    def _turn_deck(self) -> None:
        if self._deck:
            self._deck.append(self._deck.pop(0))
            self.card = {"number": self._deck[0]}

    def _leave_if(self, moment: str) -> None:
        if self._leaves_after == moment:
            self.card, self._leaves_after = None, ""

    def _say(self, frame: bytes) -> None:
        if self._mute:
            self._mute -= 1
            return
        if self._spoil:
            self._spoil -= 1
            frame = frame[:-1] + bytes((frame[-1] ^ 0x5A,))
        if self._half is not None:
            frame, self._half = frame[: self._half], None
        os.write(self.master, self._before + frame)

    def obey(self, order: dict[str, Any]) -> None:
        """Do what a hand would do to it."""
        match order:
            case {"do": "card", "number": str()}:
                self.card = {name: str(value) for name, value in order.items() if name != "do"}
                self._leaves_after, self._deck = "", []
            case {"do": "deck", "numbers": [str(), *_] as numbers}:
                self._deck = list(numbers)
                self.card = {"number": self._deck[0]}
            case {"do": "take-away", "after": "find" | "select" as moment}:
                self._leaves_after = moment
            case {"do": "take-away"}:
                self.card, self._deck = None, []
            case {"do": "noise"}:
                self._before = bytes.fromhex(order.get("before", ""))
                self._spoil = int(order.get("spoil", 0))
            case {"do": "half", "bytes": int() as count}:
                self._half = count
            case {"do": "mute"}:
                self._mute = int(order.get("answers", sys.maxsize))
            case {"do": "cut-line"}:
                self.unplug()
            case {"do": "plug"}:
                self.plug()
            case _:
                report("error", text=f"no such order: {order}")
                return
        report("done", do=order["do"], port=self.port)


def report(event: str, **facts: Any) -> None:
    print(json.dumps({"event": event, **facts}, ensure_ascii=False), flush=True)


def serve(reader: Reader) -> None:
    """Take orders and questions until told to quit or stdin ends."""
    stdin = sys.stdin.fileno()
    unread = b""
    while True:
        ready, _, _ = select.select([stdin, *([reader.master] if reader.master >= 0 else [])], [], [])
        if reader.master in ready:
            reader.hear()
        if stdin in ready:
            more = os.read(stdin, 65536)
            *lines, unread = (unread + more).split(b"\n")
            for line in filter(bytes.strip, lines):
                try:
                    order = json.loads(line)
                except ValueError:
                    order = None
                if order == {"do": "quit"}:
                    return
                if isinstance(order, dict):
                    reader.obey(order)
                else:
                    report("error", text=f"no order: {line.decode(errors='replace')}")
            if not more:
                return


def main(argv: Sequence[str] | None = None) -> int:
    """Run the simulated reader."""
    parser = argparse.ArgumentParser(
        prog="kiosk.simulated_idcard",
        description="An ID-card reader without a reader, on a pseudo-terminal.",
    )
    parser.add_argument("--link", type=Path, help="path that always leads to the reader's line")
    options = parser.parse_args(argv)
    if not hasattr(os, "openpty"):
        print(
            "The simulated reader needs a pseudo-terminal, which Windows does not have: "
            "connect a real reader, or run this part on Linux or macOS.",
            file=sys.stderr,
        )
        return 2
    reader = Reader(options.link)
    report("ready", port=reader.port)
    try:
        serve(reader)
    finally:
        reader.unplug()
    return 0


if __name__ == "__main__":
    sys.exit(main())
