/** Columns of `teeline.events`: losses, alerts, rollbacks and configuration changes, so that nothing is silent. */
export const eventColumns = {
  ts: "DateTime64(6, 'UTC')",
  kind: 'LowCardinality(String)',
  message: 'String',
  count: 'UInt64',
  attributes: 'Map(LowCardinality(String), String)',
  collector: 'LowCardinality(String)'
} as const satisfies Record<string, string>

/**
 * One row of `teeline.events`.
 *
 * `rows_lost`: exchanges that left no row, `count` of them. `bytes_lost`: body bytes left out of tapes.
 * `dead_letter`: rows the store refused, kept in the dead-letter file. `recorder_restarted`, `worker_restarted`,
 * `store_restarted`. `outbox_broken`: its file was damaged and set aside, with the rows that were only there.
 */
export interface Event {
  /** As `Row.ts`. */
  ts: string
  kind:
    | 'rows_lost'
    | 'bytes_lost'
    | 'dead_letter'
    | 'recorder_restarted'
    | 'worker_restarted'
    | 'store_restarted'
    | 'outbox_broken'
  message: string
  count: number
  attributes: Record<string, string>
  collector: string
}
