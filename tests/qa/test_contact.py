"""A question for one sort of contact is answered by that sort only."""

import pytest

from qa.contact import is_asked_contact

TELEPHONE, FAX, MAIL = "Telefon 0228 99 1234-0", "Fax 0228 99 1234-150", "presse@bsk-bonn.example"
WEB, STREET, TOWN = "www.bsk-bonn.example", "Beispielallee 20", "53175 Bonn"
PAGE, FILE = "https://bsk-bonn.example/netz/", "Sie ist unter https://bsk-bonn.example/papers/BLV_NUM.pdf abrufbar."
BOTH = "Tel. 0228 1234-0, Fax -150"
EVERY = (TELEPHONE, FAX, MAIL, WEB, PAGE, FILE, STREET, TOWN, BOTH)


@pytest.mark.parametrize(
    ("questions", "texts"),
    [
        (("Wie lautet die Telefonnummer der BSK?", "What is the phone number of the BSK?"), {TELEPHONE, BOTH}),
        (("Wie lautet die Faxnummer der BSK?", "What is the fax number of the BSK?"), {FAX, BOTH}),
        (("Wie lautet die E-Mail-Adresse der BSK?", "What is the BSK's e-mail address?"), {MAIL}),
        (("Wie lautet die Internetadresse der BSK?", "What is the web address of the BSK?"), {WEB, PAGE}),
        (("Wie heißt die Webseite der BSK?", "Which website does the BSK have?"), {WEB, PAGE}),
        (("Unter welchem Link ist sie abrufbar?", "Under which URL is it?"), {WEB, PAGE, FILE}),
        (("Wie lautet die Anschrift der BSK?", "What is the postal address of the BSK?"), {STREET, TOWN}),
        (("Wie erreiche ich die BSK?", "How can I reach the BSK?"), set(EVERY)),
    ],
)
def test_a_text_holds_the_sort_of_contact_that_is_asked_for(questions, texts):
    for question in questions:
        assert {text for text in EVERY if is_asked_contact(question, text)} == texts


def test_a_bare_number_may_be_any():
    assert is_asked_contact("Wie lautet die Faxnummer?", "0228 99 1234-150")
    assert is_asked_contact("What is the telephone number?", "0228 99 1234-0")
