#!/usr/bin/env python3
"""Events of ICEWS14: who did what to whom on which day. Loaded by the road of tables, asked by relation, actor, month."""
import collections
import glob
import os

from database import BASE, Database, arguments, date, name, quoted

SOURCE = "https://example.org/icews"
options = arguments()
database = Database(options.quoth)
files = sorted(glob.glob(os.path.join(options.folder, "*.tsv")))

rows, lines = set(), 0
for path in files:
    with open(path, encoding="utf-8", newline="\n") as file:
        next(file)
        for line in file:
            rows.add(tuple(line.rstrip("\n").split("\t")))
            lines += 1

columns = ["--columns", "subject,predicate,object,date", "--header", "--source", SOURCE, "--base", BASE]
said, seconds = database.load(*columns, *files)
loaded = sum(int(line.split(": ")[1].split(" row")[0].replace(",", "")) for line in said.splitlines())
database.check("rows", loaded, lines)
print(f"{lines} events loaded in {seconds:.2f} s of CPU time")
if options.seconds and seconds > options.seconds:
    database.check("CPU seconds at most", seconds, options.seconds)
said, _ = database.load(*columns, *files)
database.check("new when loaded again", [line.split(", ")[2] for line in said.splitlines() if " 0 new" not in line], [])

by_relation = collections.defaultdict(set)
by_actor = collections.defaultdict(set)
by_both = collections.defaultdict(set)
for subject, relation, target, day in rows:
    by_relation[relation].add((subject, target, day))
    by_actor[subject].add((relation, target, day))
    by_both[relation, target].add((subject, day))


def most(counts, number):
    return sorted(counts, key=lambda key: (-len(counts[key]), key))[:number]


for relation, target in most(by_both, 25) + sorted(by_both)[::4000]:
    found = [(name(row["who"]), date(row["said"])) for row in database.ask(f"who {quoted(relation)} {quoted(target)}?")]
    database.check(f"who {relation} {target}", sorted(found), sorted(by_both[relation, target]))

# How many a relation has, and how many of them in which month.
for relation in most(by_relation, 12) + sorted(by_relation)[::25]:
    found = [(name(row["who"]), name(row["whom"]), date(row["said"]))
             for row in database.ask(f"?who {quoted(relation)} ?whom")]
    database.check(relation, sorted(found), sorted(by_relation[relation]))
    months = collections.Counter(day[:7] for _, _, day in found)
    database.check(f"months of {relation}", months, collections.Counter(day[:7] for _, _, day in by_relation[relation]))

for actor in most(by_actor, 10) + sorted(by_actor)[::700]:
    found = [(name(row["does"]), name(row["what"]), date(row["said"]))
             for row in database.ask(f"{quoted(actor)} ?does ?what")]
    database.check(actor, sorted(found), sorted(by_actor[actor]))

# A relation by other words, once the background says so.
with open(os.path.join(database.folder, "words.ttl"), "w", encoding="utf-8") as file:
    file.write(f"""PREFIX n: <{BASE}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
n:Make_an_appeal_or_request skos:altLabel "make an appeal or request to" .
""")
database.load(os.path.join(database.folder, "words.ttl"))
for target in ("China", "Citizen (Nigeria)"):
    found = [(name(row["who"]), date(row["said"]))
             for row in database.ask(f"who made an appeal or request to {quoted(target)}?")]
    database.check(f"who made an appeal or request to {target}", sorted(found),
                   sorted(by_both["Make an appeal or request", target]))
database.finish()
