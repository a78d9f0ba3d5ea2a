#!/usr/bin/env python3
"""The requests of a W3C manifest of SPARQL Protocol tests, sent to `quoth serve`.

    w3c_protocol_test.py QUOTH MANIFEST

Tests that need updates to be offered are skipped; those that want a bad one refused are run. Ends with
`N passed, N failed, N skipped`.
"""
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

QUOTH, MANIFEST = map(os.path.abspath, sys.argv[1:3])
PATIENCE = 60  # seconds; only a failing test waits so long

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"

FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv",
                "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml"},
}


def unescape(text):
    short = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}

    def character(found):
        return chr(int(found[1] or found[2], 16)) if found[1] or found[2] else short[found[3]]

    return re.sub(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", character, text)


class Graph:
    """Triples by subject and predicate; literals are their texts."""

    def __init__(self, path):
        done = subprocess.run([QUOTH, "convert", path, "--to", "nt"], capture_output=True, text=True, check=True)
        self.objects = {}
        term = r'(?:<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"\S*)'
        for line in done.stdout.splitlines():
            parts = re.fullmatch(rf"{term} {term} {term} \.", line)
            subject, predicate, value = [
                unescape(next(p for p in parts.group(i, i + 1, i + 2) if p is not None)) for i in (1, 4, 7)]
            self.objects.setdefault((subject, predicate), []).append(value)

    def all(self, subject, predicate):
        return self.objects.get((subject, predicate), [])

    def one(self, subject, predicate):
        return next(iter(self.all(subject, predicate)), None)

    def list(self, node):
        while node not in (None, RDF + "nil"):
            yield self.one(node, RDF + "first")
            node = self.one(node, RDF + "rest")


class Request:
    def __init__(self, graph, node):
        self.method = graph.one(node, HT + "methodName")
        self.target = "/sparql" + graph.one(node, HT + "absolutePath").removeprefix("/sparql/")
        self.fields = {graph.one(field, HT + "fieldName"): graph.one(field, HT + "fieldValue")
                       for field in graph.list(graph.one(node, HT + "headers"))}
        self.body = None
        if body := graph.one(node, HT + "body"):
            self.body = graph.one(body, CNT + "chars").encode(graph.one(body, CNT + "characterEncoding"))
        response = graph.one(node, HT + "resp")
        self.statuses = {status[-3] for status in graph.all(response, MF + "expectedStatus")}
        self.format = graph.one(response, MF + "expectedFormat")
        self.boolean = graph.one(response, MF + "expectedBoolean")

    def is_update(self):
        return (self.fields.get("content-type", "").startswith("application/sparql-update")
                or (self.body or b"").startswith(b"update="))

    def send(self, port):
        """What is wrong with the response, or nothing."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.putrequest(self.method, self.target)  # no fields of its own making
        for name, value in self.fields.items():
            connection.putheader(name, value)
        if self.body is not None:
            connection.putheader("Content-Length", str(len(self.body)))
        connection.endheaders(self.body)
        response = connection.getresponse()
        content = response.read().decode()
        connection.close()
        media_type = response.getheader("Content-Type", "").split(";")[0]
        if str(response.status)[0] not in self.statuses:
            return f"status {response.status}: {content}"
        if self.format and media_type not in FORMATS[self.format]:
            return f"{media_type} is not {self.format}"
        if self.boolean and boolean(content, media_type) != self.boolean:
            return f"not {self.boolean}: {content}"
        return None


def boolean(content, media_type):
    if media_type.endswith("json"):
        return str(json.loads(content)["boolean"]).lower()
    return ElementTree.fromstring(content).findtext("{http://www.w3.org/2005/sparql-results#}boolean").strip()


def run(graph, test):
    """What went wrong, nothing, or "skipped"."""
    requests = [Request(graph, node) for node in graph.list(graph.one(graph.one(test, MF + "action"), HT + "requests"))]
    if not requests:
        return "no request"
    if any(request.is_update() and "4" not in request.statuses for request in requests):
        return "skipped"
    with tempfile.TemporaryDirectory(prefix="quoth-protocol-") as folder:
        database = os.path.join(folder, "db")
        empty = os.path.join(folder, "empty.ttl")
        open(empty, "w", encoding="ascii").close()
        load = [QUOTH, "load", "--db", database]
        subprocess.run([*load, empty], check=True, capture_output=True)
        for data in graph.all(test, UT + "graphData"):
            file = os.path.join(os.path.dirname(MANIFEST), os.path.basename(graph.one(data, UT + "graph")))
            subprocess.run([*load, "--source", graph.one(data, LABEL), file], check=True, capture_output=True)
        server = subprocess.Popen([QUOTH, "serve", "--db", database, "--listen", "127.0.0.1:0"],
                                  stdout=subprocess.PIPE, text=True)
        try:
            port = int(re.search(r":(\d+)/", server.stdout.readline())[1])
            return next(filter(None, (request.send(port) for request in requests)), None)
        finally:
            server.terminate()
            server.communicate(timeout=PATIENCE)


def main():
    graph = Graph(MANIFEST)
    manifest = next(subject for subject, predicate in graph.objects if predicate == MF + "entries")
    passed = failed = skipped = 0
    for test in graph.list(graph.one(manifest, MF + "entries")):
        problem = run(graph, test)
        if problem == "skipped":
            skipped += 1
        elif problem:
            failed += 1
            print(f"{test.split('#')[-1]}: {problem}")
        else:
            passed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 0 if passed > 0 and failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
