"""Work shared with copies of the process: the same results, whatever becomes of a copy; none stays behind."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.analyse import crew as crews
from compare.analyse import quotes, readers, story_facts
from compare.analyse.crew import Crew
from compare.analyse.freight import Freight
from compare.analyse.names import NameTable
from compare.analyse.readers import collect_readings, read_beside
from compare.analyse.reading import take_apart
from compare.analyse.similar import Background, Explained, Voices, rare_word
from compare.analyse.speakers import Speakers
from compare.analyse.units import make_units
from compare.model import Document, Span
from compare.results import Form, Quote

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = Freight((), ())
forks = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


def share(work: Callable[[int], object], pieces: int, *, helpers: int) -> list[object]:
    """What a crew makes of so many pieces."""
    with Crew(work, pieces, freight=PLAIN, helpers=helpers) as crew:
        return crew.results()


def is_there(process: int) -> bool:
    """Whether a process is at work, and no mere entry of one that has ended."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as stat:  # noqa: PTH123 - a file of the kernel
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("helpers", [0, 1, 3])
def test_results_stand_in_order_whoever_works(helpers: int) -> None:
    """Each piece gives its result in its place, with any number of helpers."""
    assert [f"piece {n}" for n in range(500)] == share(lambda n: f"piece {n}", 500, helpers=helpers)
    assert [] == share(str, 0, helpers=helpers)


def wait_for(processes: list[int]) -> None:
    """Let copies come to their end."""
    while any(map(is_there, processes)):
        time.sleep(0.01)


@forks
def test_copies_do_work() -> None:
    """With a helper, a piece that is begun while this process does something else is another process's."""
    with Crew(lambda _: os.getpid(), 1, freight=PLAIN, helpers=1) as crew:
        wait_for(crew.processes)
        (process,) = crew.results()

    assert os.getpid() != process


ARTICLES = (
    "“The harbour wall is cracked, badly drained, and sinking into the mud,” said Mr. Peter Ellwood.",
    "Anna Brandt left. The wall is “sinking into the mud”, Ellwood said on Tuesday. « Nous », dit-il à Oslo.",
    "",
)


@forks
def test_readings_of_a_copy_are_those_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences, names and quotations come back as they are, and point into the documents."""
    documents = [Document(str(n), text, "", "") for n, text in enumerate(ARTICLES)]
    with read_beside(documents, (), helpers=0) as crew:
        here = collect_readings(documents, (), crew)
    with read_beside(documents, (), helpers=1) as crew:
        wait_for(crew.processes)
        monkeypatch.setattr(readers, "take_apart", pytest.fail)
        there = collect_readings(documents, (), crew)

    assert [vars(reading) for reading in here] == [vars(reading) for reading in there]


@forks
def test_quote_groups_of_a_copy_are_those_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups come back as they are, and hold the quotations of the readings."""
    documents = [Document(str(n), text, "", "") for n, text in enumerate(ARTICLES)]
    with read_beside(documents, (), helpers=0) as crew:
        readings = collect_readings(documents, (), crew)
    names = NameTable(readings)
    speakers = Speakers(readings, names)
    here = quotes.group_quotes(readings, speakers, names)
    with quotes.group_beside(readings, speakers, names, helpers=1) as groups:
        wait_for(groups.processes)
        monkeypatch.setattr(quotes, "group_quotes", pytest.fail)
        (there,) = groups.results()

    assert here
    assert here == there
    assert there[0].renderings[0].quote is readings[0].quotes[0]


STORIES = (
    (
        "On Monday Mayor Peter Ellwood said that 14 goats may have drowned in Selby.",
        "In Selby 17 goats drowned on Tuesday. Mayor Peter Ellwood resigned.",
    ),
    (
        "Police arrested the skipper of the Dunmore in Vardo, with 312 crates. “We saw crates,” said Brandt.",
        "The captain of the Dunmore was detained in Vardo, and 310 crates were found. Brandt saw crates.",
    ),
)


