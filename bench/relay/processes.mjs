/** What Linux says of a process: its processor time, its memory, its children, its cores. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Nanoseconds on a core so far, of each thread. schedstat counts exactly where /proc/PID/stat counts ticks of 10 ms.
 * @param {number} pid
 * @returns {Map<string, number>}
 */
export function threadTimes(pid) {
  const times = new Map()
  for (const tid of readdirSync(`/proc/${pid}/task`)) {
    try {
      times.set(tid, Number(readFileSync(`/proc/${pid}/task/${tid}/schedstat`, 'latin1').split(' ', 1)[0]))
    } catch {
      // A thread that has just ended.
    }
  }
  return times
}

/**
 * Microseconds on a core between two readings: of the main thread, and of all threads together.
 * @param {number} pid
 * @param {Map<string, number>} before
 * @param {Map<string, number>} after
 */
export function cpuBetween(pid, before, after) {
  let process = 0
  for (const [tid, time] of after) process += time - (before.get(tid) ?? 0)
  const main = String(pid)
  return { thread: ((after.get(main) ?? 0) - (before.get(main) ?? 0)) / 1000, process: process / 1000 }
}

/** Resident megabytes (10⁶). @param {number} pid */
export function residentMb(pid) {
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]
  return (Number(kib ?? 0) * 1024) / 1e6
}

/** Processes whose parent is `pid`. @param {number} pid */
export function childrenOf(pid) {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number)
}

/** @param {string} pid */
function parentOf(pid) {
  try {
    // The command's name stands in parentheses and may hold anything.
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ')[1]
    )
  } catch {
    return Number.NaN
  }
}

/** Binds all threads of a running process to one core. @param {number} pid @param {number} core */
export function pin(pid, core) {
  execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' })
}
