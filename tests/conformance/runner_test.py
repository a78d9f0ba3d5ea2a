#!/usr/bin/env python3
"""Tests quoth-conformance on small suites: as they stand, and with every expectation falsified in turn."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

RUNNER, SAMPLE, SPARQL_SAMPLE = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
BASE = 'https://example.org/suite/'


def run(folder, *more, path=None):
    done = subprocess.run([RUNNER, '--root', folder, '--base', BASE, *more, path or folder],
                          capture_output=True, text=True, timeout=60)
    lines = done.stdout.strip().splitlines()
    return done.returncode, lines[-1] if lines else '', done.stdout + done.stderr


def expect(what, got, wanted):
    if got[:len(wanted)] != wanted:
        sys.exit(f'{what}: expected {wanted}, got {got[:len(wanted)]}\n{got[-1]}')


def suite(change=None, sample=SAMPLE):
    """A copy of a sample; `change` is (file, old text, new text)."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix='quoth-conformance-')) / 'suite'
    shutil.copytree(sample, folder)
    if change:
        file, old, new = change
        text = (folder / file).read_bytes().decode()
        assert old in text, change
        (folder / file).write_bytes(text.replace(old, new, 1).encode())
    return folder


def test_sparql():
    """The suite of queries and updates; gives the number of expectations falsified."""
    whole = run(suite(sample=SPARQL_SAMPLE))
    expect('the suite of queries as it stands', whole, (0, '16 passed, 0 failed, 3 skipped'))
    for reason in ['RDF/XML is not read', 'entailment regimes are optional, and not offered', 'updates are not run yet']:
        assert f'skipped 1: {reason}' in whole[-1], reason
    falsified = [
        ('manifest.ttl', 'PositiveSyntaxTest11 ; mf:action <all.rq>', 'NegativeSyntaxTest11 ; mf:action <all.rq>'),
        ('manifest.ttl', 'NegativeSyntaxTest ', 'PositiveSyntaxTest '),
        ('manifest.ttl', 'PositiveUpdateSyntaxTest11', 'NegativeUpdateSyntaxTest11'),
        ('manifest.ttl', 'NegativeSyntaxTest11 ; mf:action <bad.ru>', 'PositiveUpdateSyntaxTest11 ; mf:action <bad.ru>'),
        ('manifest.ttl', 'qt:data <data.ttl>, <more.trig>', 'qt:data <data.ttl>'),
        ('manifest.ttl', 'rdfs:label "urn:more"', 'rdfs:label "urn:other"'),
        ('manifest.ttl', 'qt:data <remote.ttl>', 'qt:data <data.ttl>'),
        ('manifest.ttl', 'http://example.org/sparql', 'http://example.org/other'),
        ('manifest.ttl', '<#service> a mf:QueryEvaluationTest', '<#service> a mf:QueryAnswerTest'),
        ('manifest.ttl', 'qt:query <ask.rq>', 'qt:query <missing.rq>'),
        ('manifest.ttl', 'mf:action [ qt:query <ordered.rq>', 'mf:action [ qt:ask <ordered.rq>'),
        ('manifest.ttl', 'mf:result <ordered.tsv>', 'mf:result <missing.tsv>'),
        ('prefix.rq', 'SELECT', 'PREFIX ex: <http://example.org/> SELECT'),
        ('bad.ru', '?s ?p ?o', '<a:s> <a:p> <a:o>'),
        ('all.srx', '<bnode>n1</bnode>', '<bnode>n2</bnode>'),
        ('all.srx', '>1<', '>01<'),
        ('all.srx', '"EN"', '"EN-gb"'),
        ('all.srx', '<variable name="s"/>', '<variable name="s"/><variable name="z"/>'),
        ('graphs.srj', 'inside', 'outside'),
        ('graphs.srj', '"bnode"', '"uri"'),
        ('graphs.srj', '] } }', '] }'),
        ('values.tsv', '\t1\n', '\t1.0\n'),
        ('values.tsv', '"b"@en\n', '"b"@en\n<http://example.org/a>\t"b"@en\n'),
        ('values.csv', 's,v', 'v,s'),
        ('values.csv', ',b', ',c'),
        ('described.ttl', ':q ]', ':r ]'),
        ('described.ttl', '_:n )>>', '_:m )>>'),
        ('ask.srx', 'true', 'false'),
        ('graph.ttl', '_:n )>>', '_:m )>>'),
        ('ordered.tsv', '<http://example.org/b>\t1\n<http://example.org/a>\t1', '<http://example.org/a>\t1\n<http://example.org/b>\t1'),
        ('reduced.tsv', '1\n1\n', ''),
        ('reduced.tsv', '"b"@en', '"b"@en\n"c"'),
        ('from.rq', 'FROM NAMED here:', 'FROM NAMED other:'),
        ('from.srj', '"Cid"', '"Ann"'),
        ('service.srj', 'example.org/a', 'example.org/c'),
    ]
    for change in falsified:
        expect(f'with {change}', run(suite(change, SPARQL_SAMPLE)), (1, '15 passed, 1 failed, 3 skipped'))
    return len(falsified)


def main():
    plain = suite()
    whole = (0, '5 passed, 0 failed, 1 skipped')
    expect('the suite as it stands', run(plain), whole)
    expect('by its manifest', run(plain, path=plain / 'manifest.ttl'), whole)
    expect('by a manifest that is included', run(plain, path=plain / 'more/manifest.ttl'), whole)
    assert 'skipped 1: updates are not run yet' in run(plain)[-1]

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
    expect('an entry that the manifest says nothing of', run(suite(('manifest.ttl', '<#update> )', '<#update> <#none> )'))),
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
    print(f'the runner finds all {len(falsified) + test_sparql()} falsified expectations')


main()
