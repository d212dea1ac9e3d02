"""Who is said to have said what, directly and retold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract.cues import inflect
from compare.extract.indirect import find_indirect
from compare.extract.quotes import find_quotes
from compare.model import Document
from compare.results import Form

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def speakers(text: str) -> list[str | None]:
    """Who says each quote of a text."""
    return [quote.speaker for quote in find_quotes(Document(id="a", text=text, path="a", source="a"))]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“We stay,” said Jane Roe.", "Jane Roe", "said"),
        ("“We stay,” Jane Roe said on Monday.", "Jane Roe", "said"),
        ("Jane Roe said on Monday: “We stay.”", "Jane Roe", "said"),
        ("Jane Roe told reporters that the board “will stay.”", "Jane Roe", "told"),
        ("“We stay,” said board spokeswoman Ms. Jane Roe, who was calm.", "Jane Roe", "said"),
        ("“We stay,” Jane Roe, the head of the board, told the crowd.", "Jane Roe", "told"),
        ("“We stay,” said the town engineer, Jane Roe, on Monday.", "Jane Roe", "said"),
        ("“We stay,” said the town engineer, New York, and left.", "the town engineer", "said"),
        ("“We stay,” groused Jane Roe.", "Jane Roe", "groused"),
        ("“We stay,” Jane Roe shot back.", "Jane Roe", "shot"),
        ("“Why?” Jane Roe asked.", "Jane Roe", "asked"),
        ("According to Jane Roe, the board “will stay.”", "Jane Roe", "According to"),
        ("The board “will stay,” according to Jane Roe.", "Jane Roe", "according to"),
        ("Will the board, as Jane Roe suggested on Monday, “stay for good?”", "Jane Roe", "suggested"),
        ("“We stay,” a Western diplomat said.", "a Western diplomat", "said"),
        ("“We stay,” said a spokesman for the board.", "a spokesman for the board", "said"),
        ("Opposition sources say the board is “staying.”", "Opposition sources", "say"),
        ("Jane Roe, an old hand on the board tells us it “will stay.”", "Jane Roe", "tells"),
        ("Speaking in Salem, Jane Roe left the room, adding that it “stays.”", "Jane Roe", "adding"),
        ("Jane Roe’s claim that the board “stays” was heard.", "Jane Roe", "claim"),
        ("“We stay,” Jane Roe and John Doe said.", "Jane Roe and John Doe", "said"),
        ("The plan was called “a sham” by Jane Roe.", "Jane Roe", None),
        ("“Will it stay?” Jane Roe asked reporters in the hall.", "Jane Roe", "asked"),
        ("“It stays!” Jane Roe said as she left the hall.", "Jane Roe", "said"),
        ("“It stays,” a welcome message on the door reads.", "a welcome message on the door", "reads"),
        ("“We stay,” said former Salem Gov. and Pier Party Chairman John Doe.", "John Doe", "said"),
        ("“We stay,” Jane Roe’s chief of staff, John Doe, told Reuters by phone.", "John Doe", "told"),
        ("“We stay,” Fight for $15 director Jane Roe told the crowd.", "Jane Roe", "told"),
        ("“We stay,” said master of ceremonies Jane Roe, who was calm.", "Jane Roe", "said"),
        ("On Monday, Jane Roe used the phrase “kitchen sink” in a speech.", "Jane Roe", "phrase"),
        ("Jane Roe used the day to demand the board “stay for good.”", "Jane Roe", "demand"),
        ("Jane Roe  has called the plan “a sham” of the board.", "Jane Roe", "called"),
        ("Jane Roe and John Doe will meet, Paul Poe said, adding, “It is late.”", "Paul Poe", "adding"),
        ("Jane Roe came and said it was late, and a man yelled “Stay there!”", "a man", "yelled"),
        ("SALEM, July 2 (UPI) — Jane Roe left the room, offering “a deep apology.”", "Jane Roe", "offering"),
        ("Jane Roe made a snappy retort: “No one is tearing this up.”", "Jane Roe", "retort"),
        ("“Never let them build it.” ― Jane Roe", "Jane Roe", None),
        ("Jane Roe, asked about that, laughed: “Come and see.”", "Jane Roe", None),
    ],
)
def test_the_cue_names_the_speaker(
    text: str, speaker: str, cue: str | None, document: Callable[..., Document]
) -> None:
    """Cues before and behind a quote, names, roles and phrases of source give the speaker and the verb."""
    (quote,) = find_quotes(document(text))

    assert (speaker, cue) == (quote.speaker, quote.cue)
    assert quote.speaker_span is not None
    assert quote.speaker_span.text.lower() == speaker.lower()


@pytest.mark.parametrize(
    "text",
    [
        "The “so-called” plan was dead.",
        "A play called “The Pier” opened.",
        "The report was on “Good Morning Town” today.",
    ],
)
def test_no_speaker_is_made_up(text: str) -> None:
    """A quote the text attributes to nobody has no speaker."""
    assert [None] == speakers(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We stay,” Roe said. Instead, “they all went.” Jane Roe left.", ["Jane Roe"] * 2),
        ("Jane Roe called it “a sham for the few” and claims that “it stays.”", ["Jane Roe"] * 2),
        ("Jane Roe issued the following statement:\n\n“We mourn them all.”\n\nRain fell.\n", ["Jane Roe"]),
        ("“We stay here for good.”\n\n- Jane Roe, Salem.\n\nRain fell.\n", ["Jane Roe"]),
        ("It wants rules that have a “vast impact” on the pier, the lawsuit says.", ["the lawsuit"]),
    ],
)
def test_words_between_quotes_hand_the_speaker_on(text: str, wanted: list[str]) -> None:
    """Lead-in words, joined verbs, statements before a colon and signatures name the speaker."""
    assert wanted == speakers(text)


def test_a_longer_quote_is_the_person_s_whose_sentence_it_stands_in() -> None:
    """Without any cue, words of a sentence about a person are theirs, a mere term is nobody's."""
    assert ["Jane Roe"] == speakers("Jane Roe left a board that “will never stay in the town.”")
    assert [None] == speakers("Jane Roe left the “big board” of the town.")


