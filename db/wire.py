"""A transaction's way over the wire to PostgreSQL: what needs no answer waits, and goes with the next question or the end.

Each round trip is a wait for a processor, at both ends, and while a turn is held everybody waits; so does a called
visitor while a board reads. So a station asks for the turn together with its first question, its changes leave together
with COMMIT, and a snapshot begins with what is asked of it first.

What leaves together leaves in one write to the socket, with a Sync at its end. psycopg's own pipeline sends each
statement as it comes; a station that was frozen between two of them would hold the turn until somebody thaws it, for
PostgreSQL heeds `idle_in_transaction_session_timeout` only after a Sync.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import count
from typing import Any

from psycopg import Error, OperationalError, generators
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

Answer = Sequence[Sequence[Any]]
"""Rows of values in the order of the columns."""
Sent = tuple[str, Mapping[str, Any]]
"""A statement as psycopg writes it, and the values that it names."""
Question = tuple[object, Mapping[str, Any]]
"""A statement as the asker knows it, and the values that it names."""

PATIENCE_S = 5.0
"""The server itself ends what takes two seconds; one that stands still ends nothing, and keeps its sockets open."""

_COMMIT: Sent = ("COMMIT", {})
_ROLLBACK: Sent = ("ROLLBACK", {})
_OPEN = (TransactionStatus.INTRANS, TransactionStatus.INERROR)
_PLACEHOLDER = re.compile(r"%(?:\((\w+)\)s|%)")
_numbers = count()


class Wire:
    """One connection of psycopg; kept with it, for it knows what is prepared there."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._translator = Transformer(driver)
        self._prepared: dict[str, bytes] = {}
        self._waiting: list[Sent] = []
        self._ahead: list[tuple[Question, Any]] = []

    def later(self, statement: str, values: Mapping[str, Any]) -> None:
        """Send it with whatever is sent next."""
        self._waiting.append((statement, values))

    def ask(self, *questions: Sent) -> list[Answer]:
        """Send them after all that waits, and return their answers. Raises the first failure of them all."""
        self._waiting += questions
        return [self._answer(result) for result in self.flush()[-len(questions) :]]

    def flush(self) -> list[PGresult]:
        """Send what waits; returns what it was answered."""
        if not self._waiting:
            return []
        batch, self._waiting = self._waiting, []
        with self._driver.lock:
            return self._exchange(batch)

    def know(self, question: Question, answer: Any) -> None:
        """Keep an answer for when the question comes, in this transaction and for as long as nothing is changed."""
        self._ahead.append((question, answer))

    def known(self, question: Question) -> Any | None:
        """The answer to a question that was asked ahead, once; None: it was not."""
        for nth, (asked, answer) in enumerate(self._ahead):
            if asked == question:
                del self._ahead[nth]
                return answer
        return None

    def forget_what_is_known(self) -> None:
        """Something is changed, or over."""
        self._ahead.clear()

    def forget_what_is_prepared(self) -> None:
        """The server forgets what is prepared, if psycopg has anything to roll back."""
        if self._driver.pgconn.transaction_status in _OPEN:
            self._prepared.clear()

    @contextmanager
    def transaction(self, begin: str) -> Iterator[None]:
        """It begins with the first question; COMMIT goes with the last change."""
        self._waiting = [(begin, {})]
        try:
            yield
            self.ask(_COMMIT)
        except BaseException:
            self._waiting = []
            # By psycopg's own ROLLBACK the server would forget what is prepared.
            if self._driver.pgconn.transaction_status in _OPEN:
                with suppress(Error):
                    self.ask(_ROLLBACK)
            raise
        finally:
            self.forget_what_is_known()

    def _exchange(self, batch: Sequence[Sent]) -> list[PGresult]:
        line: PGconn = self._driver.pgconn
        ready = [(statement, *self._written(statement, values)) for statement, values in batch]
        new: dict[str, bytes] = {}
        comes: list[str | None] = []
        line.enter_pipeline_mode()
        for statement, text, parameters in ready:
            if not parameters:  # BEGIN, COMMIT and their like are not worth preparing
                line.send_query_params(text, None)
                comes.append(None)
                continue
            name = self._prepared.get(statement) or new.get(statement)
            if name is None:
                name = new[statement] = b"hall_%d" % next(_numbers)
                line.send_prepare(name, text)
                comes.append(statement)
            line.send_query_prepared(name, parameters)
            comes.append(None)
        line.pipeline_sync()
        try:
            *results, _sync = self._driver.wait(_answers(line, len(comes) + 1), timeout=PATIENCE_S)
        except OperationalError:
            self._driver.close()  # whatever it says later is nobody's
            raise
        line.exit_pipeline_mode()
        for prepared, result in zip(comes, results, strict=True):
            if result.status == ExecStatus.FATAL_ERROR:
                raise error_from_result(result, encoding="utf-8")
            if prepared:
                self._prepared[prepared] = new[prepared]
        return [result for prepared, result in zip(comes, results, strict=True) if prepared is None]

    def _answer(self, result: PGresult) -> Answer:
        self._translator.set_pgresult(result)
        return self._translator.load_rows(0, result.ntuples, tuple)

    def _written(self, statement: str, values: Mapping[str, Any]) -> tuple[bytes, Sequence[Any]]:
        text, names = _numbered(statement)
        formats = [PyFormat.TEXT] * len(names)
        return text, self._translator.dump_sequence([values[name] for name in names], formats)


def _answers(line: PGconn, how_many: int) -> PQGen[list[PGresult]]:
    yield from generators.send(line)
    results: list[PGresult] = []
    for _ in range(how_many):
        # One each; a server that goes may say so once more.
        result, *_ = (yield from generators.fetch_many(line)) or [None]
        if result is None:
            raise OperationalError("the connection ended within an answer")
        results.append(result)
    return results


@lru_cache
def _numbered(statement: str) -> tuple[bytes, Sequence[str]]:
    """A statement as the server reads it, with the names of its parameters in their order."""
    names: list[str] = []

    def number(found: re.Match[str]) -> str:
        if not found[1]:
            return "%"
        if found[1] not in names:
            names.append(found[1])
        return f"${names.index(found[1]) + 1}"

    text = _PLACEHOLDER.sub(number, statement)
    return text.encode(), names
