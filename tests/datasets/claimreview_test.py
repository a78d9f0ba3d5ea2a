#!/usr/bin/env python3
"""Reviews of fact-checkers, in CSV with fields over several lines: the same rows as another reader of CSV finds."""
import collections
import csv
import glob
import os
import re

from database import BASE, Database, arguments, name

COLUMNS = "-,-,-,-,subject,date,-,-,source,text,-,-,-,-,-"
options = arguments()
database = Database(options.quoth)
expected = collections.Counter()
for path in sorted(glob.glob(os.path.join(options.folder, "*.csv"))):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    good = [row for row in rows
            if row["creativeWork_author_name"].strip() and row["claimReview_claimReviewed"].strip()
            and row["claimReview_url"].strip()
            and re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row["creativeWork_datePublished"].strip())]
    expected.update({(" ".join(row["creativeWork_author_name"].split()), row["claimReview_claimReviewed"].strip())
                     for row in good})
    summary, _ = database.load("--lenient", "--header", "--columns", COLUMNS, "--set", "predicate=said", "--base",
                               BASE, path)
    loaded = int(summary.split(path + ": ")[1].split(" row")[0].replace(",", ""))
    skipped = int((re.search(r"([\d,]+) bad rows? skipped", summary) or [0, "0"])[1].replace(",", ""))
    database.check(os.path.basename(path), (loaded, skipped), (len(good), len(rows) - len(good)))


def text(term):
    """The lexical form of a plain literal in TSV."""
    escapes = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(.)", lambda match: escapes.get(match[1], match[1]), term[1:-1])


found = {(name(row["who"]), text(row["what"])) for row in database.ask("?who said ?what")}
database.check("who said what", found, set(expected))
database.finish()
