"""A question followed from its first step to its last."""

import asyncio
import re
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import pytest

from index.errors import GenerationError, ModelError, QuestionError
from index.reasons import Cause
from qa.reasons import Reason
from qa.types import Claim
from tests.web.fake_assistant import FakeAssistant
from web.crowd import Crowd
from web.exchange import Exchange, follow
from web.pieces import AT_ONCE
from web.render import exchange_html
from web.texts import TEXTS

QUESTION = "Wie hoch ist die Förderung?"


def opened(assistant):
    future = Future()
    future.set_result(assistant)
    return future


def run(coroutine):
    """In a thread of its own: Playwright keeps a loop in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, coroutine).result()


def steps_of(assistant, question, earlier=(), **options):
    """Every step of a question that nobody stops."""
    return run(distinct(follow(opened(assistant), question, earlier, threading.Event(), **options)))


async def distinct(steps):
    """The steps without those that are the same again."""
    found = []
    async for step in steps:
        if found[-1:] != [step]:
            found.append(step)
    return found


class Failing(FakeAssistant):
    def __init__(self, error):
        super().__init__()
        self.error = error

    def stream(self, question, **_):
        yield next(super().stream(question))
        raise self.error


def test_sentences_come_first_then_text_then_the_answer():
    steps = steps_of(FakeAssistant(), QUESTION)
    assert steps[0] == Exchange(QUESTION, "searching")
    assert steps[1].evidence and steps[1].written == ""
    assert steps[-2].written.strip() == steps[-1].answer.text
    assert steps[-1].stage == "checked" and steps[-1].written == ""


def test_only_answered_questions_become_history():
    assistant = FakeAssistant()
    answered = steps_of(assistant, QUESTION)[-1]
    earlier = (answered, Exchange("Angehalten?", "stopped"))
    steps_of(assistant, "Und am NUM?", earlier)
    assert [turn.question for turn in assistant.history] == [QUESTION]


def test_stop_keeps_the_sentences_and_drops_the_unchecked_text():
    async def stopped():
        cancelled = threading.Event()
        steps = follow(opened(FakeAssistant()), QUESTION, (), cancelled)
        while not (step := await anext(steps)).written:
            pass
        cancelled.set()
        return step, [step async for step in steps]

    step, (last,) = run(stopped())
    assert last.stage == "stopped" and last.evidence == step.evidence
    assert last.written == "" and last.answer is None


def test_stop_while_the_models_load_ends_the_wait():
    async def stopped():
        cancelled = threading.Event()
        steps = follow(Future(), QUESTION, (), cancelled)
        first = await anext(steps)
        cancelled.set()
        return [first.stage, *[step.stage async for step in steps]]

    assert run(stopped()) == ["waiting", "stopped"]


@pytest.mark.parametrize("others", [AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE])
def test_with_many_before_it_a_question_waits_before_it_is_searched_for_and_knows_its_place(others):
    crowd = Crowd()
    before = [crowd.join() for _ in range(others)]
    mine = crowd.join()

    async def followed():
        steps = []
        async for step in follow(opened(FakeAssistant()), QUESTION, (), mine, lambda: crowd.ahead(mine)):
            steps.append(step)
            if before and (step.ahead == len(before) or step.evidence):
                crowd.leave(before.pop(0))
        return steps

    steps = run(followed())
    places = list(dict.fromkeys(step.ahead for step in steps))
    assert places[:2] == [0, others] and sorted(places[1:], reverse=True) == places[1:]
    assert all(step.ahead < AT_ONCE for step in steps if step.evidence)
    assert steps[-1].stage == "checked"


def test_a_stop_also_ends_the_wait_for_a_place():
    async def stopped():
        cancelled = threading.Event()
        steps = follow(opened(FakeAssistant()), QUESTION, (), cancelled, lambda: AT_ONCE)
        first, place = await anext(steps), await anext(steps)
        cancelled.set()
        return [first.ahead, place.ahead, *[(step.stage, step.ahead) for step in await distinct(steps)]]

    assert run(stopped()) == [0, AT_ONCE, ("stopped", 0)]


@pytest.mark.parametrize(
    ("error", "reasons"),
    [
        (
            GenerationError(Cause.QUEUE_FULL, 32),
            {
                "de": "Es warten schon 32 Fragen; bitte fragen Sie in einer Minute noch einmal.",
                "en": "32 questions are waiting already; ask again in a minute.",
            },
        ),
        (
            ModelError(Cause.NO_GGUF, "model.gguf"),
            {
                "de": "Die Datei model.gguf ist keine GGUF-Datei; geben Sie ein Sprachmodell im GGUF-Format an.",
                "en": "The file model.gguf is no GGUF file; name a language model in the GGUF format.",
            },
        ),
        (QuestionError("The question is empty."), dict.fromkeys(("de", "en"), "The question is empty.")),
        (ZeroDivisionError("x"), {}),
    ],
)
def test_a_failure_is_shown_with_its_reason_where_a_person_can_understand_it(error, reasons):
    last = steps_of(Failing(error), QUESTION)[-1]
    assert (last.stage, last.reasons) == ("failed", reasons)
    for language, texts in TEXTS.items():
        assert reasons.get(language, "") in exchange_html(last, texts, FakeAssistant().document)


@pytest.mark.parametrize(("language", "words"), [("de", "Verstanden als:"), ("en", "Understood as:")])
def test_a_follow_up_shows_how_it_was_understood_and_is_followed_up_as_such(language: str, words: str):
    assistant = FakeAssistant()
    answered = steps_of(assistant, QUESTION)[-1]
    assert words not in exchange_html(answered, TEXTS[language], FakeAssistant().document)
    short = replace(answered, question="Und ab 2023?")
    html = exchange_html(short, TEXTS[language], FakeAssistant().document)
    assert words in html
    assert f'data-edit="{answered.answer.question}"' in html
    steps_of(assistant, "Und bis wann?", (short,))
    assert [turn.question for turn in assistant.history] == [answered.answer.question]


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Präsident ist Matthias Frosch."), ("en", "The president is Matthias Frosch.")],
)
def test_a_name_that_a_quote_has_is_underlined_and_leads_to_it(language, text):
    assistant = FakeAssistant()
    cited = assistant.cite("mii-num-2022.txt", "Prof. Matthias Frosch")
    answer = replace(
        assistant.ask("Wer ist das?"),
        language=language,
        status="answered",
        text=text,
        claims=(Claim(text, "supported", (cited,)),),
    )
    shown = exchange_html(Exchange("?", "checked", answer=answer), TEXTS[language], assistant.document)
    place = f'data-document="mii-num-2022.txt" data-start="{cited.start}" data-end="{cited.end}"'
    assert f'<button type="button" class="backed" {place}>Matthias Frosch</button>' in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "die Angabe „99“ steht nicht im Zitat"), ("en", "the figure &#39;99&#39; is not in the quote")],
)
def test_why_a_claim_is_unsupported_is_said_in_the_visitors_language(language, said):
    assistant = FakeAssistant()
    answer = assistant.ask(QUESTION)
    claim = replace(answer.claims[0], status="unsupported", reason=Reason("figure_not_in_quote", ("99",)))
    exchange = Exchange(QUESTION, "checked", answer=replace(answer, claims=(claim,)))
    shown = exchange_html(exchange, TEXTS[language], assistant.document)
    assert f'<span class="claim-reason" lang="{language}">{said}</span>' in shown


def rendered(question, language, **changes):
    assistant = FakeAssistant()
    exchange = Exchange(question, "checked", answer=replace(assistant.ask(question), **changes))
    return exchange_html(exchange, TEXTS[language], assistant.document)


@pytest.mark.parametrize(
    ("language", "question", "sure", "unsure"),
    [
        ("de", "Wie hoch ist die Förderung?", "zu 93\xa0% sicher", "beste Antwort nur zu 93\xa0% sicher"),
        ("en", "How much funding is there?", "93% sure", "best answer only 93% sure"),
    ],
)
def test_how_sure_an_answer_is_stands_beside_it(language, question, sure, unsure):
    assert f">{sure}</button>" in rendered(question, language, confidence=0.9399)
    assert f">{unsure}</button>" in rendered("Was?", language, confidence=0.9399)
    assert 'class="sure"' not in rendered("Was?", language, confidence=0.0)


@pytest.mark.parametrize(
    ("language", "question", "status"),
    [("de", "Wie viele Standorte?", "belegt"), ("en", "How many sites are there?", "supported")],
)
def test_each_value_of_a_conflict_has_its_state_under_its_sentence(language, question, status):
    html = rendered(question, language)
    assert html.count(f'<span class="claim-status" lang="{language}" title="{status}">{status}</span>') == 2
    states = [found.start() for found in re.finditer("claim-status", html)]
    quotes = [found.start() for found in re.finditer("<q ", html)]
    assert quotes[0] < states[0] < quotes[1] < states[1]


@pytest.mark.parametrize(("question", "said"), [("Wie viele Standorte?", 0), ("How many sites are there?", 2)])
def test_under_a_sentence_of_a_conflict_stands_what_it_says_unless_that_is_the_sentence(question, said):
    html = rendered(question, "de")
    assert html.count('class="card"') == 2
    assert html.count('class="claim-text"') == said


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_quoted_and_what_the_page_says_of_it_name_their_languages(language):
    html = rendered("Wie hoch ist die Förderung?", language)
    assert '<q lang="de">Die MII' in html and '<q lang="en">For the' in html
    assert '<cite lang="en">The Medical Informatics Initiative' in html
    assert '<h2 class="question" lang="de">' in html
    assert html.count(f'class="claim-status" lang="{language}"') == 3
    assert html.count(f'class="reference" lang="{language}"') == 3
    found = steps_of(FakeAssistant(), QUESTION)[1]
    assert '<q lang="en">For the' in exchange_html(found, TEXTS[language], None)
