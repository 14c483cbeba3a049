"""Reports values, progress and notes of an experiment to Neronet. Outside of Neronet every call does nothing.

Python 3.6 or newer, one file, the standard library only; it never raises into the program. Copy it where you like.
"""
import json
import math
import os
import sys

_MOST = 4000  # bytes of a line: one write of so few is not torn apart
_warned = []


def log(step=None, epoch=None, **values):
    """Adds values, such as log(step=3, loss=0.3); numbers and what float() takes, numpy and torch scalars too."""
    _report(lambda: dict(_numbers(step=step, epoch=epoch), **_numbers(**values)))


def progress(done, total):
    """Says how far the program is: done of total."""
    _report(lambda: {"_type": "progress", "step": int(done), "total": int(total)})


def note(text):
    """Adds a line to what is told of this run."""
    _report(lambda: {"_type": "note", "text": str(text)})


def artifact(path):
    """Names a file that matters."""
    _report(lambda: {"_type": "artifact", "path": os.fspath(path)})


def should_stop():
    """Whether the program was asked to stop: save what is needed and end."""
    return bool(os.environ.get("NERONET_STOP_FILE")) and os.path.exists(os.environ["NERONET_STOP_FILE"])


def params():
    """This run's parameters; empty outside of Neronet."""
    if not os.environ.get("NERONET_PARAMS"):
        return {}
    try:
        with open(os.environ["NERONET_PARAMS"], encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as fault:
        _warn(fault)
        return {}


def _numbers(**values):
    numbers = {name: float(value) for name, value in values.items() if value is not None}
    return {name: _plain(number) for name, number in numbers.items()}


def _plain(number):
    if not math.isfinite(number):
        return str(number).replace("nan", "NaN").replace("inf", "Infinity")
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _report(content):
    if not os.environ.get("NERONET_METRICS"):
        return
    try:
        record = content()
        if not record:
            return
        line = json.dumps(record).encode("ascii") + b"\n"
        if len(line) > _MOST:
            raise ValueError("a line of %d bytes is too long, %d are the most" % (len(line), _MOST))
        file = os.open(_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, line)
        finally:
            os.close(file)
    except Exception as fault:  # whatever it is, the program is worth more
        _warn(fault)


def _path():
    for name in ("RANK", "OMPI_COMM_WORLD_RANK", "PMI_RANK", "SLURM_PROCID"):
        rank = os.environ.get(name, "")
        if rank.isdigit():
            return os.environ["NERONET_METRICS"] + ("." + rank if int(rank) > 0 else "")
    return os.environ["NERONET_METRICS"]


def _warn(fault):
    if not _warned:
        _warned.append(fault)
        try:
            sys.stderr.write("neronet: cannot report (said once): %s\n" % (fault,))
        except Exception:
            pass  # there is nobody left to tell
