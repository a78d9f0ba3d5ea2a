#!/usr/bin/env python3
"""Runs `quoth serve` on a database, as a process among others: its output, its signals, a writer beside it.

    serve_test.py QUOTH EXAMPLES
"""
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

QUOTH, EXAMPLES = map(os.path.abspath, sys.argv[1:3])
PATIENCE = 60  # seconds; only a failing test waits so long
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
# So many rows that nobody waits for them.
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
# The same without a row for as long.
SILENT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


def run(*arguments):
    return subprocess.run([QUOTH, *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False)


class Server:
    def __init__(self, database, *options):
        self.process = subprocess.Popen([QUOTH, "serve", "--db", database, "--listen", "127.0.0.1:0", *options],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.line = self.process.stdout.readline()
        found = re.fullmatch(r"(.*) is served at (http://127\.0\.0\.1:(\d+)/sparql)\n", self.line)
        if not found:
            raise AssertionError(f"{self.line!r} {self.process.stderr.read()!r}")
        self.url, self.port = found[2], int(found[3])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def connect(self, query, **parameters):
        """A connection on which the query was sent."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", "/sparql?" + urllib.parse.urlencode({"query": query, **parameters}))
        return connection

    def ask(self, query, accept="application/sparql-results+json", **parameters):
        url = self.url + "?" + urllib.parse.urlencode({"query": query, **parameters})
        request = urllib.request.Request(url, headers={"Accept": accept})
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return response.read().decode()

    def count(self):
        return int(json.loads(self.ask(COUNT))["results"]["bindings"][0]["n"]["value"])

    def status(self, query, **parameters):
        try:
            self.ask(query, **parameters)
            return 200
        except urllib.error.HTTPError as error:
            error.read()
            return error.code

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


class ServeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="quoth-serve-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.database = os.path.join(self.folder, "db")
        self.load(os.path.join(EXAMPLES, "ukraine-2014.trig"))

    def load(self, *arguments):
        done = run("load", "--db", self.database, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def test_queries_are_answered_in_each_form(self):
        with Server(self.database) as server:
            self.assertEqual(json.loads(server.ask("ASK { ?s ?p ?o }"))["boolean"], True)
            self.assertGreater(server.count(), 0)
            self.assertIn("\r\n", server.ask("SELECT * { ?s ?p ?o } LIMIT 1", accept="text/csv"))
            triples = server.ask("CONSTRUCT { ?s a <http://e/Thing> } { ?s ?p ?o }", accept="application/n-triples")
            self.assertRegex(triples, r"(?m)^\S+ <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/Thing> \.$")

    def test_prefixes_of_the_database_are_known(self):
        with Server(self.database) as server:
            self.assertEqual(json.loads(server.ask("ASK { GRAPH ?g { ?s ?p :Obama } }"))["boolean"], True)

    def test_what_is_wrong_with_a_query_is_told(self):
        with Server(self.database) as server:
            with self.assertRaises(urllib.error.HTTPError) as caught:
                server.ask("SELECT * { ?s ?p }")
            self.assertEqual(caught.exception.code, 400)
            self.assertTrue(caught.exception.read().decode().startswith("query:1:18: "))

    def test_a_signal_ends_it_whatever_it_does(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number=number), Server(self.database, "--threads", "3") as server:
                replies = []
                silent = threading.Thread(target=lambda: replies.append(server.status(SILENT)))
                silent.start()
                streaming = server.connect(ENDLESS)
                response = streaming.getresponse()
                self.assertEqual(response.status, 200)
                self.assertTrue(response.read(1000))
                idle = server.connect("ASK {}")
                idle.getresponse().read()
                time.sleep(0.2)
                self.assertEqual(server.stop(number), (0, "", ""))
                silent.join()
                self.assertEqual(replies, [503])
                with self.assertRaises((http.client.IncompleteRead, ConnectionError)):
                    response.read()
                for each in (streaming, idle):
                    each.close()

    def test_what_another_process_loads_is_seen(self):
        with Server(self.database) as server:
            before = server.count()
            for i in range(3):
                self.load(self.write(f"{i}.ttl", f"<http://e/s{i}> <http://e/p> 1, 2, 3 ."))
                self.assertEqual(server.count(), before + 3 * (i + 1))

    def test_a_query_keeps_its_state_while_another_process_loads(self):
        lines = "".join(f"<http://e/s{i}> <http://e/p> {i} .\n" for i in range(20000))
        self.load(self.write("many.ttl", lines))
        with Server(self.database) as server:
            before = server.count()
            # Larger than what waits in sockets.
            query = "SELECT ?s ?o ?t { ?s <http://e/p> ?o . VALUES ?t { 1 2 3 4 5 6 7 8 9 10 } }"
            connection = server.connect(query, format="csv")
            response = connection.getresponse()
            begin = response.read(1000)
            self.load(self.write("more.ttl", "<http://e/new> <http://e/p> 1 ."))
            self.assertEqual(server.count(), before + 1)
            self.assertEqual((begin + response.read()).count(b"\n"), 200001)
            connection.close()

    def test_many_clients_beside_a_writer(self):
        with Server(self.database, "--threads", "4") as server:
            wrong, done = [], threading.Event()

            def client():
                last = 0
                while not done.is_set():
                    try:
                        count = server.count()
                    except OSError as error:
                        wrong.append(str(error))
                        return
                    if count < last:
                        wrong.append(f"{count} after {last}")
                    last = count

            clients = [threading.Thread(target=client) for _ in range(8)]
            for each in clients:
                each.start()
            for i in range(5):
                self.load(self.write(f"{i}.ttl", f"<http://e/s{i}> <http://e/p> 1, 2, 3 ."))
            done.set()
            for each in clients:
                each.join()
            self.assertEqual(wrong, [])

    def test_budgets_are_kept(self):
        with Server(self.database, "--timeout", "500ms") as server:
            self.assertEqual(server.status(SILENT), 504)
        with Server(self.database, "--memory", "200K") as server:
            self.assertEqual(server.status("SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f }"), 503)
            self.assertEqual(server.status("ASK {}"), 200)

    def test_a_query_goes_with_its_client(self):
        with Server(self.database, "--threads", "1") as server:
            for _ in range(3):
                connection = server.connect(SILENT)
                time.sleep(0.2)
                connection.close()
            self.assertEqual(server.status("ASK {}"), 200)

    def test_the_union_of_graphs_may_be_the_default_graph(self):
        self.load("--source", "https://example.org/g", self.write("g.ttl", "<http://e/a> <http://e/p> 1 ."))
        with Server(self.database) as apart, Server(self.database, "--union-default-graph") as together:
            query = "ASK { <http://e/a> ?p ?o }"
            self.assertEqual(json.loads(apart.ask(query))["boolean"], False)
            self.assertEqual(json.loads(together.ask(query))["boolean"], True)
            graph = {"default-graph-uri": "https://example.org/g"}
            self.assertEqual(json.loads(apart.ask(query, **graph))["boolean"], True)

    def test_services_are_asked_only_if_that_is_allowed(self):
        with Server(self.database) as other, Server(self.database, "--allow-service") as asking:
            service = f"SELECT * {{ SERVICE <{other.url}> {{ {COUNT} }} }}"
            number = json.loads(asking.ask(service))["results"]["bindings"][0]["n"]["value"]
            self.assertEqual(int(number), other.count())
            self.assertEqual(other.status(service), 400)
            done = run("query", "--db", self.database, "--allow-service", "--format", "csv", service)
            self.assertEqual(done.stdout, f"n\n{other.count()}\n")
            self.assertEqual(run("query", "--db", self.database, service).returncode, 2)

    def test_it_says_why_it_does_not_start(self):
        done = run("serve", "--db", os.path.join(self.folder, "nowhere"))
        self.assertEqual(done.returncode, 3)
        self.assertIn("there is no database", done.stderr)
        with Server(self.database) as server:
            done = run("serve", "--db", self.database, "--listen", f"127.0.0.1:{server.port}")
            self.assertEqual(done.returncode, 3)
            self.assertIn("cannot listen at 127.0.0.1", done.stderr)
        self.assertEqual(run("serve", "--listen", "nowhere:1", "--db", self.database).returncode, 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
