/** What is asked of the store to see who waited for which calls. Moments and durations are µs. */
import { textFields } from '../filter.js';
import { inWindow } from './ask.js';
import { burst, chain, longSilenceMs, readingMs } from './batch-signs.js';
const hostSql = "replaceRegexpOne(upstream_host, ':[0-9]+$', '')";
const operations = "operation IN ('chat', 'generate_content', 'text_completion', 'embeddings')";
const nobodys = "(run_id != '' OR shadow_of != '')";
const weighed = `${operations} AND NOT ${nobodys}`;
/** A group of calls in one value: unit separators do not stand in names. */
export const keySql = `concat(feature, char(31), ${textFields.model}, char(31), provider, char(31), ${hostSql}, char(31), operation)`;
/** All calls of params `from` and `to` that are weighed. */
export const theCalls = `${inWindow} AND ${weighed}`;
/** Calls of params `since` to `to`, each beside those of the same caller that began before it. */
const callsSql = `
SELECT ${keySql} AS key, feature, ${textFields.model} AS model, provider, ${hostSql} AS host, operation, streamed, ended_by, cost_usd,
  session != '' AS in_session, session = '' AND \`user\` = '' AS nameless,
  cityHash64(key, key_id, \`user\`, session) AS caller, toUnixTimestamp64Micro(ts) AS began, began + ifNull(e2e_us, 0) AS ended,
  ended_by = 'complete' AND error_type = ''
    AND if(streamed, greatest(ifNull(ttft_us, 0), ifNull(gap_max_us, 0)), ifNull(e2e_us, 0)) >= ${longSilenceMs * 1000} AS sat_out,
  began - lagInFrame(began, 1, toUnixTimestamp64Micro({since:DateTime64(6, 'UTC')})) OVER before AS step,
  began - lagInFrame(toNullable(ended)) OVER before AS pause,
  arrayExists(end -> began - end BETWEEN 0 AND ${chain.withinMs * 1000}, groupArray(ended) OVER (
    PARTITION BY caller ORDER BY began ROWS BETWEEN ${chain.callsBefore} PRECEDING AND 1 PRECEDING)) AS follows
FROM requests
WHERE ts >= {since:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND ${weighed}
WINDOW before AS (PARTITION BY caller ORDER BY began ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)`;
/** A run is the calls of a caller that began within a second of each other; the silence before it is its longest step. */
const runsSql = `
SELECT *, count() OVER run >= ${burst.calls} AND max(step) OVER run >= ${burst.afterMs * 1000}
  AND max(began) OVER run - min(began) OVER run <= ${burst.longestMs * 1000} AS in_burst
FROM (
  SELECT *, sum(step > ${burst.withinMs * 1000}) OVER (
    PARTITION BY caller ORDER BY began ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS number
  FROM (${callsSql})
)
WINDOW run AS (PARTITION BY caller, number)`;
/** The groups of one day, of params `from` and `to`; callers first, for the one who calls too often to be told. */
export const daySql = `
SELECT key, any(c.feature) AS feature, any(c.model) AS model, any(c.provider) AS provider, any(c.host) AS host,
  any(c.operation) AS operation, sum(c.requests) AS requests, sumIf(c.requests, c.nameless) AS nameless,
  sumIf(c.requests, c.operation != 'embeddings') AS streamable, sumIf(c.unstreamed, c.operation != 'embeddings') AS unstreamed,
  sum(c.in_burst) AS in_burst, sum(c.chainable) AS chainable, sumIf(c.following, c.chainable > 0) AS chained,
  sum(c.sat_out) AS sat_out, sum(c.left_early) AS left_early, sum(c.pauses) AS pauses,
  sum(c.reading_pauses) AS reading_pauses, toString(sum(c.usd)) AS usd
FROM (
  SELECT key, caller, any(r.feature) AS feature, any(r.model) AS model, any(r.provider) AS provider, any(r.host) AS host,
    any(r.operation) AS operation, any(r.nameless) AS nameless, count() AS requests, countIf(NOT r.streamed) AS unstreamed,
    countIf(r.in_burst) AS in_burst, countIf(r.follows) AS following, countIf(r.sat_out) AS sat_out,
    countIf(r.ended_by = 'client') AS left_early,
    countIf(r.in_session AND r.pause < ${readingMs.to * 1000}) AS pauses,
    countIf(r.in_session AND r.pause >= ${readingMs.from * 1000} AND r.pause < ${readingMs.to * 1000}) AS reading_pauses,
    if(nameless AND requests <= ${chain.mostPerSecond} * 10 * uniqExact(intDiv(r.began, 10000000)), requests, 0) AS chainable,
    sum(r.cost_usd) AS usd
  FROM (${runsSql}) AS r
  WHERE r.began >= toUnixTimestamp64Micro({from:DateTime64(6, 'UTC')})
  GROUP BY key, caller
) AS c
GROUP BY key
ORDER BY key`;
/** The three busiest minutes of the hour of each group, and in how many hours each came up. */
export const minutesSql = `
SELECT ${keySql} AS key, toMinute(ts) AS minute, count() AS requests, uniqExact(toStartOfHour(ts)) AS hours
FROM requests
WHERE ${theCalls}
GROUP BY key, minute
ORDER BY requests DESC, minute
LIMIT 3 BY key`;
/** Calls that are not weighed, and whether those that are name a user or a session. */
export const apartSql = `
SELECT countIf(${nobodys}) AS runs, countIf(NOT ${operations} AND NOT ${nobodys}) AS other_operations,
  countIf(${weighed} AND (\`user\` != '' OR session != '')) AS named
FROM requests
WHERE ${inWindow}`;
//# sourceMappingURL=batch-sql.js.map