"""`compare dedup` within sources, across them, against other files, and with a guard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import compare
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable

STORY = (
    "the mill on the river has ground its last 12 sacks of flour and nobody knows who will buy the stones "
    "or what becomes of the miller and of the long low house beside the weir"
)
NEAR = STORY.replace("weir", "wall")
VERSION = STORY.replace("12", "40")
OTHER = "seven geese walked over the bridge at noon and the mayor waited for them with all the others"


def write(path: Path, records: Iterable[dict[str, object]]) -> None:
    """Write records as lines."""
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records))


def record(name: str, text: str, site: str = "north", **more: object) -> dict[str, object]:
    """A record with an id and a source."""
    return {"id": name, "site": site, "text": text, **more}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def dedup(*options: str, paths: tuple[str, ...] = ("in.jsonl",)) -> list[str]:
    """The ids of the records that stay."""
    base = ["dedup", *paths, "-o", "out.jsonl", "--id", "id", "--source", "site", "--force", "-q"]
    assert Exit.DONE == main([*base, *options])
    return [one["id"] for one in read("out.jsonl")]


def read(name: str) -> list[dict[str, Any]]:
    """The records of a file."""
    return [json.loads(line) for line in Path(name).read_text().splitlines()]


def removed() -> dict[str, str]:
    """What the records that went repeat."""
    return {one["id"]: one["duplicate_of"] for one in read("out.jsonl.removed.jsonl")}


def manifest() -> dict[str, Any]:
    """The manifest of the run."""
    content: dict[str, Any] = json.loads(Path("out.jsonl.manifest.json").read_text())
    return content


# --- within and across ----------------------------------------------------------------------------------


def test_only_records_of_one_source_are_compared(here: Path) -> None:
    """With --within source, copies of another source stay."""
    write(here / "in.jsonl", [record("a", STORY), record("b", STORY, "south"), record("c", NEAR)])

    assert ["a", "b"] == dedup("--within", "source", "--keep", "first")
    assert {"c": "a"} == removed()


def test_only_records_of_different_sources_are_compared(here: Path) -> None:
    """With --across source, copies of the same source stay, and what equals one of them goes elsewhere."""
    write(
        here / "in.jsonl",
        [record("a", STORY), record("b", STORY), record("c", NEAR, "south"), record("d", STORY, "south")],
    )

    assert ["a", "b"] == dedup("--across", "source", "--keep", "first")
    assert {"c": "a", "d": "a"} == removed()


def test_a_folder_is_a_source_too(here: Path) -> None:
    """Without --source, records of different folders or files are of different sources."""
    for folder in ("north", "south"):
        (here / "crawl" / folder).mkdir(parents=True)
        write(here / "crawl" / folder / "a.jsonl", [{"id": folder, "text": STORY}] * 2)
    outcome = compare.Dedup(settings=compare.DedupSettings(within="source")).run(["crawl"], "out.jsonl")
    across = compare.Dedup(settings=compare.DedupSettings(across="source")).run(["crawl"], "out2.jsonl")

    assert (2, 2) == (outcome.kept, outcome.exact)
    assert (2, 2) == (across.kept, across.exact)


@pytest.mark.parametrize(
    ("keep", "stays"),
    [("newest", "c"), ("source:south,north", "b"), ("longest", "a"), ("first", "a")],
)
def test_the_keep_order_holds_across_sources(here: Path, keep: str, stays: str) -> None:
    """Whichever order decides, the one that stays is the first in it that may be compared."""
    days = ("2024-01-01", "2024-02-01", "2024-03-01")
    names = zip("abc", ("north", "south", "east"), days, strict=True)
    write(here / "in.jsonl", [record(name, STORY, site, date=day) for name, site, day in names])

    assert [stays] == dedup("--across", "source", "--keep", keep)


# --- against --------------------------------------------------------------------------------------------


def test_what_repeats_other_files_goes(here: Path) -> None:
    """Records of --against stand first in any order, and are neither written nor counted."""
    write(here / "in.jsonl", [record("a", f"{STORY} today"), record("b", OTHER), record("c", STORY)])
    write(here / "old.jsonl", [record("x", NEAR), record("y", STORY), record("z", STORY)])

    assert ["b"] == dedup("--against", "old.jsonl")
    assert {"a": "against:x", "c": "against:y"} == removed()
    counts = manifest()["counts"]
    assert (3, 1, 2) == (counts["read"], counts["kept"], counts["removed"])
    assert ["old.jsonl"] == [one["path"] for one in manifest()["compared_with"]]
    assert [{"name": "north", "read": 3, "removed": 2}] == manifest()["sources"]


@pytest.mark.parametrize("keep", ["newest", "source:north", "longest", "first"])
def test_what_is_compared_with_stands_before_all_orders(here: Path, keep: str) -> None:
    """However old, short or late they are, the records of --against stay."""
    write(here / "in.jsonl", [record("a", f"{STORY} today", date="2024-01-01")])
    write(here / "old.jsonl", [record("z", STORY, "south", date="1999-01-01")])

    assert [] == dedup("--against", "old.jsonl", "--keep", keep)
    assert {"a": "against:z"} == removed()


def test_several_paths_are_compared_with(here: Path) -> None:
    """--against takes files, folders and patterns, and may repeat; ids are places without --id."""
    (here / "past").mkdir()
    write(here / "past" / "1.jsonl", [record("x", STORY)])
    (here / "note.txt").write_text(OTHER)
    write(here / "in.jsonl", [record("a", STORY), record("b", OTHER)])
    outcome = compare.Dedup().run(["in.jsonl"], "out.jsonl", against=["past", "*.txt"])

    assert (2, 0) == (outcome.read, outcome.kept)
    of = [one["duplicate_of"] for one in read("out.jsonl.removed.jsonl")]
    assert ["against:past/1.jsonl:1", "against:note.txt"] == of


def test_an_input_is_not_compared_with_itself(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that --against leads to and that is an input counts as an input, which is told."""
    write(here / "in.jsonl", [record("a", STORY)])
    write(here / "old.jsonl", [record("z", OTHER)])

    main(["dedup", "in.jsonl", "-o", "out.jsonl", "--against", "*.jsonl"])

    assert "in.jsonl" in (here / "out.jsonl.manifest.json").read_text()
    assert STORY in (here / "out.jsonl").read_text()
    assert "it is an input" in capsys.readouterr().err


