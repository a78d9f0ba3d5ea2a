#!/usr/bin/env python3
"""A load that replaces a source and is killed at any moment leaves the source as it was, or as it should be."""
import os
import signal
import subprocess
import time

from database import BASE, Database, arguments

SOURCE = "https://example.org/log"
KILLS = 10


def write_table(path, first, end):
    """Enough rows for files that are moved in, rather than one record."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("subject\tpredicate\tobject\tdate\n")
        for i in range(first, end):
            file.write(f"actor {i % 997}\tdid thing {i % 31} to\tactor {i * 7 % 1009}\t"
                       f"{1900 + i // 1000}-{i % 12 + 1:02}-{i % 28 + 1:02}\n")


database = Database(arguments().quoth)
before, after = (os.path.join(database.folder, name) for name in ("before.tsv", "after.tsv"))
write_table(before, 0, 100_000)
write_table(after, 90_000, 180_000)
replace = ["load", "--replace", "--source", SOURCE, "--base", BASE]


def quads():
    lines = database.run("stats").splitlines()
    return next(line.split()[1] for line in lines if line.startswith("quads"))


database.run(*replace, before)
before_quads, before_dump = quads(), sorted(database.run("dump", "--format", "nq").splitlines())
started = time.monotonic()
database.run(*replace, after)
seconds = time.monotonic() - started
after_quads = quads()
database.run(*replace, before)
database.check("as before, once replaced back", quads(), before_quads)

seen = {before_quads: 0, after_quads: 0}
for number in range(KILLS):
    loading = subprocess.Popen([database.quoth, *replace, after], stdout=subprocess.DEVNULL,
                               env=dict(os.environ, QUOTH_DB=database.path))
    time.sleep(1.2 * seconds * (number + 1) / KILLS)
    loading.send_signal(signal.SIGKILL)
    loading.wait()
    now = quads()
    database.check(f"before or after, once killed ({number + 1})", now in seen, True)
    seen[now] = seen.get(now, 0) + 1
    if now != before_quads:
        database.run(*replace, before)

print(f"killed {KILLS} times: {seen[before_quads]} times as before, {seen[after_quads]} times as after")
database.run(*replace, before)
database.check("all as before", sorted(database.run("dump", "--format", "nq").splitlines()) == before_dump, True)
database.finish()
