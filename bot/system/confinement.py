"""Takes from a process what it no longer needs, for good: files, network, other processes, new threads and new code.

The programs that open what strangers send load everything, call `confine`, and only then read their input. Three
layers hold independently: resource limits; Landlock, where the kernel has it (files, TCP ports, signals); and a filter
of system calls, where libseccomp is installed. What the machine lacks is left out. Run as a program, this confines
itself and prints what is in force.

Every call that the filter does not list fails with EPERM; what a program holds open already goes on working.
"""

import contextlib
import ctypes
import errno
import os
import resource
import struct
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38

_CALLS = (
    *("read", "readv", "pread64", "write", "writev", "close", "fstat", "lseek", "munmap", "mremap", "brk"),
    *("madvise", "futex", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "exit"),
    *("exit_group", "getrandom", "clock_gettime", "clock_getres", "gettimeofday", "time", "nanosleep"),
    *("clock_nanosleep", "poll", "ppoll", "restart_syscall", "sched_yield", "sched_getaffinity", "getpid"),
    *("gettid", "getuid", "geteuid", "getgid", "getegid", "getrusage", "times", "sysinfo", "membarrier"),
    *("rseq", "set_robust_list"),
)
"""System calls of a program that computes, and reads and writes what is open already."""
_FILE_CALLS = (
    *("open", "openat", "openat2", "stat", "lstat", "newfstatat", "statx", "access", "faccessat"),
    *("faccessat2", "readlink", "readlinkat", "getdents64", "getcwd", "mkdir", "mkdirat", "symlink"),
    *("symlinkat",),
)
"""Further ones of a program that opens files for reading, and makes folders and links. Which ones, Landlock decides."""

_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM
_EVERY_THREAD = 4
_EQUAL = 4
_MASKED_EQUAL = 7
_PROT_EXEC = 4

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ_FILE, _READ_FOLDER, _MAKE_FOLDER, _MAKE_LINK = 1 << 2, 1 << 3, 1 << 7, 1 << 12
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many kinds of access to files Landlock knows, from which version on."""


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds in this process, besides resource limits."""

    landlock: int
    """The version of Landlock that is in force; 0 for none."""
    seccomp: bool
    """Whether the filter of system calls is in force."""


class _Compared(ctypes.Structure):
    """libseccomp's `scmp_arg_cmp`: a condition on one argument of a call."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("how", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


_landlock = 0


def hide() -> bool:
    """Keeps other programs of the same user from reading this process's memory and environment, and from tracing it.

    It also writes no core files then. Whether the system could do it.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return _prctl(PR_SET_DUMPABLE, 0)