def test_what_cannot_be_compared_with_is_named(here: Path) -> None:
    """A damaged line of --against is skipped and named, and changes no count of the inputs."""
    write(here / "in.jsonl", [record("a", STORY)])
    (here / "old.jsonl").write_text("{broken\n" + json.dumps(record("z", NEAR)) + "\n")
    outcome = compare.Dedup().run(["in.jsonl"], "out.jsonl", against=["old.jsonl"])

    assert (1, 0, 1, 0) == (outcome.read, outcome.kept, outcome.near, outcome.unread)
    assert [("old.jsonl", 1)] == [(one.path, one.line) for one in outcome.skipped]


def test_nothing_is_written_over_what_is_compared_with(here: Path) -> None:
    """An output that --against reads, or that lies in a folder of it, is refused; so is stdin."""
    write(here / "in.jsonl", [record("a", STORY)])
    (here / "past").mkdir()
    write(here / "past" / "old.jsonl", [record("z", STORY)])
    job, settings = compare.Dedup(), compare.OutputSettings

    output = settings(output="past/old.jsonl", force=True)
    with pytest.raises(SettingsError, match=r"old\.jsonl"):
        job.run(["in.jsonl"], output, against=["past/old.jsonl"])
    with pytest.raises(SettingsError, match="folder"):
        job.run(["in.jsonl"], "past/new.jsonl", against=["past"])
    with pytest.raises(SettingsError, match="stdin"):
        job.run(["in.jsonl"], "out.jsonl", against=["-"])


def test_a_dry_run_compares_with_others_at_each_threshold(here: Path) -> None:
    """What a dry run foretells counts the records of --against as the run does."""
    write(here / "in.jsonl", [record("a", NEAR), record("b", VERSION), record("c", OTHER)])
    write(here / "old.jsonl", [record("z", STORY)])
    settings = compare.DedupSettings(guard="numbers", threshold=0.7)
    output = compare.OutputSettings(dry_run=True)
    outcome = compare.Dedup(settings=settings).run(["in.jsonl"], output, against=["old.jsonl"])

    assert [(0.7, 1), (0.8, 1), (0.9, 1)] == [(one.threshold, one.near) for one in outcome.forecasts]
    assert 1 == outcome.versions


