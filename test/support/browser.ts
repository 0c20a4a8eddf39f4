/** A headless Chromium, spoken to over a pipe: pages as a reader sees them, and what they asked for. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

export interface Looks {
  width: number
  height: number
  scheme: 'light' | 'dark'
  media: 'screen' | 'print'
}

export interface OpenedPage {
  /** Addresses of all that was asked for, the page itself first. */
  requests: string[]
  /** Messages of the console, exceptions and what the browser complained of. */
  complaints: string[]
  /** Value of an expression in the page. */
  evaluate<T>(expression: string): Promise<T>
  /** A PNG of what is shown. */
  screenshot(): Promise<Buffer>
  /** As printed on A4. */
  pdf(): Promise<Buffer>
}

export interface Browser {
  /** Opens a page and waits until it is loaded. */
  open(url: string, looks: Looks): Promise<OpenedPage>
  close(): Promise<void>
}

/** The command of a Chromium, or NULL where there is none. */
export function findChromium(): string | null {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' })
      return name
    } catch {
      // The next name.
    }
  }
  return null
}

export async function startBrowser(command: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'teeline-browser-'))
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--hide-scrollbars']
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
  const child = spawn(
    command,
    [...flags, ...quiet, '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] }
  )
  const pipe = new Pipe(child)
  return {
    open: (url, looks) => open(pipe, url, looks),
    async close() {
      const exited = once(child, 'exit')
      await pipe.ask('Browser.close', {})
      await exited
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}

async function open(pipe: Pipe, url: string, looks: Looks): Promise<OpenedPage> {
  const { targetId } = await pipe.ask<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
  const attached = await pipe.ask<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
  const session = attached.sessionId
  const ask = <T>(method: string, params: object = {}): Promise<T> => pipe.ask<T>(method, params, session)
  const requests: string[] = []
  const complaints: string[] = []
  const loaded = new Promise<void>(resolve => {
    pipe.listen(session, (method, params) => {
      if (method === 'Network.requestWillBeSent') requests.push(params['request']?.url ?? '')
      else if (method === 'Page.loadEventFired') resolve()
      else if (complaining.includes(method)) complaints.push(JSON.stringify(params))
    })
  })
  for (const domain of ['Page', 'Network', 'Runtime', 'Log']) await ask(`${domain}.enable`)
  const features = [{ name: 'prefers-color-scheme', value: looks.scheme }]
  await ask('Emulation.setEmulatedMedia', { media: looks.media, features })
  const { width, height } = looks
  await ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
  await ask('Page.navigate', { url })
  await loaded
  const data = async (method: string, params: object): Promise<Buffer> =>
    Buffer.from((await ask<{ data: string }>(method, params)).data, 'base64')
  return {
    requests,
    complaints,
    async evaluate<T>(expression: string) {
      const params = { expression, returnByValue: true }
      const { result } = await ask<{ result: { value: T } }>('Runtime.evaluate', params)
      return result.value
    },
    screenshot: () => data('Page.captureScreenshot', { format: 'png' }),
    pdf: () => data('Page.printToPDF', { printBackground: true, preferCSSPageSize: true })
  }
}

const complaining = ['Runtime.consoleAPICalled', 'Runtime.exceptionThrown', 'Log.entryAdded']

type Params = Record<string, { url?: string } | undefined>
interface Message {
  id?: number
  result?: unknown
  error?: { message: string }
  method?: string
  params?: Params
  sessionId?: string
}

/** The DevTools protocol: JSON, each message ended by a zero byte. */
class Pipe {
  readonly #out: Writable
  readonly #waiting = new Map<number, (message: Message) => void>()
  readonly #listeners = new Map<string, (method: string, params: Params) => void>()
  #lastId = 0

  constructor(child: ChildProcess) {
    this.#out = child.stdio[3] as Writable
    let rest = ''
    const answers = child.stdio[4] as Readable
    answers.setEncoding('utf8').on('data', (text: string) => {
      const messages = (rest + text).split('\0')
      rest = messages.pop() ?? ''
      for (const message of messages) this.#take(JSON.parse(message) as Message)
    })
  }

  listen(session: string, listener: (method: string, params: Params) => void): void {
    this.#listeners.set(session, listener)
  }

  ask<T>(method: string, params: object, sessionId?: string): Promise<T> {
    const id = ++this.#lastId
    this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result as T)
        else reject(new Error(`${method}: ${error.message}`))
      })
    })
  }

  #take(message: Message): void {
    if (message.id === undefined) {
      this.#listeners.get(message.sessionId ?? '')?.(message.method ?? '', message.params ?? {})
      return
    }
    this.#waiting.get(message.id)?.(message)
    this.#waiting.delete(message.id)
  }
}