def test_a_split_quote_has_one_speaker() -> None:
    """The second half of a quote split by its tag, and the quote behind it, are the same person's."""
    text = "“We stay,” said Jane Roe. “We like it here.” “Very much.”"

    assert ["Jane Roe"] * 3 == speakers(text)


def test_one_cue_serves_two_quotes_of_its_sentence() -> None:
    """Quotes joined by "and" have the subject of the cue before them."""
    assert ["Jane Roe"] * 2 == speakers("Jane Roe called the plan “cheap” and “late.”")


def test_a_paragraph_of_quote_alone_goes_on_with_the_last_speaker() -> None:
    """A quote without any tag continues the speaker of the paragraph before."""
    assert ["Jane Roe"] * 2 == speakers("“We stay,” said Jane Roe.\n\n“We like it here.”\n")
    assert ["Jane Roe"] == speakers("Jane Roe spoke of the plan and continued:\n\n“We like it here.”\n")


def test_a_speaker_does_not_reach_past_a_paragraph_of_somebody_else() -> None:
    """Text between two quotes ends the inheritance."""
    text = "“We stay,” said Jane Roe.\n\nRain fell on the pier.\n\n“Never.”\n"

    assert ["Jane Roe", None] == speakers(text)


def test_the_speaker_has_the_fullest_name_of_the_text() -> None:
    """Mr. Doe is called as the text calls him elsewhere; the city of The Hague is nobody's full name."""
    text = "John Doe went to The Hague. “We stay,” Mr. Doe said. “Go,” said Mr. Hague."

    assert ["John Doe", "Hague"] == speakers(text)


def test_a_pronoun_is_the_last_person_it_fits() -> None:
    """She is not John, and he is who spoke last."""
    text = "“We stay,” said John Doe, and Jane Roe left. “I go,” she said.\n\n“Why?” he asked.\n"

    assert ["John Doe", "Jane Roe", "John Doe"] == speakers(text)


