import { describe, expect, it } from 'vitest'
import { type Filter, filterSql, parseFilter } from '../../tui/filter.js'
import { defaultView, filterBehind } from '../../tui/view.js'

function filter(text: string): Filter {
  const parsed = parseFilter(text)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed
}

describe('a filter', () => {
  it('is true for all when it is empty', () => {
    expect(filterSql(filter('  '))).toEqual({ sql: '1', params: {} })
  })

  it('carries every value as a parameter, never in the SQL', () => {
    const made = filterSql(filter(`route:x' !user:"a b" model:gpt*,cl%ude_* word')`))
    expect(made?.params).toEqual({ f0: "x'", f1: 'a b', f2: 'gpt%', f3: 'cl\\%ude\\_%', f4: "word')" })
    expect(made?.sql).not.toMatch(/x'|word|gpt/)
  })

  it('reads durations, amounts and statuses', () => {
    expect(filter('p>2s ttft>=500ms tpot<20 cost>0.5 out>10k').terms).toMatchObject([
      { field: 'p', comparison: '>', value: 2_000_000 },
      { field: 'ttft', comparison: '>=', value: 500_000 },
      { field: 'tpot', comparison: '<', value: 20_000 },
      { field: 'cost', value: 0.5 },
      { field: 'out', value: 10_000 }
    ])
    expect(filterSql(filter('status:5xx,429'))?.params).toEqual({ f0: 500, f1: 599, f2: 429, f3: 429 })
  })

  it('is never NULL, so that its opposite finds rows without the figure', () => {
    expect(filterSql(filter('!p>2s'))?.sql).toBe('NOT (ifNull(e2e_us > {f0:Float64}, 0))')
  })

  it('finds rows that have no user', () => {
    expect(filterSql(filter('user:""'))).toEqual({ sql: '(`user` = {f0:String})', params: { f0: '' } })
  })

  it('is no condition over a table that lacks the field', () => {
    const names = { model: 'model', route: 'route' }
    expect(filterSql(filter('model:a route:b'), names)?.sql).toContain('route')
    for (const text of ['user:a', 'err', 'p>2s', 'word', 'status:5xx']) {
      expect(filterSql(filter(text), names)).toBeNull()
    }
    const outcomes = { err: 'error_type', status: 'status' }
    expect(filterSql(filter('err !status:429'), outcomes)?.sql).toContain('status BETWEEN')
    for (const text of ['p>2s', 'word', 'model:a']) expect(filterSql(filter(text), outcomes)).toBeNull()
  })

  it.each(['gpt-5.2', 'Doe, John', 'a "quoted" name', '"', '', 'tab\tnew\nline', 'a:b !c', "o'brien\\"])(
    'leads from a row of figures to the requests behind it, whatever its name: %j',
    name => {
      const text = filterBehind({ ...defaultView, by: 'user' }, { name, provider: 'x, y' })
      expect(filter(text).terms).toEqual([
        { kind: 'text', field: 'user', patterns: [name], not: false },
        { kind: 'text', field: 'provider', patterns: ['x, y'], not: false }
      ])
    }
  )

  it('takes a comma outside of quotes for either', () => {
    expect(filter('user:"Doe, John",eve').terms).toMatchObject([{ patterns: ['Doe, John', 'eve'] }])
  })

  it.each([
    ['modle:x', /^There is no "modle:"; did you mean model:\?$/],
    ['colour:x', /^There is no "colour:"; there are model, .*, status$/],
    ['tftt>1s', /^"tftt" is not compared; did you mean ttft>\?$/],
    ['model:', /needs a value/],
    ['speed>2s', /p, ttft/],
    ['p>fast', /takes a time/],
    ['cost>1s', /takes a number/],
    ['status:bad', /429/],
    ['!', /turns the term/]
  ])('says what is wrong with %s', (text, problem) => {
    expect(parseFilter(text)).toMatchObject({ problem: expect.stringMatching(problem) })
  })
})
