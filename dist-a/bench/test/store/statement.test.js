import { describe, expect, test } from 'vitest';
import { headLength, mayStandInline } from '../../collector/store/formats.js';
import { readStatement } from '../../collector/store/statement.js';
describe('readStatement', () => {
    test.each([
        ['SELECT 1', 'select', undefined],
        ['  /* a; b */ -- c\n with 1 AS x SELECT x FORMAT JSONEachRow;', 'select', 'JSONEachRow'],
        ['(SELECT 1) UNION ALL (SELECT 2)', 'select', undefined],
        ["SELECT ' FORMAT CSV' FORMAT TSV SETTINGS max_threads = 1", 'select', 'TSV'],
        ['SELECT 1 FORMAT JSON -- FORMAT TSV', 'select', 'JSON'],
        ['SELECT `format` FROM t', 'select', undefined],
        ['SHOW TABLES', 'other', undefined],
        ['INSERT INTO t SELECT 1', 'insert', undefined]
    ])('tells the kind and the format of %s', (sql, kind, format) => {
        expect(readStatement(sql)).toMatchObject({ kind, format });
    });
    test.each([
        ['INSERT INTO t FORMAT JSONEachRow {"a":1}', '{"a":1}'],
        ['INSERT INTO t (format) FORMAT TSV\n a\tb', ' a\tb'],
        ['INSERT INTO t FORMAT TSV  \r\n\nx', '\nx'],
        ["INSERT INTO t VALUES ('a; b'); c", " ('a; b'); c"],
        ['INSERT INTO t SETTINGS max_threads = 1 FORMAT CSV', '']
    ])('finds where the rows of %j begin', (sql, rows) => {
        expect(sql.slice(readStatement(sql).rowsAt)).toBe(rows);
    });
    test('does not take the columns of VALUES in a SELECT for rows', () => {
        expect(readStatement("INSERT INTO t SELECT * FROM values('a Int8', 1)").rowsAt).toBeUndefined();
    });
    test.each([
        ['', 62],
        ['-- nothing', 62],
        ['SELECT 1; SELECT 2', 62],
        ["SELECT 1 INTO OUTFILE '/tmp/x'", 358],
        ["INSERT INTO t FROM INFILE '/etc/passwd' FORMAT TSV", 48],
        ["INSERT INTO t SELECT * FROM input('a Int8') FORMAT TSV", 48],
        ['SYSTEM SHUTDOWN', 344],
        ['system kill', 344]
    ])('refuses %j', (sql, code) => {
        expect(() => readStatement(sql)).toThrow(expect.objectContaining({ code }));
    });
    test('lets an end of statement and quoted semicolons pass', () => {
        expect(() => readStatement("SELECT ';', `a;b`, $x$;$x$ /* ; */; -- end")).not.toThrow();
    });
});
describe('formats', () => {
    test('rows with an empty line do not stand in the statement', () => {
        expect(mayStandInline('JSONEachRow', Buffer.from('{"a":1}\n{"a":2}\n'))).toBe(true);
        expect(mayStandInline('JSONEachRow', Buffer.from('{"a":1}\n\n{"a":2}\n'))).toBe(false);
        expect(mayStandInline('JSONEachRow', Buffer.from('\n{"a":1}'))).toBe(false);
        expect(mayStandInline('TSV', Buffer.from('1\n'))).toBe(false);
    });
    test('a line break within a name belongs to the head', () => {
        const block = Buffer.from('"a\nb","c"\n1,2\n');
        expect(block.subarray(headLength(block, 1, 'CSVWithNames')).toString()).toBe('1,2\n');
    });
});
//# sourceMappingURL=statement.test.js.map