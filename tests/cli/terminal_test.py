#!/usr/bin/env python3
"""Runs quoth at a pseudo-terminal, as a person would: keys in, screen out.

    terminal_test.py QUOTH EXAMPLES
"""
import os
import pty
import re
import select
import shutil
import signal
import sys
import tempfile
import time
import unittest

QUOTH, EXAMPLES = map(os.path.abspath, sys.argv[1:3])
PATIENCE = 60  # seconds; only a failing test waits so long
CTRL_C, CTRL_D, UP, TAB = "\x03", "\x04", "\x1b[A", "\t"


class Session:
    """A running quoth. What it shows is kept in `seen`, without cursor movements."""

    def __init__(self, folder, *arguments, colour=False):
        environment = dict(os.environ, TERM="xterm", HOME=folder, LC_ALL="C.UTF-8", NO_COLOR="1")
        for name in ("QUOTH_DB", "XDG_STATE_HOME") + (("NO_COLOR",) if colour else ()):
            environment.pop(name, None)
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            try:
                os.chdir(folder)
                os.execve(QUOTH, ["quoth", *arguments], environment)
            finally:
                os._exit(127)
        self.raw = ""
        self.position = 0  # in `seen`: what was expected already lies before

    @property
    def seen(self):
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\x07", "", self.raw)

    def read(self, seconds):
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        if not ready:
            return
        try:
            self.raw += os.read(self.terminal, 1 << 16).decode("utf-8", "replace")
        except OSError:  # the other side is closed
            time.sleep(0.01)

    def expect(self, text):
        """Waits until `text` is shown after what was expected before."""
        end = time.monotonic() + PATIENCE
        while text not in self.seen[self.position:]:
            if time.monotonic() > end:
                raise AssertionError(f"{text!r} is not shown, but:\n{self.seen[self.position:]}")
            self.read(0.1)
        self.position = self.seen.index(text, self.position) + len(text)

    def prompt(self):
        self.expect("quoth> ")

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def ask(self, line):
        self.prompt()
        self.type(line + "\n")

    def end(self):
        """Waits for the process; its exit status, or minus the signal that killed it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                os.close(self.terminal)
                return os.waitstatus_to_exitcode(status)
            self.read(0.05)
        os.kill(self.process, signal.SIGKILL)
        raise AssertionError(f"does not end; shown last:\n{self.raw[-500:]!r}")


class TerminalTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="quoth-terminal-")
        self.addCleanup(shutil.rmtree, self.folder)
        os.symlink(EXAMPLES, os.path.join(self.folder, "examples"))

    def start(self, *arguments, **options):
        return Session(self.folder, *arguments, **options)

    def loaded(self, **options):
        session = self.start(**options)
        session.ask(".load examples/ukraine-2014.trig")
        session.expect("into the background")
        return session

    def test_a_session_starts_without_a_database_and_makes_it_by_loading(self):
        session = self.start()
        session.expect("there is no database at 'quoth.db' yet; '.load FILE' makes it")
        session.ask("who warned Russia?")
        session.expect("there is no database")
        session.prompt()
        self.assertFalse(os.path.exists(os.path.join(self.folder, "quoth.db")))
        session.type(".load examples/ukraine-2014.trig\n")
        session.expect("into the background")
        session.ask("who warned Russia?")
        session.expect("NATO")
        session.prompt()
        session.type(CTRL_D)
        self.assertEqual(session.end(), 0)
        again = self.start("repl", "--db", "quoth.db")
        again.expect("sources and the background")
        again.ask(".quit")
        self.assertEqual(again.end(), 0)

    def test_tab_completes_commands_files_and_names(self):
        session = self.start()
        session.prompt()
        session.type(".lo" + TAB + "examples/ukraine-2014.t" + TAB + "\n")
        session.expect("into the background")
        session.prompt()
        session.type("who warned rus" + TAB + "\n")
        session.expect("Russia\n")
        session.expect("NATO")
        session.prompt()
        session.type("ban ki" + TAB + "said ?what\n")
        session.expect("said ?what\n")
        session.expect("Putin")
        session.prompt()
        session.type("who w" + TAB + TAB)  # more than one verb: they are listed, and the line goes on
        session.expect("wanted")
        session.expect("verb, directs")
        session.type(CTRL_C)
        session.expect("^C")
        session.prompt()
        session.type("Obama ur" + TAB + "(Rus" + TAB + " pull b" + TAB + "?what) li" + TAB + "1\n")
        session.expect("troops")
        session.prompt()
        session.type(".desc" + TAB + "ban k" + TAB + "\n")
        session.expect("said to it")
        session.ask(".quit")
        self.assertEqual(session.end(), 0)

    def test_a_statement_may_take_several_lines(self):
        session = self.loaded()
        session.ask("Obama urged (")
        session.expect("... ")
        session.type("Russia ?does ?what\n")
        session.expect("... ")
        session.type(")\n")
        session.expect("11 rows")
        session.ask("Obama urged (")
        session.expect("... ")
        session.type("\n")  # an empty line ends it
        session.expect("query:1:14: ")
        session.ask(".quit")
        self.assertEqual(session.end(), 0)

    def test_ctrl_c_drops_the_line_or_the_query_and_keeps_the_session(self):
        session = self.loaded()
        session.prompt()
        session.type("what I never meant to" + CTRL_C)
        session.prompt()
        session.type("Obama urged (\n")
        session.expect("... ")
        session.type(CTRL_C)
        session.prompt()
        product = " and ".join(f"?a{i} said ?b{i}" for i in range(8))
        session.type(product + "\n")
        time.sleep(0.5)
        stopped = time.monotonic()
        session.type(CTRL_C)
        session.expect("quoth: ")
        self.assertLess(time.monotonic() - stopped, 2)  # a tenth of a second on an idle machine
        session.ask("who warned Russia?")
        session.expect("NATO")
        session.ask(".quit")
        self.assertEqual(session.end(), 0)

    def test_history_outlives_the_session(self):
        session = self.loaded()
        session.ask("who warned Russia?")
        session.expect("NATO")
        session.prompt()
        session.type(CTRL_D)
        self.assertEqual(session.end(), 0)
        self.assertTrue(os.path.exists(os.path.join(self.folder, ".local/state/quoth/history")))
        again = self.start()
        again.prompt()
        again.type(UP + "\n")
        again.expect("NATO")
        again.prompt()
        again.type(UP + UP + UP + "\n")  # .load, twice past the question
        again.expect("0 new")
        again.ask(".quit")
        self.assertEqual(again.end(), 0)

    def test_an_unknown_command_gets_the_nearest_and_errors_do_not_end_the_session(self):
        session = self.loaded()
        session.ask(".laod x")
        session.expect("unknown command '.laod'; did you mean '.load'?")
        session.ask(".help")
        session.expect(".load FILE")
        session.ask(".load missing.nt")
        session.expect("missing.nt: there is no such file")
        session.ask(".quit")
        self.assertEqual(session.end(), 0)

    def test_the_tutorial_goes_on_by_enter_and_leaves_the_session_as_it_was(self):
        session = self.start(colour=True)
        session.ask(".tutorial")
        session.expect("Ten minutes with quoth")
        session.expect("tutorial 1/")
        session.type("\n")
        session.expect("who warned Russia?")
        session.expect("tutorial 2/")
        session.type("\n")
        session.expect("4 rows")
        session.expect("tutorial 2/")
        session.type("Obama urged (Russia pull b" + TAB + "troops)\n")
        session.expect("3 rows")
        session.expect("tutorial 2/")
        session.type(CTRL_C)
        session.expect("^C")
        session.expect("tutorial 2/")
        session.type("next\n")
        session.expect("tutorial 3/")
        session.type("quit\n")
        session.ask("who warned Russia?")
        session.expect("there is no database")
        session.ask(".quit")
        self.assertEqual(session.end(), 0)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "quoth.db")))

    def test_tables_fit_the_terminal_and_have_a_head(self):
        session = self.loaded(colour=True)
        session.ask(".sources")
        session.expect("4 rows")
        session.ask(".quit")
        self.assertEqual(session.end(), 0)
        table = session.seen[session.seen.index("source "):session.seen.index("4 rows")]
        self.assertLessEqual(max(map(len, table.splitlines())), 80)
        self.assertIn("…", table)
        self.assertIn("\x1b[2m----", session.raw)

    def test_colours_are_for_those_who_want_them(self):
        for colour in (False, True):
            session = self.start(colour=colour)
            session.ask(".nonsense")
            session.expect("unknown command")
            session.ask(".quit")
            self.assertEqual(session.end(), 0)
            self.assertEqual("\x1b[31m" in session.raw, colour)
            self.assertEqual("\x1b[1m" in session.raw, colour)

    def test_a_request_to_end_is_heard_at_the_prompt(self):
        session = self.start()
        session.prompt()
        os.kill(session.process, signal.SIGTERM)
        self.assertEqual(session.end(), 128 + signal.SIGTERM)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