def close_files(reads: Iterable[Path] = (), makes_links_in: Path | None = None) -> bool:
    """Leaves this thread, and those that it starts from now on, no files but these; by Landlock. Whether it could.

    Files and folders in `reads` can still be read; in the folder `makes_links_in`, folders and links can be made. TCP
    is closed too, and signals reach no process outside, as far as the kernel's version goes.
    """
    global _landlock  # noqa: PLW0603 - it is the state of the process
    _seccomp()  # later it could not be opened
    version = _landlock_version()
    if not version or not _prctl(PR_SET_NO_NEW_PRIVS, 1):
        return False
    rights = (1 << max(count for since, count in _FILE_RIGHTS.items() if since <= version)) - 1
    fields = [rights, *([0b11] if version >= 4 else []), *([0b11] if version >= 6 else [])]
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    ruleset = _call(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    try:
        for path in reads:
            _allow(ruleset, path, _READ_FILE | (_READ_FOLDER if os.path.isdir(path) else 0))  # noqa: PTH112 - it never raises
        if makes_links_in is not None:
            _allow(ruleset, makes_links_in, _READ_FILE | _READ_FOLDER | _MAKE_FOLDER | _MAKE_LINK)
        done = _call(_RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)
    if done:
        _landlock = version
    return done


def confine(*, memory: int, cpu: int, cpu_in_all: int | None = None, opens_files: bool = False) -> InForce:
    """Confines this process for the rest of its life: call it once everything that it needs is loaded.

    `memory` is bytes of address space, `cpu` seconds of processor time. With `cpu_in_all`, `allow_cpu` can move the
    limit up to there. A process that `opens_files` has called `close_files` before; any other can open nothing.
    """
    hide()
    if not opens_files:
        close_files()
    _drop_capabilities()
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu_in_all or cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    filtered = _filter_calls([*_CALLS, *(_FILE_CALLS if opens_files else [])], moves_cpu_limit=cpu_in_all is not None)
    return InForce(_landlock, filtered)


def allow_cpu(seconds: int, in_all: int) -> None:
    """Allows so many more seconds of processor time from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, in_all))


def _prctl(option: int, value: int) -> bool:
    if sys.platform != "linux":
        return False
    call = ctypes.CDLL(None, use_errno=True).prctl
    call.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
    return bool(call(option, value, 0, 0, 0) == 0)


def _call(number: int, *arguments: int | bytes | None) -> int:
    """A system call that the C library has no name for."""
    call = ctypes.CDLL(None, use_errno=True).syscall
    call.restype = ctypes.c_long
    sent = [ctypes.c_long(one) if isinstance(one, int) else ctypes.c_char_p(one) for one in arguments]
    return int(call(ctypes.c_long(number), *sent))


def _landlock_version() -> int:
    return max(0, _call(_CREATE_RULESET, None, 0, 1)) if sys.platform == "linux" else 0


def _allow(ruleset: int, path: Path, rights: int) -> None:
    """Excepts a file or folder from what Landlock forbids; a path that is not there needs no exception."""
    with contextlib.suppress(OSError):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            _call(_ADD_RULE, ruleset, 1, struct.pack("=Qi", rights, place), 0)
        finally:
            os.close(place)


def _drop_capabilities() -> None:
    """Takes what root could do beyond other users. Who has no capabilities has nothing to lose."""
    if sys.platform == "linux":
        capset = ctypes.CDLL(None, use_errno=True).capset
        capset(struct.pack("=Ii", 0x20080522, 0), bytes(24))


@cache
def _seccomp() -> ctypes.CDLL | None:
    """The library that makes filters of system calls, where it is installed."""
    with contextlib.suppress(OSError):
        return ctypes.CDLL("libseccomp.so.2")
    return None


def _filter_calls(names: Sequence[str], *, moves_cpu_limit: bool) -> bool:
    """Refuses every system call but these, in all threads. Whether it could; else nothing has changed."""
    library = _seccomp()
    if library is None:
        _close_descriptors(opens_files="openat" in names)
        return False
    library.seccomp_init.restype = ctypes.c_void_p
    rule = library.seccomp_rule_add_array
    rule.argtypes = (ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.POINTER(_Compared))
    filtering = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(_REFUSE)))

    def allow(name: str, *conditions: _Compared) -> bool:
        number = library.seccomp_syscall_resolve_name(name.encode())
        # Below nought: this processor has no such call.
        refused = number >= 0 and rule(filtering, _ALLOW, number, len(conditions), (_Compared * 3)(*conditions))
        return not refused

    try:
        done = library.seccomp_attr_set(filtering, _EVERY_THREAD, 1) == 0 and all(map(allow, names))
        # No memory becomes code, and the only process to be ended is this one (`abort`).
        done &= all(allow(name, _Compared(2, _MASKED_EQUAL, _PROT_EXEC, 0)) for name in ("mmap", "mprotect"))
        done &= allow("tgkill", _Compared(0, _EQUAL, os.getpid()))
        if moves_cpu_limit:
            done &= allow("prlimit64", _Compared(0, _EQUAL, 0), _Compared(1, _EQUAL, resource.RLIMIT_CPU))
        # The last act that needs calls which the filter refuses.
        _close_descriptors(opens_files="openat" in names)
        return bool(done and library.seccomp_load(filtering) == 0)
    finally:
        library.seccomp_release(filtering)


def _close_descriptors(*, opens_files: bool) -> None:
    """Leaves no number for another file, socket or pipe; where files are opened, few."""
    most = 64 if opens_files else 0
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def main() -> None:
    """Confines this process and prints what is in force: Landlock's version, and 1 or 0 for the filter."""
    in_force = confine(memory=1 << 30, cpu=5)
    sys.stdout.buffer.write(f"{in_force.landlock} {int(in_force.seccomp)}\n".encode())
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
