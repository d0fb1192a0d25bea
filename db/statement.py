"""A statement that a turn or a board sends: compiled once, and handed to the driver without a detour.

SQLAlchemy looks a statement up, makes a context and a result for it, each time: several times as long as SQLite takes
to answer. While a turn is held everybody waits, and so does a called visitor while a board reads: what these send goes
this shorter way, on the same connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Insert,
    Select,
    TextClause,
    Update,
    literal_column,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

if TYPE_CHECKING:
    from db.wire import Wire

Row = dict[str, Any]
Values = Mapping[str, Any]
_Process = Callable[[Any], Any]
_Core = Select[*tuple[Any, ...]] | Insert | Update | TextClause
_NOTHING: Values = {}
_CURSORS, _WIRE, _KNOWN_WIRE = "cursors", "wire", "known wire"
"""Where a connection keeps its cursors, the wire that a turn goes over, and that between turns."""


def written(constant: str) -> ColumnElement[str]:
    """A constant in a statement's own text: only what a planner reads there leads it to a partial index.

    Where it has to look into a parameter for that, SQLite plans the whole statement anew each time.
    """
    return literal_column(f"'{constant}'")


class Statement:
    """A statement of SQLAlchemy Core; compiled anew for each length of a list that stands after an `IN`."""

    def __init__(self, core: _Core) -> None:
        self._core = core
        self._compiled: dict[tuple[str | int, ...], _Compiled] = {}

    def run(self, connection: Connection, values: Values = _NOTHING) -> None:
        """Send it, in a turn on PostgreSQL with what is sent next; whatever it answers, nobody wants to know."""
        self._send(connection, values, fetch=False)

    def rows(self, connection: Connection, values: Values = _NOTHING) -> list[Row]:
        """All rows of its answer."""
        return self._send(connection, values)

    def first(self, connection: Connection, values: Values = _NOTHING) -> Row | None:
        """The first row, if there is one."""
        return next(iter(self._send(connection, values)), None)

    def one(self, connection: Connection, values: Values = _NOTHING) -> Row:
        """The only row."""
        (row,) = self._send(connection, values)
        return row

    def value(self, connection: Connection, values: Values = _NOTHING) -> Any:
        """The first column of the first row; None: there is none."""
        row = self.first(connection, values)
        return next(iter(row.values())) if row else None

    def _send(self, connection: Connection, values: Values, *, fetch: bool = True) -> list[Row]:
        wire: Wire | None = connection.info.get(_WIRE)
        if wire and isinstance(self._core, Select):
            known: list[Row] | None = wire.known((self, values))
            if known is not None:
                return known
        elif wire:
            wire.forget_what_is_known()
        compiled, sent = self._written(connection, values)
        try:
            if wire:
                if not fetch:
                    wire.later(compiled.text, sent)
                    return []
                (answer,) = wire.ask((compiled.text, sent))
                return list(map(compiled.row, answer))
            cursor = _cursor(connection, compiled.text)
            cursor.execute(compiled.text, sent)
            return list(map(compiled.row, cursor.fetchall())) if fetch else []
        except connection.dialect.loaded_dbapi.Error as failure:
            raise _as_usual(connection, compiled.text, sent, failure) from failure

    def _written(self, connection: Connection, values: Values) -> tuple[_Compiled, Row]:
        # Which columns are set is part of the text of an INSERT or UPDATE, how long a list is of that of an IN.
        lengths = (len(value) for value in values.values() if type(value) is list)
        shape = (connection.dialect.name, *values, *lengths)
        compiled = self._compiled.get(shape)
        if compiled is None:
            compiled = self._compiled[shape] = _compile(self._core, connection.dialect, values)
        sent = compiled.parameters(values)
        for hears in connection.engine.dispatch.before_cursor_execute:
            hears(connection, None, compiled.text, sent, None, False)
        return compiled, sent


Asked = tuple[Statement, Values]
"""A question, and the values that it names."""


def together(connection: Connection, *asked: Asked) -> list[list[Row]]:
    """All rows of several answers; on PostgreSQL in one round trip."""
    wire: Wire | None = connection.info.get(_WIRE)
    if wire is None:
        return [statement.rows(connection, values) for statement, values in asked]
    written = [statement._written(connection, values) for statement, values in asked]
    try:
        answers = wire.ask(*((compiled.text, sent) for compiled, sent in written))
    except connection.dialect.loaded_dbapi.Error as failure:
        raise _as_usual(
            connection, "; ".join(compiled.text for compiled, _ in written), {}, failure
        ) from failure
    return [list(map(compiled.row, answer)) for (compiled, _), answer in zip(written, answers, strict=True)]


def ask_ahead(connection: Connection, *asked: Asked) -> None:
    """Ask in one round trip, where there are such, what is going to be asked anyway."""
    wire: Wire | None = connection.info.get(_WIRE)
    if wire:
        for question, rows in zip(asked, together(connection, *asked), strict=True):
            wire.know(question, rows)


def _cursor(connection: Connection, statement: str) -> Any:
    """The connection's own cursor for a statement: the driver looks up anew, for each new one, how its values go."""
    cursors: dict[str, Any] = connection.info.setdefault(_CURSORS, {})
    cursor = cursors.get(statement)
    if cursor is None:
        cursor = cursors[statement] = connection.connection.cursor()
    return cursor


