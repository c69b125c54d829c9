"""A worker answers in turn whatever its libraries print, reaches no network, and does not die in silence."""

import pytest

from eval.errors import RunError
from eval.workers.worker import worker


def test_a_worker_answers_each_request_and_tells_what_it_took() -> None:
    with worker("tests.eval.echo_worker") as running:
        replies = [running.ask("say", text=text) for text in ("Grüße", "zwei\nZeilen")]
    assert [reply.result for reply in replies] == [{"said": "Grüße"}, {"said": "zwei\nZeilen"}]
    assert all(reply.seconds > 0 and reply.peak > 1_000_000 for reply in replies)


@pytest.mark.parametrize("host", ["127.0.0.1", "example.org"])
def test_a_worker_reaches_no_network(host: str) -> None:
    with worker("tests.eval.echo_worker") as running:
        assert "No network here" in running.ask("reach", host=host).result


def test_the_last_words_of_a_worker_are_in_the_error() -> None:
    with (
        worker("tests.eval.echo_worker") as running,
        pytest.raises(RunError, match=r"ended while it was to die: .*(?s:.)*no memory, sadly"),
    ):
        running.ask("die", reason="no memory")
    with worker("eval.workers.missing") as running, pytest.raises(RunError, match="No module named"):
        running.ask("say", text="anybody?")
