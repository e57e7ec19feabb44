// The server as a process of its own, for what only a process has: an environment, an end by force.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { until } from './bot.ts'

const main = fileURLToPath(new URL('../../../adapters/main.js', import.meta.url))

export type Server = {
  url: string
  process: ChildProcess
  output(): string
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Listening, when it resolves; `ready` waits for the platforms too. */
export async function startServer(env: Record<string, string>, { ready = true } = {}): Promise<Server> {
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()))
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  const url = () => /listens on (http:\S+)/.exec(output)?.[1]
  const allWork = async () => ((await (await fetch(`${url()}readyz`)).json()) as { status: string }).status === 'ok'
  try {
    await until(() => url() !== undefined || child.exitCode !== null, 'the server listens', 20_000)
    if (!url()) throw new Error('the server ended')
    if (ready) await until(allWork, 'every platform works', 20_000)
  } catch (error) {
    await kill('SIGKILL')
    throw new Error(`${String(error)}\n${output}`, { cause: error })
  }
  return { url: url() ?? '', process: child, output: () => output, kill }
}
