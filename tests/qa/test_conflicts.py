"""Documents that give another figure are told with their dates, newest first; those that agree are not."""

import pytest

from qa.conflicts import counts_the_same, differ, localised_date, near, newest_first, rivals, sentence
from qa.types import Citation, Claim, Evidence, Span


def _claim(item: Evidence, key: str | None) -> Claim:
    cited = Citation(item.document, item.title, item.published, item.page, item.start, item.end, item.quote)
    at = item.start + item.quote.index(key) if key else 0
    spans = (Span(item.document, at, at + len(key), key),) if key else ()
    return Claim(item.quote, "supported", (cited,), spans)


@pytest.fixture
def old_sites(make_evidence) -> Evidence:
    return make_evidence(
        "Am Netz beteiligen sich alle 36 Standorte.", document="2022.txt", published="2022-10-28", score=1.02
    )


@pytest.fixture
def new_sites(make_evidence) -> Evidence:
    return make_evidence("Die 37 Kliniken arbeiten zusammen.", document="2026.txt", published="2026-02-19", number=2)


def test_a_sentence_of_another_document_with_another_figure_is_a_rival(old_sites, new_sites) -> None:
    evidence = [old_sites, new_sites]
    assert rivals(_claim(old_sites, "36"), evidence, "count") == (new_sites,)
    assert rivals(_claim(new_sites, "37 Kliniken"), evidence, "count") == (old_sites,)


@pytest.mark.parametrize(
    ("quote", "fields"),
    [
        ("Es gibt 36 Standorte.", {}),
        ("There are 36 sites.", {"language": "en"}),
        ("Es gibt viele Standorte.", {}),
        ("Es gab 36 Mio. Euro.", {}),
        ("Es begann am 3. März 2026.", {}),
        ("Es gibt 37 Standorte.", {"document": "2022.txt", "start": 100}),
        ("Es gibt über 30 Standorte.", {}),
    ],
    ids=[
        "same value",
        "same value in English",
        "no figure",
        "an amount",
        "a date",
        "the same document",
        "a limit that leaves room",
    ],
)
def test_what_does_not_contradict_is_no_rival(quote: str, fields: dict[str, object], old_sites, make_evidence) -> None:
    other = make_evidence(quote, **{"document": "other.txt", **fields})
    assert rivals(_claim(old_sites, "36"), [old_sites, other], "count") == ()


@pytest.mark.parametrize(
    ("one", "key", "other"),
    [
        ("Es entstand 2020.", "2020", "Es entstand im April 2020."),
        ("Es entstand im April 2020.", "April 2020", "Es entstand 2020."),
        ("Es kostete 239,6 Mio. Euro.", "239,6 Mio. Euro", "Es kostete rund 240 Mio. Euro."),
        ("Es läuft von 2018 bis 2022.", "2018", "Die Phase von 2018 bis 2022 endet."),
    ],
)
def test_more_or_less_precise_is_no_conflict(one: str, key: str, other: str, make_evidence) -> None:
    first = make_evidence(one, document="one.txt")
    second = make_evidence(other, document="other.txt")
    assert rivals(_claim(first, key), [first, second], "other") == ()


def test_a_claim_without_one_key_figure_has_no_rivals(old_sites, new_sites, make_evidence) -> None:
    two = make_evidence("Es gab 3 Projekte und 36 Standorte.", document="two.txt")
    evidence = [old_sites, new_sites, two]
    assert rivals(_claim(old_sites, None), evidence, "count") == ()
    assert rivals(_claim(old_sites, "alle"), evidence, "count") == ()
    assert rivals(_claim(two, "3 Projekte und 36 Standorte"), evidence, "count") == ()


def test_what_counts_the_same_comes_first_in_either_language(old_sites, make_evidence) -> None:
    others = [
        make_evidence(f"There are {number} {noun}.", "en", document=f"{number}.txt", number=rank)
        for rank, (number, noun) in enumerate([(13, "projects"), (37, "sites"), (38, "sites")], start=2)
    ]
    found = rivals(_claim(old_sites, "36"), [old_sites, *others], "count")
    assert [item.document for item in found] == ["37.txt", "38.txt", "13.txt"]


def test_near_is_what_ranks_closely_behind(old_sites, make_evidence) -> None:
    close, far = (make_evidence("Es gibt 37 Standorte.", document="other.txt", score=score) for score in (1.0, 0.85))
    evidence = [old_sites, close, far]
    assert near(_claim(old_sites, "36"), close, evidence)
    assert not near(_claim(old_sites, "36"), far, evidence)


