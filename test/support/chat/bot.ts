// The whole server in this process, on a port and a data folder of its own, as `acr-check serve` makes it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatChecks } from '../../../adapters/chat/checking.ts'
import { readConfig } from '../../../adapters/config.ts'
import { type Platforms, startPlatforms } from '../../../adapters/platforms.ts'
import { serve, webApp } from '../../../adapters/web/server.ts'
import { diagnose } from '../../../src/diagnose.ts'

export type Bot = {
  /** `http://localhost:PORT/` */
  url: string
  folder: string
  platforms: Platforms
  logged: string[]
  /** Everything that has come in is worked off. */
  idle(): Promise<void>
  /** Everything that is watched and due has been checked, and what it came to is said. */
  called(): Promise<void>
  stop(): Promise<void>
}

/** @param folder one that another bot has left; unset: a new one, which goes with this bot */
export async function startBot(env: Record<string, string>, folder?: string, checks?: ChatChecks): Promise<Bot> {
  const data = folder ?? (await mkdtemp(path.join(tmpdir(), 'acr-check-')))
  const read = readConfig({ PORT: '0', ACR_CHECK_DATA: data, ...env })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const { config } = read
  const logged: string[] = []
  const log = (line: string) => void logged.push(line)
  const platforms = await startPlatforms(config, log, checks)
  const served = await serve(webApp({ config, diagnose, platforms, page: data, log }), config)
  async function waiting() {
    const each = await Promise.all(Object.values(platforms.chats()).map((chat) => chat.waiting()))
    return each.reduce((sum, many) => sum + many, 0)
  }
  return {
    url: served.url,
    folder: data,
    platforms,
    logged,
    async idle() {
      const until = Date.now() + 10_000
      for (let left = await waiting(); left > 0; left = await waiting()) {
        if (Date.now() > until) throw new Error(`still waiting for ${left} events:\n${logged.join('\n')}`)
        await sleep(5)
      }
    },
    async called() {
      await (await platforms.oncall)?.idle()
    },
    async stop() {
      await served.close()
      await platforms.stop()
      if (folder === undefined) await rm(data, { recursive: true, force: true })
    },
  }
}

/** Waits until it holds. */
export async function until(holds: () => unknown, what: string, ms = 3_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`)
    await sleep(5)
  }
}
