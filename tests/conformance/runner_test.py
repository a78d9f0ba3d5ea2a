#!/usr/bin/env python3
"""Tests quoth-conformance on a small suite: as it stands, and with every expectation falsified in turn."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

RUNNER, SAMPLE = sys.argv[1], pathlib.Path(sys.argv[2])
BASE = 'https://example.org/suite/'


def run(folder, *more, path=None):
    done = subprocess.run([RUNNER, '--root', folder, '--base', BASE, *more, path or folder],
                          capture_output=True, text=True, timeout=60)
    lines = done.stdout.strip().splitlines()
    return done.returncode, lines[-1] if lines else '', done.stdout + done.stderr


def expect(what, got, wanted):
    if got[:len(wanted)] != wanted:
        sys.exit(f'{what}: expected {wanted}, got {got[:len(wanted)]}\n{got[-1]}')


def suite(change=None):
    """A copy of the sample; `change` is (file, old text, new text)."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix='quoth-conformance-')) / 'suite'
    shutil.copytree(SAMPLE, folder)
    if change:
        file, old, new = change
        text = (folder / file).read_text()
        assert old in text, change
        (folder / file).write_text(text.replace(old, new, 1))
    return folder


def main():
    plain = suite()
    whole = (0, '5 passed, 0 failed, 1 skipped')
    expect('the suite as it stands', run(plain), whole)
    expect('by its manifest', run(plain, path=plain / 'manifest.ttl'), whole)
    expect('by a manifest that is included', run(plain, path=plain / 'more/manifest.ttl'), whole)
    assert 'skipped 1: SPARQL is not offered yet' in run(plain)[-1]

    falsified = [
        ('manifest.ttl', 'TestNTriplesPositiveSyntax', 'TestNTriplesNegativeSyntax'),
        ('manifest.ttl', 'TestTurtleNegativeSyntax', 'TestTurtlePositiveSyntax'),
        ('manifest.ttl', 'rdft:TestTurtleEval', 'rdft:TestOfAnUnknownKind'),
        ('manifest.ttl', 'rdft:TestTurtleEval', 'rdft:TestTurtleOther'),
        ('manifest.ttl', '<eval.nt>', '<missing.nt>'),
        ('manifest.ttl', 'mf:action <good.nt>', 'mf:notes <good.nt>'),
        ('good.nt', '.', ''),
        ('bad.ttl', '.', '"o" .'),
        ('eval.nt', '_:m )>>', '_:n )>>'),
        ('eval.nt', '"2"', '"02"'),
        ('canonical.nt', '"xy"', '"xz"'),
        ('canonical.nt', '"xy" ', '"xy"  '),
        ('more/graphs.nq', '_:z _:z', '_:y _:z'),
        ('more/graphs.nq', 'more/g>', 'more/h>'),
    ]
    for change in falsified:
        got = run(suite(change))
        expect(f'with {change}', got, (1, '4 passed, 1 failed, 1 skipped'))

    expect('a manifest that cannot be read', run(suite(('more/manifest.ttl', '( <#graphs> )', '( <#graphs>'))),
           (1, '4 passed, 1 failed, 1 skipped'))
    expect('a manifest that is not there', run(suite(('manifest.ttl', '<more/manifest.ttl> <more', '<gone.ttl> <more'))),
           (1, '5 passed, 1 failed, 1 skipped'))
    expect('a manifest outside the root',
           run(suite(('manifest.ttl', '<more/manifest.ttl> <more', '<http://other/m.ttl> <more'))),
           (1, '5 passed, 1 failed, 1 skipped'))
    expect('a list that does not end',
           run(suite(('more/manifest.ttl', '( <#graphs> )', '[ rdf:first <#graphs> ]'))),
           (1, '5 passed, 1 failed, 1 skipped'))
    expect('an entry that the manifest says nothing of', run(suite(('manifest.ttl', '<#query> )', '<#query> <#none> )'))),
           (1, '5 passed, 1 failed, 1 skipped'))
    expect('an entry and a manifest without a list',
           run(suite(('more/manifest.ttl', '( <../manifest.ttl> ) ; mf:entries ( <#graphs> )',
                      '<../manifest.ttl> ; mf:entries <#graphs>'))), whole)

    renamed = suite()
    (renamed / 'more/manifest.ttl').rename(renamed / 'more/tests.ttl')
    expect('a folder whose manifest has another name', run(renamed, path=renamed / 'more'),
           (1, '5 passed, 1 failed, 1 skipped'))
    (renamed / 'manifest.ttl').rename(renamed / 'my Manifest.ttl')
    text = (renamed / 'my Manifest.ttl').read_text().replace('<more/manifest.ttl>', '<more/tests.ttl>')
    (renamed / 'my Manifest.ttl').write_text(text)
    text = (renamed / 'more/tests.ttl').read_text().replace('<../manifest.ttl>', '<../my%20Manifest.ttl>')
    (renamed / 'more/tests.ttl').write_text(text)
    expect('a manifest with a blank in its name', run(renamed), whole)

    def without_root(folder):
        done = subprocess.run([RUNNER, folder], capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout.strip().splitlines()[-1], done.stdout + done.stderr

    expect('without a root, results that name the base', without_root(plain), (1, '3 passed, 2 failed, 1 skipped'))
    expect('without a root, a manifest that says its base',
           without_root(suite(('manifest.ttl', 'a mf:Manifest', f'mf:assumedTestBase <{BASE}>'))),
           (1, '4 passed, 1 failed, 1 skipped'))

    broken = suite(('good.nt', '.', ''))
    listed = broken / 'known.txt'
    listed.write_text(f'manifest.ttl {BASE}manifest.ttl#good # the closing dot is missing\n')
    expect('a known failure is counted and forgiven', run(broken, '--known-failures', listed),
           (0, '4 passed, 1 failed, 1 skipped'))
    expect('a known failure that passes', run(plain, '--known-failures', listed),
           (1, '5 passed, 0 failed, 1 skipped'))
    listed.write_text(f'manifest.ttl {BASE}manifest.ttl#gone # the closing dot is missing\n')
    expect('a known failure that is no entry', run(plain, '--known-failures', listed),
           (1, '5 passed, 0 failed, 1 skipped'))
    listed.write_text(f'other/manifest.ttl {BASE}other/manifest.ttl#good # of a suite that is not run\n')
    expect('a known failure of another suite', run(plain, '--known-failures', listed), whole)
    assert f'\nmanifest.ttl {BASE}manifest.ttl#good\n' in '\n' + run(broken, '--list-failures')[-1]
    assert f'passed: manifest.ttl {BASE}manifest.ttl#bad' in run(broken, '--verbose')[-1]
    listed.write_text(f'manifest.ttl {BASE}manifest.ttl#good\n')
    expect('a known failure without a reason', run(broken, '--known-failures', listed), (2,))

    empty = pathlib.Path(tempfile.mkdtemp())
    expect('a folder without a manifest', run(empty), (3,))
    expect('a path that is not there', run(plain, path='/no/such/place'), (3,))
    expect('a root without a base',
           (subprocess.run([RUNNER, '--root', plain, plain], capture_output=True).returncode,), (2,))
    print(f'the runner finds all {len(falsified)} falsified expectations')


main()
