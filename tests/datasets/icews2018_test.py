#!/usr/bin/env python3
"""Events of ICEWS with their sources: a story is the source, a sentence the place in it, and a publisher stands behind
the story. How many sources say something, and what rests on one publisher alone."""
import collections
import os

from database import BASE, Database, arguments, date, name, quoted

COLUMNS = "-,date,subject,-,-,predicate,-,-,object,-,-,source,position,publisher,-,-,-,-,-,-"
options = arguments()
database = Database(options.quoth)
path = os.path.join(options.folder, "events.2018.sample.tab")

events = set()  # subject, relation, object, day, story, sentence
publisher_of = {}
with open(path, encoding="utf-8", newline="\n") as file:
    next(file)
    for line in file:
        field = line.rstrip("\n").split("\t")
        events.add((field[2], field[5], field[8], field[1], field[11], field[12]))
        publisher_of.setdefault(field[11], set()).add(field[13])

database.load("--columns", COLUMNS, "--header", "--base", BASE, path)

by_event = collections.defaultdict(set)
for subject, relation, target, day, story, sentence in events:
    by_event[subject, relation, target].add((day, story, sentence))

# Which sources say that …, a row for each mention.
often = sorted(by_event, key=lambda key: (-len(by_event[key]), key))
for event in often[:25] + sorted(by_event)[::200]:
    subject, relation, target = map(quoted, event)
    found = [(date(row["said"]), name(row["story"])) for row in database.ask(f"{subject} {relation} {target} from ?story")]
    database.check(f"mentions of {event}", sorted(found),
                   sorted((day, story) for day, story, _ in by_event[event]))
    database.check(f"sources of {event}", len({story for _, story in found}),
                   len({story for _, story, _ in by_event[event]}))

# The publishers stand in the background, where a story has as many as the file gives it.
found = collections.defaultdict(set)
for row in database.ask("?story dcterms:publisher ?publisher", "--prefix", "dcterms=http://purl.org/dc/terms/"):
    found[name(row["story"])].add(name(row["publisher"]))
database.check("publishers", dict(found), publisher_of)

# Claims that rest on one publisher: many stories of it are one origin.
relations = sorted({relation for _, relation, _ in by_event})
alone = set()
for relation in relations:
    publishers = collections.defaultdict(set)
    for row in database.ask(f"?who {quoted(relation)} ?whom"):
        publishers[name(row["who"]), relation, name(row["whom"])] |= found[name(row["source"])]
    alone |= {event for event, those in publishers.items() if len(those) == 1}
database.check("claims of one publisher", alone,
               {event for event, mentions in by_event.items()
                if len(set().union(*(publisher_of[story] for _, story, _ in mentions))) == 1})
database.finish()
