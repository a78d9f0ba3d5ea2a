#!/usr/bin/env python3
"""Statements of politicians, of which each has a speaker and topics: what did A say about B?"""
import collections
import os

from database import BASE, Database, arguments, name, quoted

options = arguments()
database = Database(options.quoth)

said = collections.defaultdict(set)  # by speaker: topic, statement
table = []
with open(os.path.join(options.folder, "train.tsv"), encoding="utf-8", newline="\n") as file:
    for line in file:
        document, _, statement, topics, speaker = line.rstrip("\r\n").split("\t")[:5]
        for topic in filter(None, topics.split(",")):
            if statement.strip() and speaker:
                table.append("\t".join((document, speaker, topic, statement)) + "\n")
                said[speaker].add((topic, statement.strip()))

summary, _ = database.load("--format", "tsv", "--columns", "source,claimant,subject,text", "--set",
                           "predicate=is the topic of", "--base", BASE, "-", text="".join(table))
database.check("rows", summary.split(",  ")[0].split(": ")[1].split(" row")[0].replace(",", ""), str(len(table)))


def text(term):
    return term[1:-1].replace('\\"', '"').replace("\\\\", "\\")


speakers = sorted(said, key=lambda speaker: (-len(said[speaker]), speaker))
for speaker in speakers[:12] + speakers[12::250]:
    rows = database.ask(f"{quoted(speaker)} said (?topic ?does ?what)")
    database.check(f"what did {speaker} say", {(name(row["topic"]), text(row["what"])) for row in rows}, said[speaker])
    topics = collections.Counter(topic for topic, _ in said[speaker])
    for topic, _ in topics.most_common(2):
        rows = database.ask(f"{quoted(speaker)} said ({quoted(topic)} ?does ?what)")
        database.check(f"what did {speaker} say about {topic}", {text(row["what"]) for row in rows},
                       {statement for other, statement in said[speaker] if other == topic})
        rows = database.ask(f"what did {quoted(speaker)} say about {quoted(topic)}?")
        contents = {row["what"].removeprefix("<<( ").removesuffix(" )>>").split(" ", 2)[2] for row in rows}
        database.check(f"the question what {speaker} said about {topic}", set(map(text, contents)),
                       {statement for other, statement in said[speaker] if other == topic})
database.finish()
