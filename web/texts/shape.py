"""What texts the page has; each language fills in all of them."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["de", "en"]


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language; `{}` in them is filled by the caller."""

    language: Language
    other_language: Language
    other_language_name: str
    switch_language: str

    ask_tab: str
    documents_tab: str
    trust_tab: str
    welcome: str
    promise: str
    examples: str
    example_abbreviation: str
    example_person: str
    example_amount: str
    question: str
    question_hint: str
    send: str
    stop: str
    new_conversation: str
    theme: str
    editing: str
    keep_question: str

    models_loading: str
    models_failed: str
    waiting: str
    searching: str
    ahead_one: str
    ahead_many: str
    writing: str
    checked: str
    refused: str
    conflicting: str
    stopped: str
    failed: str

    found: str
    citations: str
    citations_by_date: str
    nearest: str
    missing: str
    rephrase_hint: str
    rephrase: str
    supported: str
    derived: str
    unsupported: str
    seconds: str
    open_source: str
    citation_number: str
    copy: str
    copied: str
    edit: str
    receipt: str
    gone: str
    right: str
    wrong: str
    correction: str
    nowhere: str
    keep_correction: str
    correction_kept: str
    rated: str
    rated_meaning: str
    rated_save: str

    source: str
    close: str
    previous_citation: str
    next_citation: str
    citation_position: str
    original: str
    as_page: str
    as_text: str
    page_image: str
    ask_selection: str
    selection_question: str
    excerpt: str
    undated: str
    page: str

    documents_reading: str
    documents_one: str
    documents_many: str
    no_documents: str
    no_documents_hint: str
    add_documents: str
    files_reading: str
    file_added: str
    file_duplicate: str
    file_type: str
    file_failed: str
    file_removed: str
    file_back: str
    undo: str
    change_failed: str
    remove: str
    remove_document: str
    refresh: str
    refreshed: str
    search_documents: str
    title: str
    publisher: str
    published: str
    document_language: str
    pages: str
    path: str
    unknown: str
    failures: str
    reason: str
    trust: str
    stays_here: str
    open_to_network: str
    models: str
    language_model: str
    encoder: str
    fingerprint: str
    indexed: str
    indexed_at: str
    threshold: str
    threshold_meaning: str
    threshold_column: str
    false_answers: str
    false_refusals: str
    wrong_of_answered: str
    threshold_at: str
    threshold_default: str
    generous: str
    balanced: str
    strict: str
    as_set: str
    check: str
    check_meaning: str
    check_drop: str
    receipt_holds: str
    receipt_fails_one: str
    receipt_fails_many: str
    claim_holds: str
    claim_fails: str
    receipt_checked: str
    receipt_unhashed: str
    receipt_too_large: str
    receipt_no_text: str
    receipt_no_answer: str
    receipt_newer: str
    threshold_change: str

    report_tab: str
    report: str
    report_of: str
    report_alone: str
    no_report: str
    run_set: str
    set_some: str
    set_shipped: str
    set_rated: str
    run_start: str
    run_stop: str
    run_meaning: str
    run_nothing: str
    run_starting: str
    run_going: str
    run_progress: str
    run_stopped: str
    run_failed: str
    run_finished: str

    shipped_examples: tuple[str, ...]