@contextmanager
def over_the_wire(connection: Connection, begin: str = "BEGIN") -> Iterator[None]:
    """A transaction on PostgreSQL in as few round trips as its questions need: `db.wire` tells why."""
    from db.wire import Wire  # a hall on SQLite does not wait for the other's driver

    info = connection.info
    if _KNOWN_WIRE not in info:
        info[_KNOWN_WIRE] = Wire(connection.connection.driver_connection)
    wire = info[_WIRE] = info[_KNOWN_WIRE]
    try:
        with wire.transaction(begin):
            yield
    except connection.dialect.loaded_dbapi.Error as failure:
        raise _as_usual(connection, "COMMIT", {}, failure) from failure
    finally:
        del info[_WIRE]


def send_what_waits(connection: Connection) -> None:
    """Before SQLAlchemy itself sends something in a turn."""
    if wire := connection.info.get(_WIRE):
        wire.flush()
        wire.forget_what_is_known()


def forget_what_is_prepared(connection: Connection) -> None:
    """Before psycopg rolls back: with that it has the server forget all that is prepared."""
    if not connection.invalidated and (wire := connection.info.get(_KNOWN_WIRE)):
        wire.forget_what_is_prepared()


@dataclass(frozen=True)
class _Compiled:
    """A statement as one driver takes it, and what becomes of values on their way there and back."""

    text: str
    constants: Row
    lists: Mapping[str, Sequence[str]]
    """The names of their items, each of which is a parameter of its own."""
    to_driver: Sequence[tuple[str, _Process]]
    columns: Sequence[str]
    from_driver: Sequence[tuple[str, _Process]]

    def parameters(self, values: Values) -> Row:
        sent = {**self.constants, **values}
        for name, items in self.lists.items():
            sent.update(zip(items, sent.pop(name), strict=True))
        for name, process in self.to_driver:
            sent[name] = process(sent[name])
        return sent

    def row(self, answer: Sequence[Any]) -> Row:
        row = dict(zip(self.columns, answer, strict=True))
        for name, process in self.from_driver:
            row[name] = process(row[name])
        return row


def _compile(core: _Core, dialect: Dialect, values: Values) -> _Compiled:
    def at(type_: TypeEngine[Any]) -> TypeEngine[Any]:
        return type_.dialect_impl(dialect)

    compiled = core.compile(dialect=dialect, column_keys=list(values))
    to_driver = {
        name: process
        for name in compiled.params
        if (process := at(compiled.binds[name].type).bind_processor(dialect))
    }
    constants = {
        name: to_driver[name](value) if name in to_driver else value
        for name, value in compiled.params.items()
        if name not in values
    }
    expanded = compiled.construct_expanded_state(dict(values))
    lists = expanded.parameter_expansion
    columns = [] if isinstance(core, TextClause) else list(core.exported_columns)
    from_driver = [
        (str(column.key), process)
        for column in columns
        if (process := at(column.type).result_processor(dialect, None))
    ]
    return _Compiled(
        expanded.statement,
        constants,
        lists,
        [(item, to_driver[name]) for name in values if name in to_driver for item in lists.get(name, [name])],
        [str(column.key) for column in columns],
        from_driver,
    )


def _as_usual(connection: Connection, text: str, sent: Row, failure: Exception) -> Exception:
    """The failure as SQLAlchemy itself raises it; a connection that is lost is not used again."""
    lost = connection.dialect.is_disconnect(failure, connection.connection.driver_connection, None)  # type: ignore[arg-type]
    if lost:
        connection.invalidate(failure)
    return DBAPIError.instance(
        text,
        sent,
        failure,
        connection.dialect.loaded_dbapi.Error,
        connection_invalidated=lost,
        dialect=connection.dialect,
    )
