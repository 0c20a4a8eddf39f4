/** The month that a report is of, in UTC. */
import { TeelineError } from '../../schemas/errors.js'

export interface Month {
  year: number
  /** 1 to 12. */
  month: number
  /** `2026-11`. */
  name: string
  /** As `DateTime64` reads it; `to` is not in it. */
  from: string
  to: string
  /** How much of it has passed, as `to` if all of it has: up to where last month is compared. */
  until: string
  isOver: boolean
  /** The window in words. */
  title: string
}

/** @throws TeelineError `TEELINE_USAGE`: `text` is not `YYYY-MM`, or has not begun at `now`. */
export function monthOf(text: string, now: Date): Month {
  const start = new Date(`${text}-01T00:00:00Z`)
  if (!/^\d{4}-\d{2}$/.test(text) || Number.isNaN(start.getTime()))
    throw new TeelineError('TEELINE_USAGE', `--month ${text} is not a month`, 'Write it as 2026-11.')
  if (start > now) {
    const hint = `It is ${clock(now).slice(0, 16)} UTC.`
    throw new TeelineError('TEELINE_USAGE', `--month ${text} has not begun`, hint)
  }
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1))
  const isOver = end <= now
  const last = isOver ? end : now
  return {
    year: start.getUTCFullYear(),
    month: start.getUTCMonth() + 1,
    name: text,
    from: clock(start),
    to: clock(end),
    until: clock(last),
    isOver,
    title: `${clock(start).slice(0, 16)} to ${clock(last).slice(0, 16)} UTC${isOver ? '' : ', so far'}`
  }
}

/** The month before, up to the moment that `month` has come to: the 31st of a shorter month is its end. */
export function monthBefore(month: Month): Month {
  const start = new Date(Date.UTC(month.year, month.month - 2, 1))
  const end = new Date(Date.UTC(month.year, month.month - 1, 1))
  const before = monthOf(start.toISOString().slice(0, 7), end)
  if (month.isOver) return before
  const passed = Date.parse(iso(month.until)) - Date.parse(iso(month.from))
  return { ...before, until: clock(new Date(Math.min(start.getTime() + passed, end.getTime()))) }
}

/** Each day of the month that has begun, `YYYY-MM-DD`. */
export function daysOf({ from, until }: Month): string[] {
  const days: string[] = []
  const last = Date.parse(iso(until))
  for (let at = Date.parse(iso(from)); at < last; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** Where the days begin that a forecast is made from: four weeks back, or with the month. */
export function historyFrom(month: Month, now: Date): string {
  if (month.isOver) return month.from
  const back = clock(new Date(Math.floor(now.getTime() / 86_400_000 - 28) * 86_400_000))
  if (back > month.from) return month.from
  return back
}

function clock(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ')
}

function iso(moment: string): string {
  return `${moment.replace(' ', 'T')}Z`
}