def test_outlets_on_the_way_are_named_in_order(document: Callable[..., Document]) -> None:
    """Who was told and who reports it stand apart from who said it."""
    text = "Jane Roe told France 24 television that they “will stay,” according to Agence France-Presse."

    (quote,) = find_quotes(document(text))

    assert "Jane Roe" == quote.speaker
    assert ("France 24 television", "Agence France-Presse") == quote.via


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“We stay,” said Jane Roe, according to Reuters.", ("Reuters",)),
        ("“We stay,” Jane Roe told France 24, according to AFP.", ("France 24", "AFP")),
        ("“We stay,” the BBC's John Doe notes.", ("BBC",)),
        ("John Doe and Jane Roe at Reuters add that they “will stay.”", ("Reuters",)),
        ("“We stay,” said Jane Roe.", ()),
    ],
)
def test_an_outlet_is_no_speaker(text: str, via: tuple[str, ...], document: Callable[..., Document]) -> None:
    """Agencies and papers that pass words on are the way, not the source."""
    (quote,) = find_quotes(document(text))

    assert via == quote.via
    assert quote.speaker is not None
    assert not set(via) & {quote.speaker}


def test_a_heading_has_the_speaker_of_the_words_it_quotes() -> None:
    """A heading that quotes without a name is explained by the article below it."""
    text = "Board is 'closing every door'\n\n“They are trying to close every door,” said Jane Roe.\n"

    assert ["Jane Roe", "Jane Roe"] == speakers(text)


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("„Wir bleiben hier“, sagte Anna Schmidt, und das war es mit dem Streit.", "Anna Schmidt", "sagte"),
        ("« Nous restons ici », a déclaré Jean Dupont dans le journal.", "Jean Dupont", "déclaré"),
        ("Selon Marie Curie, « le projet est mort » pour la ville.", "Marie Curie", "Selon"),
        ("«Nos quedamos aquí», dijo el alcalde Juan Pérez en la radio.", "Juan Pérez", "dijo"),
        ("«Restiamo qui», ha detto il sindaco Mario Rossi alla radio.", "Mario Rossi", "detto"),
        ("“Ficamos aqui”, disse o prefeito João Silva na rádio, e não volta.", "João Silva", "disse"),
        ("“Wij blijven hier”, zei Jan Jansen, en dat is niet van de radio.", "Jan Jansen", "zei"),
        ("„Wir bleiben“, sagte Bürgermeisterin Anna Schmidt am Montag der Zeitung.", "Anna Schmidt", "sagte"),
        ("Nach Angaben von Karl Weber ist die Mauer „völlig marode“.", "Karl Weber", "Nach Angaben von"),
        ("Laut Karl Weber sei der Vertrag „nie geprüft worden“.", "Karl Weber", "Laut"),
        (
            "« Nous restons », a déclaré la maire Anne Dupont lundi à Lyon, et le mur est sûr.",
            "Anne Dupont",
            "déclaré",
        ),
        ("« Nous restons », affirme de son côté Jean Petit dans le journal.", "Jean Petit", "affirme"),
        ("«Nos quedamos», dijo la alcaldesa Ana López el lunes en Sevilla.", "Ana López", "dijo"),
        ("«Restiamo», ha replicato la sindaca Anna Rossi lunedì a Bologna.", "Anna Rossi", "replicato"),
        (
            "O ministro João Costa classificou a obra como “insustentável” e não volta.",
            "João Costa",
            "classificou",
        ),
        ("“Wij blijven”, zei burgemeester Anna de Vries maandag in Breda.", "Anna de Vries", "zei"),
    ],
)
def test_cues_of_other_languages_are_known(
    text: str, speaker: str, cue: str, document: Callable[..., Document]
) -> None:
    """German, French, Spanish, Italian, Portuguese and Dutch attribute with verbs of their own."""
    (quote,) = find_quotes(document(text))

    assert (speaker, cue) == (quote.speaker, quote.cue)


def test_a_french_verb_carries_its_subject() -> None:
    """The pronoun that hangs on the verb is the last person it fits."""
    text = "« Le mur est sûr », a dit Paul Martin dans la ville. « Il faut partir », estime-t-il. « Oui »."

    assert ["Paul Martin"] * 3 == speakers(text)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Jane Roe said that the dam is safe for now.", "Jane Roe", "the dam is safe for now"),
        ("Jane Roe said the dam is safe for now.", "Jane Roe", "the dam is safe for now"),
        ("Jane Roe told Reuters on Monday that the dam is safe.", "Jane Roe", "the dam is safe"),
        ("The dam is safe for now, Jane Roe said on Monday.", "Jane Roe", "The dam is safe for now"),
        ("The dam is safe for now, said Jane Roe.", "Jane Roe", "The dam is safe for now"),
        ("According to Jane Roe, the dam is safe.", "Jane Roe", "the dam is safe"),
        ("The dam is safe for now, according to Jane Roe.", "Jane Roe", "The dam is safe for now"),
        ("While Jane Roe said the dam is safe, people fled.", "Jane Roe", "the dam is safe"),
        (
            "Jane Roe said that the dam is “sound” and safe for now.",
            "Jane Roe",
            "the dam is “sound” and safe for now",
        ),
    ],
)
def test_retold_speech_has_its_speaker_and_extent(
    text: str, speaker: str, content: str, document: Callable[..., Document]
) -> None:
    """Speech without marks is found with the clause that retells it."""
    page = document(text)

    (quote,) = find_indirect(page, find_quotes(page))

    assert (Form.INDIRECT, speaker, content) == (quote.form, quote.speaker, quote.span.text)


