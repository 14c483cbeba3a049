"""Runs a function of the user's over a file on standard input and prints what it finds as JSON lines.

    processor.py line|file 'module function argument...'

line: function(line, *arguments) for each line, which returns a dict; file: function(text, *arguments) once, which returns
a dict of lists. Values that are no numbers are left out. Python 3.6 or newer, the standard library only.
"""
import importlib
import json
import math
import os
import shlex
import sys
import types


def line_reader(line, names, sep=", ", *_):
    """Gives the names to the values of a line, in order."""
    return dict(zip(names.split(), [float(part) for part in line.strip().split(sep) if part.strip()]))


def file_reader(text, names, sep=", ", *_):
    """As line_reader, for all lines of a text."""
    rows = [line_reader(line, names, sep) for line in text.splitlines() if line.strip()]
    return {name: [row[name] for row in rows if name in row] for name in names.split()}


def module(name):
    """The user's module, or the one that came with the first Neronet."""
    try:
        return importlib.import_module(name)
    except ImportError:
        if name not in ("example", "scripts.example", "neronet.scripts.example"):
            raise
        return types.SimpleNamespace(line_reader=line_reader, file_reader=file_reader)


def number(value):
    try:
        value = float(value)
    except (TypeError, ValueError):
        return None
    return value if math.isfinite(value) else str(value).replace("nan", "NaN").replace("inf", "Infinity")


def show(row):
    numbers = {str(name): number(value) for name, value in row.items()}
    numbers = {name: value for name, value in numbers.items() if value is not None}
    if numbers:
        out.write(json.dumps(numbers) + "\n")


def rows(table):
    """A dict of lists as rows; what is no list stands in the first one."""
    lists = {name: value if isinstance(value, (list, tuple)) or hasattr(value, "tolist") else [value]
             for name, value in table.items()}
    for i in range(max((len(values) for values in lists.values()), default=0)):
        yield {name: values[i] for name, values in lists.items() if i < len(values)}


def checked(data, function):
    if not isinstance(data, dict):
        raise TypeError("%s returned %s, not a dict" % (function, type(data).__name__))
    return data


# What the user's functions print must not come between the lines.
out, sys.stdout = sys.stdout, sys.stderr
kind, words = sys.argv[1:]
sys.path.insert(0, os.getcwd())
name, function, *arguments = shlex.split(words)
reader = getattr(module(name), function)
with open(0, encoding="utf-8", errors="replace") as source:
    if kind == "file":
        for row in rows(checked(reader(source.read(), *arguments), function)):
            show(row)
    else:
        for line in source:
            show(checked(reader(line, *arguments), function))