def test_claims_that_count_the_same_are_known(old_sites, make_evidence) -> None:
    sites = make_evidence("Today 37 sites belong to it.", "en", document="sites.txt")
    projects = make_evidence("It paid for 13 projects.", "en", document="projects.txt")
    evidence = [old_sites, sites, projects]
    assert counts_the_same(_claim(old_sites, "36"), _claim(sites, "37"), evidence)
    assert not counts_the_same(_claim(old_sites, "36"), _claim(projects, "13"), evidence)
    assert not counts_the_same(_claim(old_sites, "36"), _claim(sites, None), evidence)


def test_claims_differ_by_their_key_figures(old_sites, new_sites, make_evidence) -> None:
    same = make_evidence("There are 36 sites.", "en", document="sheet.md")
    evidence = [old_sites, new_sites, same]
    assert differ(_claim(old_sites, "36"), _claim(new_sites, "37"), evidence, "count")
    assert not differ(_claim(old_sites, "36"), _claim(same, "36 sites"), evidence, "count")
    assert not differ(_claim(old_sites, "36"), _claim(new_sites, None), evidence, "count")
    assert not differ(_claim(old_sites, None), _claim(new_sites, "37"), evidence, "count")


@pytest.mark.parametrize(
    ("one", "key", "other", "other_key"),
    [
        ("Von 2018 bis 2022 gab es 160 Mio. Euro.", "160 Mio. Euro", "Von 2023 bis 2026 sind es 200 Mio. Euro.", "200"),
        ("From 2018 to 2022 there was EUR 160 million.", "EUR 160 million", "2023 bis 2026: 200 Mio. Euro.", "200"),
        ("Die erste Phase kostete 150 Mio. Euro.", "150 Mio. Euro", "Die zweite Phase kostete 240 Mio. Euro.", "240"),
        ("The first phase cost EUR 150 million.", "EUR 150 million", "The second phase: 240 Mio. Euro.", "240"),
    ],
)
def test_what_is_said_of_another_phase_does_not_differ(
    one: str, key: str, other: str, other_key: str, make_evidence
) -> None:
    first = make_evidence(one, "de" if "Euro" in one else "en", document="one.txt")
    second = make_evidence(other, document="other.txt")
    evidence = [first, second]
    assert not differ(_claim(first, key), _claim(second, f"{other_key} Mio. Euro"), evidence, "count")
    assert not differ(_claim(second, f"{other_key} Mio. Euro"), _claim(first, key), evidence, "count")


def test_what_is_said_of_the_same_phase_does_differ(make_evidence) -> None:
    first = make_evidence("Von 2018 bis 2022 gab es 160 Mio. Euro.", document="one.txt")
    second = make_evidence("Über 200 Mio. Euro gab es in der Phase von 2018 bis 2022.", document="other.txt")
    assert differ(_claim(first, "160 Mio. Euro"), _claim(second, "Über 200 Mio. Euro"), [first, second], "amount")


def test_the_newest_comes_first_and_the_undated_last(make_evidence) -> None:
    dates = ["2022-10-28", None, "2026", "2026-02-19", "2018-05"]
    claims = [_claim(make_evidence(f"Es sind {n}.", published=date), None) for n, date in enumerate(dates)]
    ordered = [claim.citations[0].published for claim in newest_first(claims)]
    assert ordered == ["2026-02-19", "2026", "2022-10-28", "2018-05", None]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Die Dokumente unterscheiden sich: 37 (19. Februar 2026), 36 (28. Oktober 2022)."),
        ("en", "The documents differ: 37 (19 February 2026), 36 (28 October 2022)."),
    ],
)
def test_the_sentence_gives_every_value_with_its_date(language: str, expected: str, old_sites, new_sites) -> None:
    claims = (_claim(new_sites, "37"), _claim(old_sites, "36"))
    assert sentence(claims, [old_sites, new_sites], language, {}) == expected


