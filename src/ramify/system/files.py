"""Opens files. Every write is atomic, explains an error, and never follows a symbolic link.

A run's folder may come from a stranger, and a symbolic link in it may point anywhere. A link with the
name of a file is replaced. A link with the name of a folder or a lock is refused.
"""

import errno
import fcntl
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from ramify.system.interrupts import hold

DRAFT = re.compile(r"\.ramify-[0-9a-f]{16}\.part")
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_NO_WAITING = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK  # opening a FIFO returns at once

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EFBIG: "the file would be larger than the system allows",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.ELOOP: "it is a symbolic link, and ramify does not write through links",
    errno.ENOENT: "its folder does not exist",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EIO: "the disk reports an error",
}
REMEDIES = {
    errno.ENOSPC: "Free some space",
    errno.EDQUOT: "Free some space",
    errno.EROFS: "Make it writable or choose another folder",
    errno.EACCES: "Make it writable or choose another folder",
    errno.EPERM: "Make it writable or choose another folder",
    errno.ELOOP: "Remove the link",
}


class RunError(RuntimeError):
    """A run cannot be started, read or continued. The message says what to do."""


class WriteError(RunError, OSError):
    """A file cannot be written. The message says why, and what was kept."""


@contextmanager
def write_atomically(
    path: Path, *, within: Path | None = None, then: str = "try again"
) -> Iterator[BinaryIO]:
    """Yields a file that gets its name when it is complete. After an error it is removed.

    Args:
      path: the file's path. A symbolic link with this name is replaced; its target stays as it is.
      within: a folder above the file. Folders below it are created, and must not be links.
      then: what the user can do once the reason of an error is gone, for messages.

    Raises:
      WriteError: the file cannot be written. An earlier file with this name is unchanged.
    """
    try:
        with hold(), ExitStack() as stack:
            folder = _open_folder(path.parent, within, stack)
            _remove_abandoned(folder)
            draft, file = _create_draft(folder)
            try:
                with file:
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                    os.replace(draft, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            except BaseException:
                with suppress(FileNotFoundError):
                    os.unlink(draft, dir_fd=folder)
                raise
            with suppress(OSError):  # some file systems cannot
                os.fsync(folder)
    except WriteError:
        raise
    except OSError as error:
        safe = "The earlier file is unchanged." if _is_there(path) else "No file was left there."
        raise refusal(path, error, safe, then) from None


def refusal(path: Path, error: OSError, safe: str, then: str = "try again") -> WriteError:
    """Returns the error that says why a path cannot be written, what is safe, and what to do."""
    number = error.errno or 0
    why = REASONS.get(number) or error.strerror or str(error)
    remedy = REMEDIES.get(number, "Solve this")
    return WriteError(f"{path} cannot be written: {why}. {safe} {remedy}, then {then}.")


def make_folder(path: Path, *, within: Path | None = None) -> None:
    """Creates a folder and those above it. An existing folder is left as it is.

    Args:
      path: the folder.
      within: a folder above it. No folder between the two may be a link.

    Raises:
      WriteError: the folder cannot be created, or a file has its name.
    """
    try:
        if within is None:
            path.mkdir(parents=True, exist_ok=True)
        else:
            with ExitStack() as stack:
                _open_folder(path, within, stack)
    except FileExistsError:
        raise WriteError(f"{path} is a file, not a folder: choose another name.") from None
    except WriteError:
        raise
    except OSError as error:
        raise refusal(path, error, "Nothing was created.") from None


def make_new_folder(path: Path) -> bool:
    """Creates a folder. Returns False if a file or a folder has its name.

    Raises:
      WriteError: the folder cannot be created.
    """
    try:
        path.mkdir()
    except FileExistsError:
        return False
    except OSError as error:
        raise refusal(path, error, "Nothing was created.") from None
    return True


def private_folder(name: str) -> Path:
    """Returns a folder in the system's temporary folder that only this user can write to.

    It is the same one in every process of the user, unless somebody else has taken its name.
    """
    folder = Path(tempfile.gettempdir()) / f"{name}-{os.getuid()}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022:
        return folder
    return Path(tempfile.mkdtemp(prefix=f"{name}-"))


def open_appending(path: Path) -> int:
    """Returns a descriptor that appends to a file. A link is refused.

    Raises:
      WriteError: the file cannot be opened.
    """
    try:
        return os.open(path, os.O_WRONLY | os.O_APPEND | _NO_WAITING)
    except OSError as error:
        raise refusal(path, error, "It is unchanged.") from None


def open_lock(path: Path) -> FileIO:
    """Opens a lock file, and creates it if it is missing. Its content is never changed.

    Raises:
      WriteError: the file cannot be created, or its name belongs to something other than a file.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_WAITING, 0o666)
    except OSError as error:
        raise refusal(path, error, "Nothing was changed.") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise WriteError(f"{path} is not a regular file: remove it, then try again.")
    return FileIO(descriptor, "r+")


def is_locked(path: Path) -> bool:
    """Returns True if a process holds this lock file. It writes nothing."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_WAITING)
    except OSError:
        return False  # it is missing, or `open_lock` would refuse it
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


def open_regular(path: Path) -> BinaryIO:
    """Opens a regular file for reading. Anything else is refused, since a FIFO would block forever.

    Raises:
      OSError: the file is missing, or not a regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is not a regular file")
    return os.fdopen(descriptor, "rb")


def _open_folder(path: Path, within: Path | None, stack: ExitStack) -> int:
    """Opens a folder and returns its descriptor. Links below `within` are not followed."""

    def opened(name: Path | str, flags: int, above: int | None) -> int:
        descriptor = os.open(name, flags, dir_fd=above)
        stack.callback(os.close, descriptor)
        return descriptor

    if within is None:
        return opened(path, _FOLDER, None)
    folder, shown = opened(within, _FOLDER, None), within
    for name in path.relative_to(within).parts:
        shown = shown / name
        with suppress(FileExistsError):
            os.mkdir(name, dir_fd=folder)
        try:
            folder = opened(name, _FOLDER | os.O_NOFOLLOW, folder)
        except OSError as error:
            if error.errno not in (errno.ELOOP, errno.ENOTDIR):
                raise
            raise WriteError(
                f"{shown} is a symbolic link or a file, not a folder, and ramify does not write "
                "through links. Nothing was written: remove it, then try again."
            ) from None
    return folder


def _create_draft(folder: int) -> tuple[str, BinaryIO]:
    """Creates a file with an unpredictable name, locked so that no process removes it as abandoned."""
    while True:
        name = f".ramify-{os.urandom(8).hex()}.part"
        file = os.fdopen(os.open(name, _NEW, 0o666, dir_fd=folder), "w+b")
        with suppress(OSError):  # a file system without locks: drafts there are never removed
            fcntl.flock(file, fcntl.LOCK_SH)
        if os.fstat(file.fileno()).st_nlink:
            return name, file
        file.close()  # another process removed it before the lock was there


def _remove_abandoned(folder: int) -> None:
    """Removes the drafts of processes that were killed: no process holds their locks."""
    for name in filter(DRAFT.fullmatch, os.listdir(folder)):
        with suppress(OSError):
            descriptor = os.open(name, os.O_RDWR | _NO_WAITING, dir_fd=folder)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(name, dir_fd=folder)
            finally:
                os.close(descriptor)


def _is_there(path: Path) -> bool:
    with suppress(OSError):
        return os.path.lexists(path)
    return False