@forks
def test_facts_of_a_copy_are_those_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signs and facts of each story come back as they are: events, offices, claims, and how sure they are."""
    documents = [
        Document(f"{n}{m}", text, "", "") for n, texts in enumerate(STORIES) for m, text in enumerate(texts)
    ]
    readings = [take_apart(document, ()) for document in documents]
    names = NameTable(readings)
    units = make_units(readings, names)
    parts = [
        story_facts.StoryPart(own, [unit for unit in units if unit.reading in own])
        for own in (readings[:2], readings[2:])
    ]
    background = Background(
        names, Voices(readings, Speakers(readings, names)), Explained(()), rare_word(len(units))
    )
    with story_facts.list_signs_beside(parts, helpers=0) as crew:
        signs = crew.results()
        story_facts.weigh_stories(parts, crew)
    with story_facts.find_facts_beside(parts, background, helpers=0) as crew_of_facts:
        facts = crew_of_facts.results()
    with (
        story_facts.list_signs_beside(parts, helpers=1) as copy,
        story_facts.find_facts_beside(parts, background, helpers=1) as copy_of_facts,
    ):
        wait_for([*copy.processes, *copy_of_facts.processes])
        monkeypatch.setattr(story_facts, "list_signs", pytest.fail)
        monkeypatch.setattr(story_facts, "find_facts", pytest.fail)

        assert signs == copy.results()
        assert facts == copy_of_facts.results()
    assert all(found for ((found, _),) in facts)


@forks
@pytest.mark.parametrize(
    "end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(0), lambda: 1 / 0]
)
def test_what_a_copy_leaves_undone_is_done_here(end: Callable[[], object]) -> None:
    """A copy that is ended, or fails, makes no difference to the results."""
    here = os.getpid()

    def work(piece: int) -> int:
        if os.getpid() != here:
            end()
        time.sleep(0.001)
        return piece

    assert list(range(60)) == share(work, 60, helpers=2)


@forks
def test_what_cannot_be_carried_is_done_here() -> None:
    """A result that is no plain value still comes out."""
    assert [{0}, {1}] == share(lambda piece: {piece}, 2, helpers=1)


@forks
def test_an_error_is_raised_and_no_copy_stays() -> None:
    """What fails everywhere fails as it would without helpers, and ends the copies."""
    started: list[int] = []

    def work(piece: int) -> int:
        time.sleep(0.002)
        raise ValueError(piece)

    def run() -> None:
        with Crew(work, 2, freight=PLAIN, helpers=2) as crew:
            started.extend(crew.processes)
            crew.results()

    with pytest.raises(ValueError, match=r"[01]"):
        run()

    assert 2 == len(started)
    assert not any(map(is_there, started))


@forks
def test_ctrl_c_ends_the_copies_too() -> None:
    """A block that is left by Ctrl-C while copies are at work leaves none behind, nor waits for them."""
    started: list[int] = []

    def run() -> None:
        with Crew(lambda _: time.sleep(600), 1, freight=PLAIN, helpers=1) as crew:
            started.extend(crew.processes)
            time.sleep(0.05)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()

    assert 1 == len(started)
    assert not any(map(is_there, started))


@forks
def test_a_copy_ends_when_its_parent_is_killed() -> None:
    """A process that is killed cannot end its copies; they see it themselves."""
    answers, end = os.pipe()
    parent = os.fork()
    if not parent:
        with Crew(lambda _: time.sleep(600), 1, freight=PLAIN, helpers=1) as crew:
            os.write(end, b"".join(copy.to_bytes(4, "little") for copy in crew.processes))
            time.sleep(600)
        os._exit(0)
    copy = int.from_bytes(os.read(answers, 4), "little")
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    deadline = time.monotonic() + 30
    while is_there(copy) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.close(answers)
    os.close(end)

    assert not is_there(copy)


def test_no_copy_is_made_beside_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process with threads is not copied: what they hold would be held for ever in the copy."""
    monkeypatch.setattr(os, "fork", pytest.fail)
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        assert [0, 1, 2] == share(lambda piece: piece, 3, helpers=2)
    finally:
        wait.set()
        thread.join()


@forks
def test_no_room_for_a_process_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no room for another process, this one does the work."""

    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(crews, "_copy", refuse)

    assert [0, 1, 2] == share(lambda piece: piece, 3, helpers=2)


DOCUMENT = Document("1", "one two", "", "")
SPAN = Span(DOCUMENT, 0, 3)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.just(SPAN)),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
)


@given(value=VALUES)
def test_what_is_packed_comes_out_again(value: object) -> None:
    """Plain values, tuples and places are the same after the way there and back."""
    freight = Freight([DOCUMENT], (Span,))

    assert value == freight.unpack(freight.pack(value))


def test_what_both_sides_know_stays_itself() -> None:
    """A document is not copied but found again, and what points into it points into the one document."""
    quote = Quote("1.1", SPAN, (SPAN,), Form.DIRECT, "Bell", SPAN)
    freight = Freight([DOCUMENT], (Span, Quote, Form))

    there = freight.unpack(freight.pack(quote))

    assert quote == there
    assert there.span.document is DOCUMENT
    assert there.form is Form.DIRECT
