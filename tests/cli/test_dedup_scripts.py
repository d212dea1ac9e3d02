"""What `compare dedup` finds in Chinese, Japanese, Thai and Korean, and what it leaves alone."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import pytest

from compare.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Kept = Callable[..., list[str]]


class Story(NamedTuple):
    """A story, a word of it and another in its place, and another story of the same harbour."""

    text: str
    word: str
    changed: str
    other: str

    @property
    def copy(self) -> str:
        """The story with the word changed."""
        return self.text.replace(self.word, self.changed)


STORIES = {
    "chinese": Story(
        "北岸港务局星期三宣布，由于连续三天的大雾，所有开往对岸的渡轮将停航到周末。局长林文海说，乘客的安全"
        "比时间表更重要，已经买票的人可以全额退款，也可以改乘下星期的班次。渔民们说这是十年来最浓的一场雾。",
        "十年",
        "八年",
        "北岸港务局去年的收入增加了一成，主要来自夏天的游客。局长林文海在星期三的会议上说，新码头的工程会在"
        "秋天开始，渡轮公司也答应多买两条船。渔民们担心停泊的地方不够，要求先修好旧的防波堤。",
    ),
    "japanese": Story(
        "北浜港の港長は水曜日、三日続きの濃い霧のため、対岸へ向かうフェリーを週末まですべて休航にすると発表した。"
        "乗客の安全は時刻表より大切であり、切符を買った人には全額を払い戻すと述べた。"
        "漁師たちは十年ぶりの霧だと話している。",
        "十年",
        "二十年",
        "北浜港の昨年の収入は夏の観光客のおかげで一割増えた。港長は水曜日の会議で、新しい桟橋の工事を秋に始めると"
        "説明し、フェリー会社も船を二隻増やすと約束した。漁師たちは船を泊める場所が足りなくなると心配している。",
    ),
    "thai": Story(
        "ท่าเรือฝั่งเหนือประกาศเมื่อวันพุธว่าเรือข้ามฟากทุกลำจะหยุดวิ่งจนถึงสุดสัปดาห์เพราะหมอกหนาติดต่อกันสามวัน "
        "นายท่ากล่าวว่าความปลอดภัยของผู้โดยสารสำคัญกว่าตารางเวลา ผู้ที่ซื้อตั๋วแล้วขอเงินคืนได้เต็มจำนวน",
        "สามวัน",
        "สี่วัน",
        "รายได้ของท่าเรือฝั่งเหนือเมื่อปีที่แล้วเพิ่มขึ้นหนึ่งในสิบเพราะนักท่องเที่ยวในฤดูร้อน นายท่ากล่าวในที่ประชุม"
        "เมื่อวันพุธว่าจะเริ่มสร้างท่าใหม่ในเดือนตุลาคม และชาวประมงขอให้ซ่อมเขื่อนกันคลื่นเก่าก่อน",
    ),
    "korean": Story(
        "북안 항만청은 수요일에 사흘째 이어진 짙은 안개 때문에 건너편으로 가는 모든 여객선을 "
        "주말까지 멈춘다고 발표했다. 항만청장은 승객의 안전이 시간표보다 중요하다고 말했고 "
        "표를 산 사람은 누구나 전액을 돌려받거나 다음 주의 배로 바꿀 수 있다고 덧붙였다. "
        "어부들은 십 년 만에 가장 짙은 안개라고 했다.",
        "안개라고 했다",
        "안개라고 말했다",
        "북안 항만청의 지난해 수입은 여름 관광객 덕분에 십분의 일이 늘었다. 항만청장은 수요일 회의에서 "
        "새 부두 공사를 가을에 시작한다고 말했고 여객선 회사도 배를 두 척 더 사겠다고 약속했다. "
        "어부들은 배를 댈 곳이 모자랄 것이라며 낡은 방파제를 먼저 고쳐 달라고 했다.",
    ),
}
LANGUAGES = pytest.mark.parametrize("language", STORIES)
HEADLINES = {
    "chinese": ("渡轮停航", "渡轮复航", "港务局宣布渡轮停航三天", "港务局宣布渡轮停航四天"),
    "japanese": ("霧で休航", "雪で休航", "フェリーは週末まで休航", "フェリーは月末まで休航"),
    "thai": ("หมอกหนา", "หมอกบาง", "เรือหยุดวิ่งสามวัน", "เรือหยุดวิ่งสี่วัน"),
    "korean": (
        "여객선 멈춤",
        "여객선 재개",
        "짙은 안개로 여객선 사흘 동안 멈춤",
        "짙은 안개로 여객선 나흘 동안 멈춤",
    ),
}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Run the command on texts; those that stay."""
    monkeypatch.chdir(tmp_path)

    def run(texts: list[str], *arguments: str) -> list[str]:
        records = (json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
        (tmp_path / "in.jsonl").write_text("".join(records), encoding="utf-8")
        main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q", "--force", "--keep", "first", *arguments])
        return [json.loads(line)["text"] for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]

    return run


@LANGUAGES
@pytest.mark.parametrize("unit", ["auto", "char"])
def test_a_near_copy_goes_and_another_story_stays(kept: Kept, language: str, unit: str) -> None:
    """A story with a word changed goes; one in much the same words about something else stays."""
    story = STORIES[language]

    assert [story.text, story.other] == kept([story.text, story.copy, story.other], "--unit", unit)


@LANGUAGES
def test_a_near_copy_is_no_exact_one(kept: Kept, language: str) -> None:
    """With exact duplicates alone the changed story stays, and what equals it goes."""
    story = STORIES[language]
    texts = [story.text, story.copy, story.copy, f" {story.text}\n"]

    assert [story.text, story.copy] == kept(texts, "--match", "exact")


@LANGUAGES
def test_the_same_characters_are_not_the_same_text(kept: Kept, language: str) -> None:
    """Half of a story is no duplicate of all of it, nor is the story from its end to its beginning."""
    text = STORIES[language].text
    texts = [text, text[: len(text) // 2], text[::-1]]

    assert texts == kept(texts)


@LANGUAGES
def test_headlines_are_duplicates_only_when_equal(kept: Kept, language: str) -> None:
    """Of short texts, below a shingle and just above it, equal ones go; a word makes another headline."""
    headlines = list(HEADLINES[language])

    assert headlines == kept([*headlines, *headlines])


@LANGUAGES
def test_composed_and_decomposed_are_one_text(kept: Kept, language: str) -> None:
    """Kana with their marks apart, and Hangul taken apart into letters, are the text in one piece."""
    story = STORIES[language]
    apart = [unicodedata.normalize("NFD", text) for text in (story.text, story.copy)]

    assert [story.text] == kept([story.text, *apart])


def test_words_alone_do_not_find_unspaced_copies(kept: Kept) -> None:
    """With --unit word what stands between two commas is one word: the changed Chinese story stays."""
    story = STORIES["chinese"]

    assert [story.text, story.copy] == kept([story.text, story.copy], "--unit", "word")
