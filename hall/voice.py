"""The commands for recorded voices: what is missing in a pack, and a pack to start from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from db.errors import QT_TRANSLATE_NOOP, HallError
from hall.words import say, speech_word, translated

if TYPE_CHECKING:
    from display.vocabulary import Names

Pack = Annotated[
    Path,
    typer.Argument(help="A folder with a folder a language, and in it WAV files named after their words."),
]
Languages = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="zh", help="In which language; may be given several times."),
]
Own = Annotated[
    Path | None, typer.Option("--sentences", metavar="FILE", help="The hall's own sentences, if it has any.")
]
Yao = Annotated[bool, typer.Option("--yao", help="The hall says 幺 for a one.")]
HallUrl = Annotated[
    str,
    typer.Option(
        "--url",
        metavar="URL",
        envvar="HALL_URL",
        help="Ask only for this hall's counters, letters, floors and zones.",
    ),
]


class NothingRecorded(HallError):
    """There is no pack in the folder."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "There is no recording in {folder}. A pack has a folder for each language, like {folder}/zh/请.wav;"
        " `hall voice render` makes one to start from.",
    )


def add_commands(app: typer.Typer) -> None:
    """Let the `hall` command know these."""
    voice = typer.Typer(help="Recorded voices: check one, or make one to start from.", no_args_is_help=True)
    voice.command("check", short_help="Tell what is missing in a recorded voice.")(check)
    voice.command("render", short_help="Make a voice pack with the computer's own voice.")(render)
    app.add_typer(voice, name="voice")


def check(
    pack: Pack, language: Languages = None, sentences: Own = None, yao: Yao = False, url: HallUrl = ""
) -> None:
    """Tell what a recorded voice lacks for the hall's sentences, and which recordings are bad.

    A recording is bad when it is silent, cut off at its peaks, at another rate than the others, much louder or
    quieter, or too long or short for its words. The exit code is 1 when there is anything to do.
    """
    from shell.speech_pack import languages_of
    from shell.speech_pack_check import flaws, missing

    languages = language or list(languages_of(pack))
    if not languages:
        raise NothingRecorded(folder=pack)
    wrong = 0
    for name, texts in _texts(languages, sentences, url, yao).items():
        lacking = missing(pack, name, texts)
        bad = flaws(pack, name)
        for finding in (*lacking, *bad):
            detail = f" ({finding.detail})" if finding.detail else ""
            print(f"{name}/{finding.text}.wav: {speech_word(finding.flaw)}{detail}")
        counts = translated(
            QT_TRANSLATE_NOOP(
                "hall", "{language}: {needed} words needed, {missing} missing, {bad} badly recorded."
            ),
            language=name,
            needed=len(texts),
            missing=len(lacking),
            bad=len(bad),
        )
        print(counts)
        wrong += len(lacking) + len(bad)
    if wrong:
        raise typer.Exit(1)
    say(QT_TRANSLATE_NOOP("hall", "The voice is complete."))


def render(
    pack: Pack,
    language: Languages = None,
    sentences: Own = None,
    rate: Annotated[int, typer.Option(min=80, max=300, help="Words a minute.")] = 160,
    yao: Yao = False,
    url: HallUrl = "",
) -> None:
    """Make every recording that a pack still lacks with the computer's own voice.

    What lies there already is kept: let an announcer record file after file over a pack that works from the first
    day on.
    """
    from tempfile import TemporaryDirectory

    from shell.speech_chain import Chain, NotSpoken, system_engine
    from shell.speech_pack_check import missing
    from shell.speech_sound import write_sound
    from shell.speech_text import Utterance

    with TemporaryDirectory(prefix="hall-voice-") as folder:
        chain = Chain([system_engine()], Path(folder))
        try:
            for name, texts in _texts(language or ["zh"], sentences, url, yao).items():
                (pack / name).mkdir(parents=True, exist_ok=True)
                lacking = [finding.text for finding in missing(pack, name, texts)]
                for text in lacking:
                    made = chain.render(Utterance(name, text), rate)
                    write_sound(pack / name / f"{text}.wav", made.sound)
                say(
                    QT_TRANSLATE_NOOP("hall", "{language}: {made} recordings made, {kept} kept."),
                    language=name,
                    made=len(lacking),
                    kept=len(list((pack / name).glob("*.wav"))) - len(lacking),
                )
        except NotSpoken as failure:
            print(f"{speech_word(failure.reason)}: {failure.detail}")
            raise typer.Exit(1) from failure
        finally:
            chain.close()


def _texts(
    languages: list[str], sentences: Path | None, url: str, yao: bool
) -> Mapping[str, tuple[str, ...]]:
    """What must be recorded in each language."""
    from display.sentences import load_tongues, tongue_of
    from display.vocabulary import vocabulary

    tongues, names = load_tongues(sentences), _names(url)
    return {
        language: vocabulary(language, tongue_of(tongues, language), names, yao=yao) for language in languages
    }


def _names(url: str) -> Names:
    """What the hall has of its own; without one, whatever a hall could have."""
    from contextlib import closing

    from db.directory import read_directory
    from db.engine import open_database
    from display.vocabulary import Names

    if not url:
        return Names()
    with closing(open_database(url, "hall voice")) as database, database.reading() as connection:
        directory = read_directory(connection)
    letters = {sign for name in (*directory.services, *directory.zones) for sign in name if sign.isalpha()}
    places = (*directory.floors.values(), *directory.zones.values())
    return Names(frozenset(directory.counters), "".join(sorted(letters)), places)
