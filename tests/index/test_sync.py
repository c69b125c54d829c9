"""A sync does what changed asks for and no more, and one bad file or an interruption spoils nothing."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import index.folder
import index.sync
from index.errors import ReadError, SettingsError
from index.reasons import Cause, Reason
from index.segments import inner_spans
from index.sync import Failure, put_documents, sync


@pytest.fixture
def encoder(fake_encoder_class):
    return fake_encoder_class()


@pytest.fixture
def run(store, folder, encoder):
    """One sync of the folder."""

    def once(**options):
        return sync(
            store, folder, options.pop("encoder", encoder), **{"passage_size": 900, "max_bytes": 10**6} | options
        )

    return once


def counts(report) -> dict[str, int]:
    return {
        name: getattr(report, name) for name in ("added", "changed", "removed", "unchanged") if getattr(report, name)
    }


def everything(store) -> str:
    return "\n".join(document.text for document in store.documents())


def test_the_first_sync_reads_all_files_below_the_folder(run, store):
    report = run()
    assert counts(report) == {"added": 3}
    assert (report.failed, report.documents, report.passages) == ((), 3, store.passage_count())
    assert [document.path for document in store.documents()] == ["2022.txt", "en/phases.md", "gwk/2026.txt"]
    assert [document.published for document in store.documents()] == ["2022-10-28", None, "2026-02-19"]


def test_unchanged_files_cost_a_stat_and_nothing_else(run, encoder, monkeypatch):
    run()
    encoder.texts.clear()

    def never(*args, **kwargs):
        raise AssertionError("an unchanged file was looked into")

    monkeypatch.setattr(index.folder, "read_document", never)
    monkeypatch.setattr(Path, "open", never)
    assert counts(run()) == {"unchanged": 3}
    assert encoder.texts == []


def test_a_file_that_was_only_touched_is_not_read_again(run, folder, monkeypatch):
    run()
    os.utime(folder / "2022.txt", ns=(1, 1))
    monkeypatch.setattr(index.folder, "read_document", lambda *_, **__: pytest.fail("it was read again"))
    assert counts(run()) == {"unchanged": 3}
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("its time was not noted"))
    assert counts(run()) == {"unchanged": 3}


def test_a_removed_file_is_gone(run, store, folder):
    run()
    before = store.revision()
    (folder / "2022.txt").unlink()
    report = run()
    assert counts(report) == {"removed": 1, "unchanged": 2}
    assert report.documents == 2
    assert "200 Mio." not in everything(store)
    assert store.revision() > before


def test_the_time_of_the_last_change_stays_until_something_changes(run, store, folder, rewrite):
    assert store.changed() is None
    begun = datetime.now(UTC)
    run()
    first = store.changed()
    assert begun <= first <= datetime.now(UTC)
    rewrite(folder / "empty.txt", "")
    run()
    assert store.changed() == first
    rewrite(folder / "2022.txt", "Nun sind es 38 Häuser.")
    run()
    second = store.changed()
    assert second > first
    (folder / "2022.txt").unlink()
    run()
    assert store.changed() > second


def test_a_changed_file_has_its_new_text_only(run, store, folder, rewrite):
    run()
    rewrite(folder / "gwk/2026.txt", "Nun sind es 38 Häuser.")
    assert counts(run()) == {"changed": 1, "unchanged": 2}
    assert "38 Häuser" in everything(store)
    assert "37" not in everything(store)


def test_only_the_changed_passages_are_embedded_again(run, encoder, folder, rewrite):
    paragraphs = [
        f"Absatz {n} nennt die Zahl {n * 111}. " + f"Er ist der Absatz mit der Nummer {n}." for n in range(60)
    ]
    rewrite(folder / "long.txt", "\n\n".join(paragraphs))
    run(passage_size=300)
    whole = [text for text in encoder.texts if "Absatz" in text]
    encoder.texts.clear()
    rewrite(folder / "long.txt", "\n\n".join([*paragraphs[:-1], "Der letzte Absatz ist neu."]))
    run(passage_size=300)
    assert 0 < len(encoder.texts) <= 2 < len(whole)
    assert "Der letzte Absatz ist neu." in encoder.texts[-1]


def test_the_same_text_cut_into_other_sentences_has_vectors_for_each(store, encoder, document):
    text = "Das sind 200 Mio. Euro im Jahr. Mehr nicht."
    put_documents(store, [document("de", text, "de"), document("en", text, "en")], encoder, passage_size=900)
    numbers = []
    for stored in store.documents():
        segments = store.segments(stored)
        spans = inner_spans(segments.passages[0], segments.sentences)
        assert len(segments.encoded[0].span_vectors) == len(spans)
        numbers.append(len(segments.sentence_vectors()))
    assert numbers == [2, 3]


def test_hidden_files_and_locks_of_other_programs_are_left_out(run, folder):
    for name in (".git/config.txt", ".hidden.txt", "~$letter.docx"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Nichts für den Index.")
    assert run().documents == 3


BAD = {
    "empty.txt": (b"", "empty"),
    "broken.pdf": (b"%PDF-1.7 and then nothing", ""),
    "broken.docx": (b"PK\x03\x04 not a document", ""),
    "table.xlsx": (b"PK\x03\x04", "not supported"),
    "large.txt": (b"Zu lang. " * 1000, "bytes"),
}


def test_bad_files_are_reported_by_name_with_their_reason_and_the_others_go_on(run, folder):
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    report = run(max_bytes=5000)
    assert counts(report) == {"added": 3}
    assert [failure.path for failure in report.failed] == sorted(BAD)
    for failure in report.failed:
        assert BAD[failure.path][1] in str(failure.reason)
        assert len(str(failure.reason)) > 10


def test_bad_files_stay_reported_and_do_not_change_the_index(run, store, folder):
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    first = run(max_bytes=5000)
    revision = store.revision()
    assert run(max_bytes=5000).failed == first.failed
    assert store.revision() == revision


def test_a_mended_file_is_found(run, store, folder, rewrite):
    (folder / "new.txt").write_bytes(b"")
    assert run().failed == (Failure("new.txt", Reason(Cause.EMPTY)),)
    rewrite(folder / "new.txt", "Jetzt steht hier etwas.")
    report = run()
    assert counts(report) == {"added": 1, "unchanged": 3}
    assert report.failed == ()
    assert "Jetzt steht hier etwas." in everything(store)


def test_a_good_file_that_went_bad_is_no_longer_found(run, store, folder, rewrite):
    run()
    rewrite(folder / "2022.txt", "")
    report = run()
    assert counts(report) == {"unchanged": 2}
    assert [failure.path for failure in report.failed] == ["2022.txt"]
    assert "200 Mio." not in everything(store)


def test_a_file_that_could_not_be_opened_is_tried_again(run, monkeypatch):
    really_open = Path.open

    def denied(path, *args, **kwargs):
        if path.name == "2022.txt":
            raise PermissionError(13, "Permission denied")
        return really_open(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", denied)
    report = run()
    assert report.failed == (Failure("2022.txt", Reason(Cause.FORBIDDEN)),)
    assert report.documents == 2
    monkeypatch.undo()
    assert counts(run()) == {"added": 1, "unchanged": 2}


def test_a_file_that_was_too_large_is_read_once_it_is_allowed(run, folder):
    (folder / "large.txt").write_text("Nicht zu groß. " * 1000, encoding="utf-8")
    assert [failure.path for failure in run(max_bytes=5000).failed] == ["large.txt"]
    assert run(max_bytes=50_000).failed == ()


def test_an_error_inside_of_a_parser_is_that_files_failure(run, monkeypatch):
    really_read = index.folder.read_document

    def surprising(path, root, **options):
        if path.name == "2022.txt":
            raise RecursionError("too deep")
        return really_read(path, root, **options)

    monkeypatch.setattr(index.folder, "read_document", surprising)
    report = run()
    assert report.documents == 2
    assert report.failed == (Failure("2022.txt", Reason(Cause.PARSER, ("RecursionError", "too deep"))),)


def test_a_name_that_is_no_text_is_reported_in_a_readable_form(run, folder):
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_text("Bonjour.")
    except OSError:
        pytest.skip("this file system has no such names")
    report = run()
    assert report.documents == 3
    assert report.failed == (Failure(r"caf\udce9.txt", Reason(Cause.NAME)),)


def test_a_link_to_a_place_outside_is_not_followed(run, folder, tmp_path, store):
    (tmp_path / "secret.txt").write_text("Ein Geheimnis.")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert [failure.path for failure in run().failed] == ["link.txt"]
    assert "Geheimnis" not in everything(store)


def test_an_interrupted_sync_keeps_what_it_had_and_goes_on_from_there(run, store, encoder, monkeypatch):
    monkeypatch.setattr(index.sync, "_CHARACTERS_PER_COMMIT", 1)  # every document is a batch
    encoder.fails_at = "networking phase"
    with pytest.raises(RuntimeError, match="made to fail"):
        run()
    assert [document.path for document in store.documents()] == ["2022.txt"]

    encoder.fails_at = ""
    encoder.texts.clear()
    report = run()
    assert counts(report) == {"added": 2, "unchanged": 1}
    assert len(store.documents()) == 3
    assert not any("200 Mio." in text for text in encoder.texts)


def test_a_failing_encoder_leaves_the_old_version_whole(run, store, folder, encoder, rewrite):
    run()
    rewrite(folder / "2022.txt", "Ein neuer Text, an dem es scheitert.")
    encoder.fails_at = "scheitert"
    with pytest.raises(RuntimeError):
        run()
    assert "200 Mio." in everything(store)
    encoder.fails_at = ""
    assert counts(run()) == {"changed": 1, "unchanged": 2}


@pytest.mark.parametrize("change", ["encoder", "passage size", "reader"])
def test_what_shapes_the_vectors_rebuilds_all_of_them(change, run, store, fake_encoder_class, monkeypatch):
    run()
    other = fake_encoder_class("another" if change == "encoder" else "fake")
    if change == "reader":
        monkeypatch.setattr(index.sync, "READER_VERSION", "next")
    size = 200 if change == "passage size" else 900
    report = run(encoder=other, passage_size=size)
    assert counts(report) == {"added": 3}
    for document in store.documents():
        segments = store.segments(document)
        for passage, encoded in zip(segments.passages, segments.encoded, strict=True):
            assert (encoded.vector == other.embed_query(passage.text)[0]).all()
    assert sorted(other.texts) == sorted(p.text for d in store.documents() for p in store.segments(d).passages)
    assert counts(run(encoder=other, passage_size=size)) == {"unchanged": 3}


def test_a_folder_that_is_not_there_is_an_error_and_empties_nothing(run, store, encoder, folder):
    run()
    with pytest.raises(SettingsError, match="nowhere"):
        sync(store, folder / "nowhere", encoder, passage_size=900, max_bytes=10**6)
    assert len(store.documents()) == 3


def test_an_empty_folder_is_fine(store, encoder, tmp_path):
    (tmp_path / "empty").mkdir()
    report = sync(store, tmp_path / "empty", encoder, passage_size=900, max_bytes=10**6)
    assert (report.documents, report.passages, report.failed) == (0, 0, ())


def test_progress_names_each_file_that_is_read(run):
    seen = []
    run(progress=lambda *step: seen.append(step))
    assert seen == [("2022.txt", 1, 3), ("en/phases.md", 2, 3), ("gwk/2026.txt", 3, 3)]


def test_a_removal_is_told_before_the_reading_begins(run, folder, rewrite):
    run()
    (folder / "2022.txt").unlink()
    rewrite(folder / "new.txt", "Etwas Neues.")
    events = []
    run(removed=lambda: events.append("removed"), progress=lambda path, *_: events.append(path))
    assert events == ["removed", "new.txt"]


def test_a_file_that_vanishes_meanwhile_is_reported(run, folder, monkeypatch):
    really_read = index.folder.read_document

    def vanish(path, root, **options):
        (folder / "gwk/2026.txt").unlink(missing_ok=True)
        if not path.exists():
            raise ReadError(Cause.MISSING)
        return really_read(path, root, **options)

    monkeypatch.setattr(index.folder, "read_document", vanish)
    report = run()
    assert report.documents == 2
    assert [failure.path for failure in report.failed] == ["gwk/2026.txt"]
    assert run().failed == ()