# --- pairs ----------------------------------------------------------------------------------------------


def pairs(*options: str) -> set[tuple[str, str, str]]:
    """The pairs that a run lists."""
    dedup("--pairs", "pairs.jsonl", *options)
    return {(one["left"], one["right"], one["kind"]) for one in read("pairs.jsonl")}


def test_pairs_are_of_records_that_may_be_compared(here: Path) -> None:
    """In any scope only such pairs are listed; those against other files with their ids as such."""
    write(
        here / "in.jsonl",
        [record("a", STORY), record("b", STORY), record("c", STORY, "south"), record("d", NEAR, "south")],
    )
    write(here / "old.jsonl", [record("y", STORY, "east"), record("z", STORY, "east")])

    assert {("a", "b", "exact"), ("c", "d", "near")} == pairs("--within", "source", "--threshold", "0.7")
    assert {("a", "c", "exact"), ("b", "c", "exact"), ("a", "d", "near")} == pairs(
        "--across", "source", "--threshold", "0.7"
    )
    found = pairs("--against", "old.jsonl", "--threshold", "0.7")
    assert {(name, "against:y", "exact") for name in "abc"} <= found
    assert {("d", "against:y", "near"), ("a", "d", "near")} <= found
    assert not any("against:z" in pair for pair in found)


# --- the guard ------------------------------------------------------------------------------------------


def test_versions_stay(here: Path) -> None:
    """With a guard, what differs in a figure stays, and its version is written down; the rest goes."""
    write(here / "in.jsonl", [record("a", STORY), record("b", NEAR), record("c", VERSION)])

    assert ["a", "c"] == dedup("--guard", "numbers", "--threshold", "0.7", "--keep", "first")
    assert {"b": "a"} == removed()
    [version] = read("out.jsonl.versions.jsonl")
    assert ("c", "in.jsonl:3", "a", "in.jsonl:1") == tuple(version.values())[:4]
    assert 1 == manifest()["counts"]["versions"]
    assert "out.jsonl.versions.jsonl" == manifest()["files"]["versions"]


def test_a_version_goes_if_another_record_is_its_duplicate(here: Path) -> None:
    """A record that differs in a figure from one, and from another one does not, goes for that one."""
    write(here / "in.jsonl", [record("a", STORY), record("b", VERSION), record("c", f"{VERSION} too")])

    assert ["a", "b"] == dedup("--guard", "numbers", "--threshold", "0.7", "--keep", "first")
    assert {"c": "b"} == removed()


def test_equal_texts_go_whatever_the_guard(here: Path) -> None:
    """The guard narrows near duplicates, never exact ones."""
    write(here / "in.jsonl", [record("a", STORY), record("b", STORY.replace(" of ", "  of "))])

    assert ["a"] == dedup("--guard", "numbers", "--keep", "first")


def test_annotated_versions_have_fields(here: Path) -> None:
    """--annotate says of each record what it is a version of, under another name if one is asked for."""
    write(here / "in.jsonl", [record("a", STORY), record("b", VERSION)])
    options = ("--guard", "numbers", "--threshold", "0.7", "--keep", "first", "--annotate")
    dedup(*options)
    first, second = read("out.jsonl")
    dedup(*options, "--annotate-prefix", "x_")
    renamed = read("out.jsonl")[1]

    assert first["version_of"] is None
    assert ("a", "in.jsonl:1") == (second["version_of"], second["version_of_path"])
    assert second["duplicate_of"] is None
    assert "a" == renamed["x_version_of"]
    assert not (here / "out.jsonl.versions.jsonl").exists()


