from eval.memory import keep_peak_memory, kept_peak_memory


def test_the_peak_of_a_run_is_the_largest_of_its_processes(tmp_path, monkeypatch):
    assert kept_peak_memory(tmp_path) is None
    for peak, kept in ((3_000_000_000, 3_000_000_000), (1_000, 3_000_000_000), (4_000_000_000, 4_000_000_000)):
        monkeypatch.setattr("eval.memory.peak_memory", lambda peak=peak: peak)
        keep_peak_memory(tmp_path)
        assert kept_peak_memory(tmp_path) == kept


def test_what_is_no_peak_counts_as_none(tmp_path):
    for content in ("", "{}", "[]", '{"peak": null}'):
        (tmp_path / "memory.json").write_text(content)
        assert kept_peak_memory(tmp_path) is None
