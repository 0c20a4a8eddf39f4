import { expect, test } from 'vitest';
import { outcomeOfAnswer, outcomeOfError } from '../../collector/deliver/insert-outcome.js';
test.each([
    ['an empty 200', 200, undefined, '', 'applied', ''],
    [
        'an exception with status 200',
        200,
        '241',
        'Code: 241. DB::Exception: (MEMORY_LIMIT_EXCEEDED)',
        'transient',
        'MEMORY_LIMIT_EXCEEDED'
    ],
    [
        'an exception without its header',
        200,
        undefined,
        'Code: 27. DB::Exception: x (CANNOT_PARSE_INPUT_ASSERTION_FAILED)',
        'rejected',
        'CANNOT_PARSE_INPUT_ASSERTION_FAILED'
    ],
    [
        'too many parts',
        500,
        '252',
        'Code: 252. DB::Exception: (TOO_MANY_PARTS) (version 25.8.1)',
        'transient',
        'TOO_MANY_PARTS'
    ],
    [
        'a wrong password',
        403,
        '516',
        'Code: 516. DB::Exception: (AUTHENTICATION_FAILED)',
        'transient',
        'AUTHENTICATION_FAILED'
    ],
    ['a missing table', 404, '60', 'Code: 60. DB::Exception: (UNKNOWN_TABLE)', 'schema', 'UNKNOWN_TABLE'],
    [
        'a bad date',
        400,
        '41',
        'Code: 41. DB::Exception: (CANNOT_PARSE_DATETIME)',
        'rejected',
        'CANNOT_PARSE_DATETIME'
    ],
    ['a code nobody knows', 500, '9999', 'odd', 'transient', 'code 9999'],
    ['a gateway that is down', 502, undefined, '<html>bad gateway</html>', 'transient', 'HTTP 502'],
    ['a gateway with a bound on size', 413, undefined, '', 'rejected', 'HTTP 413'],
    [
        'a row that quotes another error',
        400,
        '117',
        "Code: 117. DB::Exception: Cannot parse: 'Code: 60. DB::Exception: Unknown field found': (INCORRECT_DATA)",
        'rejected',
        'INCORRECT_DATA'
    ]
])('%s is told by its code', (_, status, code, body, kind, name) => {
    expect(outcomeOfAnswer(status, code, body)).toMatchObject({ kind, name });
});
test('what was thrown instead of an answer is transient, named by its code and not by its address', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:8123'), { code: 'ECONNREFUSED' });
    expect(outcomeOfError(error)).toMatchObject({ kind: 'transient', code: null, name: 'ECONNREFUSED' });
    expect(outcomeOfError('gone')).toMatchObject({ kind: 'transient', name: 'no answer' });
});
//# sourceMappingURL=insert-outcome.test.js.map