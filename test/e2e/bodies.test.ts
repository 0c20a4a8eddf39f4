/** What is said is kept only where that was asked for. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openaiChatJson } from '../support/bodies.js'
import { RawConnection } from '../support/raw-client.js'
import { type ReplayServer, startReplayServer } from '../support/replay-server.js'
import { startTeeline } from '../support/teeline.js'
import { until } from '../support/until.js'

let upstream: ReplayServer
/** Longer than what some stores cut off. */
const body = `{"model":"gpt-4o-mini","messages":[{"role":"user","content":"${'Grüße '.repeat(300_000)}"}]}`

beforeAll(async () => {
  upstream = await startReplayServer()
  const answer = openaiChatJson({ input: 5, output: 3 })
  upstream.on(() => ({ body: answer, headers: [['content-type', 'application/json']] }))
})

afterAll(() => upstream.close())

test.each([true, false])(
  'bodies are rows of their own, by id and whole, when they were asked for: %s',
  async asked => {
    const routes = [{ prefix: '/openai', provider: 'openai', upstream: upstream.url }]
    const teeline = await startTeeline({ config: { routes, record: { dangerouslyStoreBodies: asked } } })
    try {
      const connection = await RawConnection.open(teeline.url)
      await connection.exchange({ method: 'POST', target: '/openai/v1/chat/completions', body })
      connection.close()
      const [row] = await teeline.rows(1)
      const select = () => teeline.query('SELECT id, request_body, response_body FROM teeline.bodies')
      if (asked) {
        const rows = await until('the bodies', async () => (await select())[0])
        const response_body = openaiChatJson({ input: 5, output: 3 }).toString()
        expect(rows).toMatchObject({ id: row?.id, response_body })
        // Compared by itself: what differs would be printed whole.
        expect((rows as { request_body: string }).request_body === body).toBe(true)
      } else expect(await select()).toEqual([])
    } finally {
      await teeline.stop()
    }
  }
)
