#!/usr/bin/env python3
"""memory_test.py QUOTH load|convert: peak memory of the command stays within its bounds, whatever the size.

The files are made here, in a temporary folder. Every term of those to load is another one.
"""
import os
import subprocess
import sys
import tempfile

MIB = 1 << 20
MEMORY = 32  # MiB, of --memory


def peak(command, **options):
    """Runs a command; its peak resident memory in MiB."""
    process = subprocess.Popen(command, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command}: exit status {process.returncode}")
    return usage.ru_maxrss / 1024


def write_distinct(path, size):
    """N-Quads with no term twice; every fourth object a triple term."""
    with open(path, "w", encoding="ascii") as out:
        number = written = 0
        while written < size:
            lines = []
            for i in range(number, number + 1000):
                subject = f"<http://example.org/subject/{i}>"
                if i % 4 == 0:
                    thing = f"<<( <http://example.org/a/{i}> <http://example.org/b/{i}> \"object number {i}\" )>>"
                else:
                    thing = f"\"a text of some words, number {i}\"@en"
                lines.append(f"{subject} <http://example.org/p/{i}> {thing} <http://example.org/g/{i}> .\n")
            text = "".join(lines)
            out.write(text)
            written += len(text)
            number += 1000
    return number


def write_triples(path, size):
    """N-Triples with subjects of a few triples each: IRIs, blank nodes, literals, triple terms."""
    with open(path, "w", encoding="ascii") as out:
        number = written = 0
        while written < size:
            lines = []
            for i in range(number, number + 1000):
                subject = f"_:b{i}" if i % 3 == 0 else f"<http://example.org/subject/{i}>"
                lines.append(f"{subject} <http://example.org/name> \"subject \\\"{i}\\\"\"@en .\n"
                             f"{subject} <http://example.org/knows> _:b{i * 7919 % (i + 1)} .\n"
                             f"{subject} <http://example.org/says> <<( <http://example.org/s/{i}> "
                             f"<http://example.org/p> \"{i}\" )>> .\n")
            text = "".join(lines)
            out.write(text)
            written += len(text)
            number += 1000


def check(what, used, bound):
    print(f"{what}: {used:.0f} MiB of {bound}", flush=True)
    return used < bound


def load(quoth, folder):
    path = os.path.join(folder, "distinct.nq")
    quads = write_distinct(path, 10 * MEMORY * MIB)
    database = os.path.join(folder, "db")
    used = peak([quoth, "--db", database, "load", "--memory", f"{MEMORY}M", path])
    dump = subprocess.run([quoth, "--db", database, "stats"], check=True, capture_output=True, text=True).stdout
    if f"{quads:,}" not in dump:
        sys.exit(f"stats do not say that there are {quads:,} quads:\n{dump}")
    return check(f"load of {quads:,} quads of distinct terms", used, MEMORY + 256)


def convert(quoth, folder):
    triples = os.path.join(folder, "a.nt")
    turtle = os.path.join(folder, "a.ttl")
    write_triples(triples, 200 * MIB)
    good = True
    for source, to, target in [(triples, "ttl", turtle), (triples, "nq", os.devnull), (turtle, "nt", os.devnull)]:
        with open(target, "wb") as out:
            used = peak([quoth, "convert", source, "--to", to], stdout=out)
        good &= check(f"convert of {os.path.basename(source)} to {to}", used, 64)
    return good


def main():
    quoth, what = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="quoth-memory-") as folder:
        good = load(quoth, folder) if what == "load" else convert(quoth, folder)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
