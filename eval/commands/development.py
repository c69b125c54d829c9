"""All that is learned from: the development data and the project's own sets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from eval.check import problems
from eval.commands.options import HARD, MORE, OWN_SET, SHIPPED, TRAIN
from eval.errors import DataError
from eval.folder import read_folder
from eval.lessons import Lesson, hard_lesson, invented_lesson, own_lesson, squad_lessons
from eval.sets import read_set
from eval.squad import Paragraph, read_squad_files
from index.types import Document


@dataclass(frozen=True, slots=True)
class Development:
    """The lessons, and the paragraphs of the data: those of a file and of its translation, and the other way round."""

    lessons: Sequence[Lesson]
    both: Sequence[Sequence[Sequence[Paragraph]]]


def read_development(
    squad: Path, translation: Path, *, sample: int, seed: int, max_bytes: int, failed: Callable[[str, str], None]
) -> Development:
    """Read the SQuAD-format data and the project's own sets and documents.

    `sample` and `seed` are as in `squad_lessons`; `failed` is told of documents that cannot be read, and why. Raises
    DataError.
    """
    chance = Random(seed)
    both = [read_squad_files(files) for files in ((squad, translation), (translation, squad))]
    paragraphs = [paragraph.document for file in both[0] for paragraph in file]
    hard = read_set(HARD)
    if trouble := next(problems(hard, {document.path: document for document in paragraphs}), None):
        raise DataError(f"{HARD.name} is about other paragraphs than those of {squad} and {translation}: {trouble}")

    def documents(folder: Path) -> list[Document]:
        return list(read_folder(folder, max_bytes=max_bytes, failed=failed).values())

    lessons = [lesson for files in both for lesson in squad_lessons(files, sample=sample, seed=seed, chance=chance)]
    lessons += [
        hard_lesson(hard, paragraphs),
        own_lesson((*read_set(OWN_SET), *read_set(MORE)), documents(SHIPPED), chance),
        invented_lesson(read_set(TRAIN), documents(TRAIN.with_suffix(""))),
    ]
    return Development(lessons, both)