def test_a_field_that_would_be_added_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record that says already what it is a version of is refused, where that is to be added."""
    write(here / "in.jsonl", [record("a", STORY, version_of="b"), record("b", VERSION)])
    base = ["dedup", "in.jsonl", "-o", "out.jsonl", "--annotate"]

    assert Exit.USAGE == main([*base, "--guard", "numbers"])
    assert "version_of" in capsys.readouterr().err
    assert Exit.DONE == main(base)


def test_the_summary_shows_what_differs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The summary counts the versions and shows the words in which they differ."""
    denied = STORY.replace("has ground", "has not ground")
    write(here / "in.jsonl", [record("a", STORY), record("b", VERSION), record("c", denied)])

    options = ["--guard", "numbers", "--threshold", "0.7", "--keep", "first"]
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "--id", "id", *options])
    said = capsys.readouterr().err
    assert "3 kept (2 of them as versions)" in said
    assert "b of a  12 -> 40" in said
    assert "c of a  not added" in said


@pytest.mark.parametrize("options", [[], ["--annotate"]])
def test_why_tells_a_version(here: Path, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    """`why` says which record a version is like, in which words they differ, and shows both texts."""
    write(here / "in.jsonl", [record("a", STORY), record("b", VERSION), record("c", OTHER)])
    dedup("--guard", "numbers", "--threshold", "0.7", "--keep", "first", *options)
    for name in ("b", "in.jsonl:2"):
        made = compare.why("out.jsonl", name)

        assert ("a", "in.jsonl:1") == (made.version_of, made.version_of_path)
        assert (("12", "40"),) == made.differences
        assert made.texts is not None
        assert (STORY, VERSION) == tuple(one.text for one in made.texts)
    assert compare.why("out.jsonl", "c").version_of is None
    main(["why", "out.jsonl", "b"])
    said = " ".join(capsys.readouterr().out.split())
    assert "as a version of a (in.jsonl:1)" in said
    assert "(12 -> 40)" in said
    assert "[-12-] {+40+}" in said


def test_why_tells_what_was_only_compared_with(here: Path) -> None:
    """`why` knows the records of --against, and shows their texts beside those that went for them."""
    write(here / "in.jsonl", [record("a", NEAR)])
    write(here / "old.jsonl", [record("z", STORY)])
    dedup("--against", "old.jsonl", "--threshold", "0.7")
    made = compare.why("out.jsonl", "a")

    assert ("against:z", "old.jsonl:1") == (made.kept, made.kept_path)
    assert made.texts is not None
    assert STORY == made.texts[0].text
    assert compare.why("out.jsonl", "against:z").against
    assert compare.why("out.jsonl", "old.jsonl:1").against


def test_versions_of_an_earlier_run_do_not_stay(here: Path) -> None:
    """A run without a guard takes the versions of an earlier one away, and only with --force."""
    write(here / "in.jsonl", [record("a", STORY), record("b", VERSION)])
    dedup("--guard", "numbers")
    dedup()

    assert not (here / "out.jsonl.versions.jsonl").exists()


def test_a_folder_is_made_for_versions_too(here: Path) -> None:
    """A run with a guard makes the folder of -o; a trail of other names may lie in it, but nowhere else."""
    write(here / "in.jsonl", [record("a", STORY), record("b", VERSION)])
    base = ["dedup", "in.jsonl", "--guard", "numbers", "--id", "id", "-q", "-o"]

    assert Exit.DONE == main([*base, "new/", "--removed", "new/gone.jsonl"])
    assert ["gone.jsonl", "kept-00000.jsonl", "manifest.json", "versions.jsonl"] == sorted(
        path.name for path in Path("new").iterdir()
    )
    assert Exit.NO_OUTPUT == main([*base, "out.jsonl", "--removed", "gone/removed.jsonl"])
    assert not Path("out.jsonl").exists()


# --- refused --------------------------------------------------------------------------------------------


def test_settings_that_contradict_each_other_are_refused() -> None:
    """Within and across exclude each other, and a guard has no effect on exact duplicates alone."""
    with pytest.raises(SettingsError, match="within and across"):
        compare.DedupSettings(within="source", across="source")
    with pytest.raises(SettingsError, match="guard"):
        compare.DedupSettings(guard="numbers", match=["exact"])
    with pytest.raises(SettingsError, match="within"):
        compare.DedupSettings(within="site")
