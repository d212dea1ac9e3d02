"""What `compare why` finds, whatever a run has left behind, and what it says when that is not enough."""

from __future__ import annotations

import json
import os
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

import compare
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.dedup.explanation import Fate
from compare.errors import NoInputError, SettingsError
from compare.settings import OutputSettings

if TYPE_CHECKING:
    from pathlib import Path

STORY = "the mill on the river has ground its last sack of flour and nobody knows who will buy the stones"
NEAR = STORY.replace("stones", "wheel")
OTHER = "seven geese walked over the bridge at noon and the mayor waited for them with all the others"
DEDUP = ["dedup", "in.jsonl", "-q"]


def line(text: str, name: str) -> str:
    """A record; *name* is the id as it stands in JSON."""
    return f'{{"id": {name}, "text": {json.dumps(text)}}}\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with a record, a near copy of it, an equal one, and another."""
    monkeypatch.chdir(tmp_path)
    lines = [line(STORY, '"a"'), line(NEAR, '"b"'), line(STORY, '"c"'), line(OTHER, '"d"')]
    (tmp_path / "in.jsonl").write_text("".join(lines))
    return tmp_path


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    """What was printed, on one line."""
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("options", [["-o", "-"], ["-o", "out.jsonl", "--no-trail"]])
def test_without_removed_records_nothing_is_kept(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A run that wrote no removed records cannot tell what became of one, and says how it could."""
    main([*DEDUP, *options, "--manifest", "m.json"])
    capsys.readouterr()

    for name in ("in.jsonl:1", "in.jsonl:2"):
        assert Exit.USAGE == main(["why", "m.json", name])
        printed = capsys.readouterr()
        assert "--removed" in printed.err
        assert not printed.out


def test_skipped_records_are_known_without_the_others(here: Path) -> None:
    """What was skipped is in the manifest, whatever else was written."""
    with (here / "in.jsonl").open("a") as file:
        file.write("{broken\n")
    main([*DEDUP, "-o", "-", "--manifest", "m.json"])

    assert Fate.SKIPPED is compare.why("m.json", "in.jsonl:5").fate


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("ids", [[], ["--id", "id"]])
def test_annotated_records_tell_themselves(ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Of a run with --annotate the fields of the output say what would go, and what stays."""
    main([*DEDUP, "-o", "all.jsonl", "--annotate", *ids])

    marked = compare.why("all.jsonl", "in.jsonl:2")
    stays = compare.why("all.jsonl", "in.jsonl:1")
    assert (Fate.REMOVED, "near", "in.jsonl:1") == (marked.fate, marked.kind, marked.kept_path)
    assert marked.texts
    assert (NEAR, STORY) == (marked.texts[1].text, marked.texts[0].text)
    assert (Fate.KEPT, 2) == (stays.fate, stays.copy_count)
    assert Fate.KEPT is compare.why("all.jsonl", "in.jsonl:4").fate
    if ids:
        assert Fate.REMOVED is compare.why("all.jsonl", "c").fate
        assert ("b", "c") == compare.why("all.jsonl", "a").copies

    main(["why", "all.jsonl", "in.jsonl:2"])
    assert "would go, and is marked: it is a near duplicate of" in shown(capsys)


@pytest.mark.usefixtures("here")
def test_annotated_records_on_stdout_are_gone() -> None:
    """What --annotate wrote to stdout cannot be looked up, unless --removed named a file."""
    main([*DEDUP, "-o", "-", "--annotate", "--manifest", "m.json"])
    with pytest.raises(SettingsError, match="--removed"):
        compare.why("m.json", "in.jsonl:2")

    main([*DEDUP, "-o", "-", "--annotate", "--manifest", "n.json", "--removed", "r.jsonl"])
    assert Fate.REMOVED is compare.why("n.json", "in.jsonl:2").fate


def test_a_path_is_a_record_only_of_texts(here: Path) -> None:
    """The path of a text or page is a record, that of a file of JSON lines and a line of a text are none."""
    (here / "a.txt").write_text(OTHER + " once more and again")
    main(["dedup", "in.jsonl", "a.txt", "-o", "out.jsonl", "-q"])

    assert Fate.KEPT is compare.why("out.jsonl", "a.txt").fate
    for name in ("in.jsonl", "a.txt:1", "a.txt:2", "in.jsonl:0", "in.jsonl:01", f"in.jsonl:{'9' * 30}"):
        with pytest.raises(SettingsError, match="no record"):
            compare.why("out.jsonl", name)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("https://x.example/a?b=1", r'"https:\/\/x.example\/a?b=1"'),
        ("caf\u00e9", r'"caf\u00E9"'),
        ("caf\u00e9", r'"\u0063\u0061f\u00e9"'),
        ("\u6c5f", r'"\u6C5f"'),
        ("a\tb", r'"a\u0009b"'),
        ("1000.0", "1e3"),
        ("-7", "-7"),
    ],
)
def test_an_id_is_found_however_it_is_written(here: Path, name: str, written: str) -> None:
    """JSON has several ways to write one id; the same one is found, removed or kept."""
    other = line(OTHER, '"x"')
    for records, fate in (
        ([line(STORY, '"k"'), line(STORY, written), other], Fate.REMOVED),
        ([line(STORY, written), line(STORY, '"r"'), other], Fate.KEPT),
        ([line(STORY, written), other], Fate.KEPT),
    ):
        (here / "in.jsonl").write_text("".join(records))
        main([*DEDUP, "-o", "out.jsonl", "--id", "id", "--force"])

        assert fate is compare.why("out.jsonl", name).fate


