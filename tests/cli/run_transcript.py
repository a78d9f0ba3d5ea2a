#!/usr/bin/env python3
"""Runs a transcript of shell commands and compares what they print.

    run_transcript.py [--update] --quoth PROGRAM --examples DIR FILE

FILE is a transcript (.txt) or a Markdown document whose ```console blocks are one, in their order. All commands run
in one temporary directory, where `examples` is the project's folder of that name. Form of a transcript:

    $ quoth load a.nt            a command, run by sh; standard error comes with standard output
    > more of the command        lines that belong to it, for here-documents
    a.nt: 2 quads[..]            what it prints; [..] stands for any text within a line
    ...                          any number of lines
    ? 3                          its exit status, where it is not 0

`quoth serve &` starts a server for the commands that follow, on a port that is free, which they know as 7878; it is
asked to end behind the last command, and has to. Where there is no curl, stand-ins/curl is taken.

Times and rates (0.012 s, 310,000 quads/s) are equal to any others. Lines before the first command, and those that
start with # before one, are comments. --update writes what is printed
now into FILE, for commands whose output differs.
"""
import argparse
import difflib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

TIMEOUT_SECONDS = 120


class Step:
    def __init__(self, line_number, command):
        self.line_number = line_number
        self.command = command
        self.expected = []  # lines
        self.begin = self.end = 0  # of the expected lines in the file


def numbered_lines(path):
    """The lines of a transcript with their index in the file; of Markdown, only those in ```console blocks."""
    inside = not path.endswith(".md")
    with open(path, encoding="utf-8") as file:
        for index, line in enumerate(file.read().split("\n")):
            if path.endswith(".md") and line.startswith("```"):
                inside = line == "```console"
                yield index, None  # ends a step
            elif inside:
                yield index, line


def read_steps(path):
    steps, step = [], None
    for index, line in numbered_lines(path):
        if line is None:
            step = None
        elif line.startswith("$ "):
            step = Step(index + 1, line[2:])
            step.begin = step.end = index + 1
            steps.append(step)
        elif step is None:
            if line.strip() and not line.startswith("#") and steps:
                sys.exit(f"{path}:{index + 1}: output without a command")
        elif (line.startswith("> ") or line == ">") and not step.expected:
            step.command += "\n" + line[2:]
            step.begin = step.end = index + 1
        elif line.startswith("#") and step.expected[-1:] == [""]:
            step = None  # a comment between steps
        else:
            step.expected.append(line)
            step.end = index + 1
    for each in steps:
        while each.expected and not each.expected[-1].strip():
            each.expected.pop()
            each.end -= 1
    return steps


def without_times(line):
    return re.sub(r"(\d[\d,.]*|–) (s|quads/s)\b", r"N \2", line)


def line_pattern(line):
    if line == "...":
        return r"(?:.*\n)*"
    line = without_times(line)
    return ".*".join(re.escape(part) for part in line.split("[..]")) + r"\n"


def matches(expected, actual):
    text = "".join(without_times(line) + "\n" for line in actual)
    return re.fullmatch("".join(map(line_pattern, expected)), text) is not None


class Server:
    """What `quoth serve … &` starts, once it does."""
    SHOWN = "127.0.0.1:7878"

    def __init__(self):
        self.process = None
        self.place = self.SHOWN

    def start(self, command, environment, folder):
        words = command.removesuffix("&") + "--listen 127.0.0.1:0"
        self.process = subprocess.Popen(["sh", "-c", "exec " + words], cwd=folder, env=environment, text=True,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        line = self.process.stdout.readline().rstrip("\n")
        found = re.search(r"127\.0\.0\.1:\d+", line)
        self.place = found[0] if found else self.SHOWN
        return [line.replace(self.place, self.SHOWN)]

    def stop(self):
        """What it had to say, and whether it went as it should."""
        if self.process is None:
            return []
        self.process.send_signal(signal.SIGTERM)
        try:
            said = self.process.communicate(timeout=TIMEOUT_SECONDS)[0].split("\n")
        except subprocess.TimeoutExpired:
            self.process.kill()
            said = ["the server does not end"]
        if self.process.returncode != 0:
            said.append(f"? {self.process.returncode}")
        return [line for line in said if line]


def run(step, environment, folder, server):
    if re.fullmatch(r"quoth serve( .*)? &", step.command):
        return server.start(step.command, environment, folder)
    command = step.command.replace(server.SHOWN, server.place)
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIMEOUT_SECONDS, check=False)
    text = done.stdout.decode("utf-8", "replace").replace("\r\n", "\n").replace(server.place, server.SHOWN)
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    while lines and not lines[-1].strip():
        lines.pop()
    if done.returncode != 0:
        lines.append(f"? {done.returncode}")
    return lines


def update(path, differences):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    for step, actual in reversed(differences):
        lines[step.begin:step.end] = actual
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--quoth", required=True)
    parser.add_argument("--examples", required=True)
    parser.add_argument("file")
    options = parser.parse_args()

    steps = read_steps(options.file)
    if not steps:
        sys.exit(f"{options.file}: no command in it")
    differences = []
    with tempfile.TemporaryDirectory(prefix="quoth-transcript-") as folder:
        os.symlink(os.path.abspath(options.examples), os.path.join(folder, "examples"))
        environment = dict(os.environ, HOME=folder, LC_ALL="C.UTF-8", TERM="dumb",
                           PATH=os.path.dirname(os.path.abspath(options.quoth)) + os.pathsep + os.environ["PATH"])
        if shutil.which("curl") is None:
            environment["PATH"] += os.pathsep + os.path.join(os.path.dirname(os.path.abspath(__file__)), "stand-ins")
        server = Server()
        for name in ("QUOTH_DB", "XDG_STATE_HOME"):
            environment.pop(name, None)
        try:
            for step in steps:
                actual = run(step, environment, folder, server)
                if matches(step.expected, actual):
                    continue
                differences.append((step, actual))
                print(f"{options.file}:{step.line_number}: $ {step.command}")
                print("\n".join(difflib.unified_diff(step.expected, actual, "expected", "actual", lineterm="")) + "\n")
        finally:
            said = server.stop()
        if said:
            print(f"{options.file}: the server: " + "\n".join(said))
            return 1
    if options.update:
        update(options.file, differences)
    print(f"{len(steps)} commands, {len(differences)} differ")
    return 1 if differences and not options.update else 0


if __name__ == "__main__":
    sys.exit(main())
