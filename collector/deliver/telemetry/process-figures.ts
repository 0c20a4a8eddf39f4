/** What the operating system tells of a process, its threads included. */
export interface ProcessFigures {
  cpuSeconds: number
  rssBytes: number
}

export function processFigures(): ProcessFigures {
  const { user, system } = process.cpuUsage()
  return { cpuSeconds: (user + system) / 1e6, rssBytes: process.memoryUsage.rss() }
}
