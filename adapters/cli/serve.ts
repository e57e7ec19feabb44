// acr-check serve: reads the settings, listens, and closes in good order when told to stop.
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { diagnose } from '../../src/diagnose.ts'
import type { CheckSettings, Checks } from '../checks.ts'
import { offersAzure, readCheckSettings, readConfig } from '../config.ts'
import { startPlatforms } from '../platforms.ts'
import { throughProxy } from '../proxy.ts'
import { whereOf } from '../where.ts'
import { untilTold } from './stopping.ts'
import { Misuse, misusedSettings, type Surroundings, status } from './surroundings.ts'

const page = fileURLToPath(new URL('../../node_modules/.page', import.meta.url))

export async function serveCommand({ env, stdout, stderr }: Surroundings): Promise<number> {
  const [read, checking] = [readConfig(env), readCheckSettings(env)]
  const problems = [read, checking].flatMap((it) => (it.ok ? [] : it.problems))
  if (!read.ok || !checking.ok) throw misusedSettings(problems)
  const { config } = read
  const log = (line: string) => void stderr.write(`${line}\n`)
  // A platform's library that forgets to catch must not end the others.
  process.on('unhandledRejection', (error) => log(`not caught: ${whereOf(error)}`))
  // By itself the collector lets garbage grow to several times what is in use before it looks at it.
  setFlagsFromString('--heap-growing-percent=100')
  // The Bot Framework prints every token that it refuses, with the keys it tried; we say so ourselves, and less.
  console.error = () => {}
  throughProxy(env, log)
  const stopping = untilTold(log)
  const checks = checksWhenAsked(checking.settings, env)
  // Loaded side by side: reading hundreds of files is what a start waits for.
  const [platforms, { serve, webApp }] = await stopping.during(
    'the start',
    Promise.all([startPlatforms(config, log, checks).catch(misused), import('../web/server.ts')]),
  )
  const app = webApp({ config, diagnose, checks, platforms, page, log })
  const served = await serve(app, config).catch(async (error: Error) => {
    await platforms.stop()
    return misused(error)
  })
  stdout.write(
    `acr-check listens on ${served.url}${config.playground ? ' (open it to paste an error)' : ''}\nStop it with Ctrl+C.\n`,
  )
  // The first paste is not to wait for what a first paste compiles.
  setTimeout(() => diagnose('contoso.azurecr.io'), 1_000).unref()
  await stopping.told
  await stopping.during('HTTP', served.close())
  await platforms.stop(stopping.during)
  stopping.done()
  return status.ok
}

function misused(error: Error): never {
  throw new Misuse(error.message)
}

/** What checks need is loaded for the first of them: most starts wait for none. */
function checksWhenAsked(settings: CheckSettings, env: NodeJS.ProcessEnv): Checks {
  let started: Promise<Checks> | undefined
  async function start() {
    const [{ startChecks }, { network }, { entraToken }] = await Promise.all([
      import('../checks.ts'),
      import('../network/network.ts'),
      import('../identity.ts'),
    ])
    return startChecks({
      settings,
      net: network({ env }),
      identity: entraToken,
      azure: async () => (await import('../azure/azure.ts')).startAzure(env, settings.logWorkspace),
    })
  }
  return {
    mostAtATime: settings.mostAtATime,
    offersAzure: offersAzure(settings),
    async run(...asked) {
      started ??= start()
      return (await started).run(...asked)
    },
    async covers(registry) {
      started ??= start()
      return (await started).covers(registry)
    },
  }
}
