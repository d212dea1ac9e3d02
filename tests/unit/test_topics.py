"""Whether two documents tell of one thing."""

from __future__ import annotations

from compare.analyse.reading import Reading
from compare.analyse.renderings import Rarity
from compare.analyse.sentence_words import SentenceWords
from compare.analyse.topics import Topics
from compare.model import Document, Span

WALL = "The harbour wall is cracked and sinking into the mud"
TEXTS = (
    WALL,
    "Mud took the harbour wall of Brigport, cracked for years",
    "Two singers won a prize in Vienna",
    "",
)


def read(texts: tuple[str, ...]) -> tuple[list[Document], Topics]:
    """Documents of one sentence each, and their topics."""
    documents = [Document(f"d{number}", text, "", "") for number, text in enumerate(texts)]
    words = SentenceWords(
        Reading(document, (), (Span(document, 0, len(document.text)),), (), ()) for document in documents
    )
    return documents, Topics(words, Rarity(words, (), ()))


def test_documents_of_one_story_share_their_words() -> None:
    """A text is all like itself, more like another of its story, and not like one of another."""
    (wall, mud, singers, empty), topics = read(TEXTS)

    assert abs(topics.likeness(wall, wall) - 1.0) < 1e-9
    assert topics.likeness(wall, mud) > topics.likeness(wall, singers)
    assert 0.0 == topics.likeness(wall, singers) == topics.likeness(wall, empty)


def test_another_story_speaks_against_one_utterance() -> None:
    """One story says nothing for or against; another one lowers the odds, alike from both sides."""
    (wall, mud, singers, _), topics = read(TEXTS)

    assert 0.0 == topics.odds(wall, mud)
    assert 0.0 > topics.odds(wall, singers) == topics.odds(singers, wall)
