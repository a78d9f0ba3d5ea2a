"""A database of the command, filled and asked by tests, and the arguments that they take."""
import argparse
import atexit
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from urllib.parse import unquote

BASE = "https://example.org/name#"


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quoth", required=True)
    parser.add_argument("--folder", help="of the data set")
    parser.add_argument("--seconds", type=float, default=0, help="of CPU time that a load may take; 0: any")
    return parser.parse_args()


def name(term):
    """The name that an IRI below BASE was made for; any other term as it is written."""
    if term.startswith(f"<{BASE}"):
        return unquote(term[len(BASE) + 1:-1].replace("_", " "))
    return term


def date(term):
    return term.split('"')[1] if term else ""


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


class Database:
    def __init__(self, quoth):
        self.quoth = quoth
        self.folder = tempfile.mkdtemp(prefix="quoth-dataset-")
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        self.path = os.path.join(self.folder, "db")
        self.failures = 0

    def run(self, *words, text=None):
        done = subprocess.run([self.quoth, *words], input=text, capture_output=True, encoding="utf-8", check=False,
                              env=dict(os.environ, QUOTH_DB=self.path, LC_ALL="C.UTF-8"))
        if done.returncode != 0:
            sys.exit(f"{' '.join(words)}: exit status {done.returncode}\n{done.stderr}")
        return done.stdout

    def load(self, *words, text=None):
        """What the command says, and the CPU seconds that it took."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = self.run("load", *words, text=text)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return said, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def ask(self, statement, *options):
        """The rows of an answer, each the terms of its columns by name."""
        lines = self.run("ask", "--format", "tsv", *options, statement).split("\n")
        columns = [column.lstrip("?") for column in lines[0].split("\t")]
        return [dict(zip(columns, line.split("\t"))) for line in lines[1:] if line]

    def check(self, what, found, expected):
        if found == expected:
            return
        self.failures += 1
        if isinstance(found, (set, list)) and isinstance(expected, (set, list)):
            found, expected = set(found) - set(expected), set(expected) - set(found)
            print(f"{what}: should not be there: {sorted(found)[:5]}; is missing: {sorted(expected)[:5]}")
        else:
            print(f"{what}: {found!r}, but the file says {expected!r}")

    def finish(self):
        print("nothing differs" if self.failures == 0 else f"{self.failures} differ")
        sys.exit(1 if self.failures else 0)
