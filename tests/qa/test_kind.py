"""Whether key words are of the kind that was asked for."""

import pytest

from qa.claims import source_of
from qa.draft import Draft
from qa.kind import of_another_kind
from qa.question import analyse


@pytest.mark.parametrize(
    ("question", "quote", "key", "another"),
    [
        ("Under which web address can the GWK be found?", "Its office is at Ahrstr. 8 in Bonn.", "Ahrstr. 8", True),
        ("Under which web address can the GWK be found?", "Internet: www.gwk-bonn.de", "www.gwk-bonn.de", False),
        ("Wie lautet die Internetadresse der GWK?", "Das Büro ist in der Ahrstr. 8 in Bonn.", "Ahrstr. 8", True),
        ("Wie lautet die Internetadresse der GWK?", "Internet: www.gwk-bonn.de", "www.gwk-bonn.de", False),
        ("Wie lautet die Internetadresse der GWK?", "E-Mail: presse@gwk-bonn.de", "presse@gwk-bonn.de", True),
        ("Wie lautet die E-Mail-Adresse der GWK?", "E-Mail: presse@gwk-bonn.de", "presse@gwk-bonn.de", False),
        ("What is the GWK's e-mail address?", "Internet: www.gwk-bonn.de", "www.gwk-bonn.de", True),
        ("Unter welcher Telefonnummer ist sie erreichbar?", "Telefon 0228 5402-0", "0228 5402-0", False),
        ("What is the telephone number of the GWK?", "E-mail: presse@gwk-bonn.de", "presse@gwk-bonn.de", True),
        ("Wie lautet die Anschrift der GWK?", "Das Büro ist in der Ahrstr. 8 in Bonn.", "Ahrstr. 8", False),
    ],
)
def test_one_sort_of_contact_is_no_answer_where_another_was_asked_for(question, quote, key, another, make_evidence):
    asked = analyse(question)
    source = source_of(Draft(key, ""), make_evidence(quote, asked.language), asked)
    assert of_another_kind(asked, source, True) is another
