/** A past for the demonstration: the first live rows again and again, spread over the weeks before. */
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
/** This month and the whole of the one before, whatever day it is. */
const days = 62;
const rowsPerDay = 5_000;
const minimumRows = 60;
const pollMs = 250;
/**
 * Waits until enough live rows are there, then copies them into the past: busier by day than by night and on weekdays than at
 * weekends. Copies keep tokens, times and prices of the rows that they come from, and say in `collector` what they are.
 */
export async function makeHistory(store, signal) {
    const client = createClient({
        url: store.url,
        username: store.user,
        password: store.password,
        database: store.database,
        log: { level: ClickHouseLogLevel.OFF }
    });
    try {
        while (!signal.aborted) {
            const answer = await client.query({
                query: 'SELECT toUInt32(count()) AS live FROM requests',
                format: 'JSONEachRow'
            });
            const [counted] = await answer.json();
            if (counted !== undefined && counted.live >= minimumRows) {
                await client.command({ query: historySql, query_params: { days, wanted: days * rowsPerDay } });
                return;
            }
            await new Promise(resolve => setTimeout(resolve, pollMs));
        }
    }
    finally {
        await client.close();
    }
}
/** Twice as many as wanted are drawn, since the curve keeps about half of them. */
const historySql = `
INSERT INTO requests
WITH assumeNotNull((SELECT count() FROM requests)) AS live, drawn AS (
  SELECT
    intDiv(number, live) AS copy,
    number % live AS place,
    now64(6, 'UTC') - toIntervalSecond(3600 + rand64(number) % ({days:UInt32} * 86400 - 3600)) AS past
  FROM numbers({wanted:UInt64} * 2)
  WHERE randCanonical(number) < (0.2 + 0.8 * greatest(0, sin((toHour(past) - 6) / 24 * 2 * pi())))
    * if(toDayOfWeek(past) > 5, 0.5, 1) * (1 - 0.25 * dateDiff('day', past, now('UTC')) / {days:UInt32})
),
numbered AS (SELECT *, toUInt64(row_number() OVER () - 1) AS place FROM requests)
SELECT n.* EXCEPT (place) REPLACE (
  d.past AS ts,
  concat('demo-', toString(d.copy), '-', n.id) AS id,
  '' AS run_id,
  '' AS arm,
  'copied for the demo' AS collector
)
FROM drawn AS d INNER JOIN numbered AS n ON n.place = d.place`;
//# sourceMappingURL=history.js.map