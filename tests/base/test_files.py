"""Writing whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.files import atomic_write


def test_new_bytes_take_the_place_of_the_old_and_keep_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert atomic_write(path, b"one") == path
    path.chmod(0o604)
    atomic_write(str(path), b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o604
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_link_is_followed_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a"
    target.write_bytes(b"one")
    link = tmp_path / "link"
    link.symlink_to(target)
    assert atomic_write(link, b"two") == target
    assert link.is_symlink()
    assert target.read_bytes() == b"two"


def test_what_must_not_be_replaced_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a"
    atomic_write(path, b"one", replace=False)
    with pytest.raises(FileExistsError):
        atomic_write(path, b"two", replace=False)
    assert path.read_bytes() == b"one"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_a_full_disk_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(GoodOfficesError) as caught:
        atomic_write(path, b"new")
    (finding,) = caught.value.findings
    assert finding.code == "GO906"
    assert os.strerror(errno.ENOSPC) in finding.text
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(GoodOfficesError) as caught:
        atomic_write(tmp_path / "none" / "a", b"x")
    assert caught.value.findings[0].help