@pytest.mark.parametrize(
    ("language", "day", "values"),
    [
        ("de", None, "240 Millionen Euro (2025), 150 Millionen Euro (ohne Datum)."),
        ("en", None, "240 million euros (2025), 150 million euros (no date)."),
        ("de", "2022-10-06", "240 Millionen Euro (2025), 150 Millionen Euro (ohne Datum, nennt den 6. Oktober 2022)."),
        ("en", "2022-10-06", "240 million euros (2025), 150 million euros (no date, mentions 6 October 2022)."),
    ],
)
def test_values_are_written_in_the_questions_language_and_a_missing_date_is_said(
    language: str, day: str | None, values: str, make_evidence
) -> None:
    dated = make_evidence("Es gab 240 Mio. Euro.", document="a.txt", published="2025")
    undated = make_evidence("There was EUR 150 million.", "en", document="b.txt", published=None)
    claims = (_claim(dated, "240 Mio. Euro"), _claim(undated, "EUR 150 million"))
    said = sentence(claims, [dated, undated], language, {"b.txt": day})
    assert said.partition(": ")[2] == values


def test_a_reference_number_is_given_as_its_document_has_it(make_evidence) -> None:
    items = [
        make_evidence("Telefon 0228 99 5402-0", document="a.txt", published="2026"),
        make_evidence("Telefon 0228 99 5402-1", document="b.txt", published="2022"),
    ]
    claims = [_claim(item, item.quote.removeprefix("Telefon ")) for item in items]
    assert sentence(claims, items, "de", {}) == (
        "Die Dokumente unterscheiden sich: 0228 99 5402-0 (2026), 0228 99 5402-1 (2022)."
    )


@pytest.mark.parametrize(
    ("published", "german", "english"),
    [
        ("2026", "2026", "2026"),
        ("2026-02", "Februar 2026", "February 2026"),
        ("2026-02-19", "19. Februar 2026", "19 February 2026"),
        ("2022-03-05", "5. März 2022", "5 March 2022"),
    ],
)
def test_dates_are_written_as_precisely_as_they_are_known(published: str, german: str, english: str) -> None:
    assert localised_date(published, "de") == german
    assert localised_date(published, "en") == english


CHAIRS = (
    ("Den Vorsitz der GWK hat Bettina Stark-Watzinger inne.", "Bettina Stark-Watzinger", "de", "2022-11"),
    ("The GWK is chaired by Dorothee Bär, Federal Minister.", "Dorothee Bär", "en", "2026-02-19"),
)


def test_another_name_in_another_document_is_a_rival_where_a_person_is_asked_for(make_evidence) -> None:
    old, new = (
        make_evidence(quote, language, document=f"{date}.txt", published=date) for quote, _, language, date in CHAIRS
    )
    claims = [_claim(item, key) for item, (_, key, _, _) in zip((old, new), CHAIRS, strict=True)]
    assert rivals(claims[0], [old, new], "person") == (new,)
    assert differ(claims[0], claims[1], [old, new], "person")
    assert rivals(claims[0], [old, new], "other") == ()
    assert sentence(newest_first(claims), [old, new], "de", {}) == (
        "Die Dokumente unterscheiden sich: Dorothee Bär (19. Februar 2026), Bettina Stark-Watzinger (November 2022)."
    )


@pytest.mark.parametrize(
    "quote",
    [
        "Dorothee Bär und Bettina Stark-Watzinger leiten die GWK gemeinsam.",
        "Ministerin Stark-Watzinger führt den Vorsitz.",
        "Den Vorsitz hat weiterhin dieselbe Ministerin.",
    ],
)
def test_a_sentence_with_the_same_name_or_none_is_no_rival(quote: str, make_evidence) -> None:
    old = make_evidence(CHAIRS[0][0], document="old.txt")
    other = make_evidence(quote, document="other.txt")
    assert rivals(_claim(old, "Bettina Stark-Watzinger"), [old, other], "person") == ()


@pytest.mark.parametrize("language", ["de", "en"])
def test_two_addresses_of_one_office_differ(language: str, make_evidence) -> None:
    new = make_evidence("Anschrift: Godesberger Allee 20, 53175 Bonn", language, document="new.txt")
    old = make_evidence("Das Büro liegt in der Friedrich-Ebert-Allee 38 in Bonn.", document="old.txt")
    claims = _claim(new, "Godesberger Allee 20, 53175 Bonn"), _claim(old, "Friedrich-Ebert-Allee 38")
    assert rivals(claims[0], [new, old], "contact") == (old,)
    assert differ(*claims, [new, old], "contact")
    assert not differ(claims[0], claims[0], [new, old], "contact")