def test_inputs_that_are_not_found_are_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths in a manifest are those of the run's folder: from another it is said where they were sought."""
    main([*DEDUP, "-o", "out.jsonl"])
    (here / "other").mkdir()
    monkeypatch.chdir(here / "other")

    removed = compare.why("../out.jsonl", "in.jsonl:3")
    assert (Fate.REMOVED, None) == (removed.fate, removed.texts)
    assert removed.note
    assert f"in.jsonl is not found from {here / 'other'}" in removed.note
    assert Fate.KEPT is compare.why("../out.jsonl", "in.jsonl:1").fate
    with pytest.raises(NoInputError, match=r"in\.jsonl is not found from .*/other"):
        compare.why("../out.jsonl", "in.jsonl:4")


def test_the_kept_text_may_come_from_the_output(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --id the output has it, wherever the inputs are."""
    main([*DEDUP, "-o", "out.jsonl", "--id", "id"])
    (here / "other").mkdir()
    monkeypatch.chdir(here / "other")

    found = compare.why("../out.jsonl", "b")

    assert found.texts
    assert [STORY, NEAR] == [document.text for document in found.texts]


def test_stdin_is_known_by_what_went(here: Path) -> None:
    """A line of stdin that stays cannot be told from one that never was, and that is said."""
    compare.Dedup().run(["-"], "out.jsonl", stdin=BytesIO((here / "in.jsonl").read_bytes()))

    assert Fate.REMOVED is compare.why("out.jsonl", "stdin:3").fate
    with pytest.raises(SettingsError, match="stdin is known by its id alone"):
        compare.why("out.jsonl", "stdin:4")


def test_ids_of_records_in_no_file_are_not_denied(here: Path) -> None:
    """Of a run whose kept records went to stdout it is said that no id of theirs is known."""
    output = OutputSettings(output="-", removed="r.jsonl", manifest="m.json")
    job = compare.Dedup(read=compare.ReadSettings(id="id"))
    job.run(["in.jsonl"], output, stdout=BytesIO())

    assert Fate.KEPT is compare.why("m.json", "in.jsonl:4").fate
    with pytest.raises(SettingsError, match="in no file"):
        compare.why("m.json", "d")
    assert here.is_dir()


def damaged(manifest: dict[str, Any]) -> list[object]:
    """The manifest with each part of it left out, or replaced by something else."""
    found: list[object] = [[], "x", None]
    for name in manifest:
        found.append({key: value for key, value in manifest.items() if key != name})
        found += [{**manifest, name: other} for other in (7, "x", [7], {}, None)]
    for part in ("reading", "files", "output"):
        for name in manifest[part]:
            found.append({**manifest, part: {**manifest[part], name: [{}]}})
            found.append({**manifest, part: {**manifest[part], name: "\0"}})
    return found


def test_a_damaged_manifest_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is missing in a manifest, or is something else, is never a bug of ours."""
    main([*DEDUP, "-o", "out.jsonl", "--id", "id"])
    place = here / "out.jsonl.manifest.json"
    whole = place.read_bytes()

    refused = 0
    for manifest in damaged(json.loads(whole)):
        place.write_text(json.dumps(manifest))
        for name in ("b", "d", "in.jsonl:4", "x"):
            code = main(["why", "out.jsonl", name])
            error = capsys.readouterr().err
            assert code in {Exit.DONE, Exit.USAGE, Exit.NO_INPUT}, (manifest, error)
            refused += "out.jsonl.manifest.json" in error
    for size in range(0, len(whole), 97):
        place.write_bytes(whole[:size])
        assert Exit.USAGE == main(["why", "out.jsonl", "b"])
        assert f"{os.fspath(place.name)} is no manifest" in capsys.readouterr().err
    assert refused > 100


def test_a_record_behind_a_mark_is_found(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that begins with a byte-order mark, as in joined files, is read in the trail as in the input."""
    with (here / "in.jsonl").open("ab") as file:
        file.write(b"\xef\xbb\xbf" + line(STORY, '"e"').encode())
    main([*DEDUP, "-o", "out.jsonl", "--id", "id"])

    for name in ("e", "in.jsonl:5"):
        assert Exit.DONE == main(["why", "out.jsonl", name])
        assert "was removed" in capsys.readouterr().out


@pytest.mark.parametrize(("keep", "shown"), [("", False), ("--id", True)])
def test_texts_of_a_changed_input_are_not_shown(
    here: Path, capsys: pytest.CaptureFixture[str], keep: str, *, shown: bool
) -> None:
    """Where lines have moved since the run, the kept text is that of the output, or none, never another."""
    main([*DEDUP, "-o", "out.jsonl", *([keep, "id"] if keep else [])])
    before = (here / "in.jsonl").read_text()
    (here / "in.jsonl").write_text(line(OTHER, '"z"') + before)
    main(["why", "out.jsonl", "b" if keep else "in.jsonl:2"])
    told = capsys.readouterr().out
    (here / "in.jsonl").write_text(before + line(OTHER, '"z"'))  # what is added changes no line
    main(["why", "out.jsonl", "b" if keep else "in.jsonl:2"])

    assert shown == ("wheel" in told) != ("has changed since the run" in told)
    assert "wheel" in capsys.readouterr().out