@pytest.mark.parametrize(
    "text",
    [
        "“The dam is safe,” said Jane Roe.",
        "Jane Roe said so.",
        "The claims that he made were many.",
        "The United States are far from the sea.",
        "Jane Roe went home when the dam was safe.",
    ],
)
def test_nothing_else_is_retold(text: str, document: Callable[..., Document]) -> None:
    """Direct quotations, nouns that look like verbs, and plain sentences retell nothing."""
    page = document(text)

    assert () == find_indirect(page, find_quotes(page))


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("reply", {"reply", "replies", "replied", "replying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
    ],
)
def test_english_verbs_are_inflected(verb: str, forms: set[str]) -> None:
    """A base form gives the forms that news uses."""
    assert forms == inflect(verb)


def test_the_seeds_name_their_speakers(seeds: Path, document: Callable[..., Document]) -> None:
    """Speakers of the two example articles, by name, role and pronoun."""
    first, second = (document(path.read_bytes().decode()) for path in sorted(seeds.iterdir()))

    known = {quote.span.text[1:25]: quote.speaker for page in (first, second) for quote in find_quotes(page)}

    assert "Anders Fogh Rasmussen" == known["We are there to protect "]
    assert "Ahmad Bani" == known["We thought it better to "]
    assert "Ali Errishi" == known["sign that the regime’s d"]
    assert "William Hague" == known['crumbling from within?"']
    assert "Gerges" == known["It’s not just about the "]
    assert "a Western diplomat" == known["sent a message to other "]


@given(text=st.text(alphabet="“”\"' abSaid.,:–()\nJRhe", max_size=150))
def test_any_text_is_read_without_failing(text: str) -> None:
    """Whatever the words, mentions and cues lie within the text."""
    page = Document(id="a", text=text, path="a", source="a")
    quotes = find_quotes(page)

    for quote in (*quotes, *find_indirect(page, quotes)):
        assert 0 <= quote.span.start < quote.span.end <= len(text)
        assert quote.speaker_span is None or quote.speaker_span.text


@pytest.mark.parametrize(
    "flood", ["said that ", "X, said the ", "according to X, ", "as quoted as saying ", ", he said, "]
)
def test_work_grows_in_step_with_a_flood_of_cues(
    flood: str, document: Callable[..., Document], count_calls: Callable[[Callable[[], object]], int]
) -> None:
    """Twice as many cues make about twice the work."""

    def calls(size: int) -> int:
        page = document('"a" ' + flood * (size // len(flood)))
        return count_calls(lambda: find_indirect(page, find_quotes(page, names=()), names=()))

    calls(2000)

    assert calls(40_000) < 3 * calls(20_000)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Anna Roe met Paul Roe in Selby. Roe said: “We stay here.”", ["Paul Roe"]),
        ("Paul Roe met Anna Roe in Selby. Mrs. Roe said: “We stay here.”", ["Anna Roe"]),
        ("Paul Roe met Anna Roe in Selby. Mr. Roe said: “We stay here.”", ["Paul Roe"]),
        ("“We stay here,” Jordan said. Paul Jordan was sad.", ["Jordan"]),
    ],
)
def test_a_surname_is_the_person_last_named(text: str, wanted: list[str]) -> None:
    """Of two people of one surname the last named speaks, or the one addressed so; a country is nobody's."""
    assert wanted == speakers(text)


def test_who_speaks_in_a_clause_of_time_is_its_subject() -> None:
    """A name between "after" and its verb speaks, not the one whose clause went before."""
    text = 'Council secretary Bob Lane issued a statement after Ellwood told voters that "it sank twice."'

    assert ["Ellwood"] == speakers(text)
