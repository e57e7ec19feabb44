// How fast a registry is checked: one that works, against a program that does nothing; two hundred at once; and every fault.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startChecks } from '../../adapters/checks.ts'
import { network } from '../../adapters/network/network.ts'
import { checksDoc } from '../support/checks-doc.ts'
import { needsSilence } from '../support/fake-azure.ts'
import { faults, tried } from '../support/faults.ts'
import { reaching } from '../support/reach-azure.ts'
import { silentPort } from '../support/silent-port.ts'
import { withAzure } from './azure-process.ts'
import { median, most } from './numbers.ts'
import { usedBy } from './process.ts'

const once_ = fileURLToPath(new URL('check-once.mjs', import.meta.url))
const page = fileURLToPath(new URL('../../docs/checks.md', import.meta.url))
const login = { username: 'contoso', password: 'secret' }

const bars = { overEmptyMs: 150, together: 1.5, growthMegabytes: 200, faultMs: 10_000, mostMs: 5_000 }
const rounds = 21
const many = 200
const usualAtATime = 20

/** Whether all was as fast as it has to be. */
export async function checks({ write = false }: { write?: boolean | undefined }): Promise<boolean> {
  return [await healthy(), await atOnce(), await everyFault(write)].every((well) => well)
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const verdict = (well: boolean) => (well ? '' : '  TOO SLOW')

async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ ms: number; said: string }> {
  const began = performance.now()
  const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env })
  let said = ''
  process_.stdout.on('data', (piece: Buffer) => (said += piece.toString()))
  await once(process_, 'close')
  return { ms: performance.now() - began, said }
}

async function healthy(): Promise<boolean> {
  const env = { ...process.env, ACR_USERNAME: login.username, ACR_PASSWORD: login.password }
  return withAzure({}, async (at) => {
    const over: number[] = []
    const own: number[] = []
    for (let round = 0; round < rounds; round++) {
      const empty = await run(['-e', ''], env)
      const { ms, said } = await run([once_, JSON.stringify(at), 'check', 'contoso', '--json'], env)
      const check = JSON.parse(said) as { verdict: string; ms: number; steps: { id: string; answer: string }[] }
      if (check.verdict !== 'healthy' || check.steps.find(({ id }) => id === 'layer')?.answer !== 'yes')
        throw new Error(`the check was not healthy down to a layer: ${said}`)
      over.push(ms - empty.ms)
      own.push(check.ms)
    }
    const took = median(over)
    const well = took <= bars.overEmptyMs
    console.log(
      `\nA registry that works, down to its first layer, from the command line: ${took.toFixed(0)} ms over an empty program, of which the network ${median(own).toFixed(0)} ms (bar ${bars.overEmptyMs})${verdict(well)}`,
    )
    return well
  })
}

/** Registries with addresses of their own; every tenth keeps silent. */
function registries() {
  const hosts: Record<string, string> = { 'mcr.microsoft.com': '20.61.99.50' }
  const sockets: Record<string, 'dropped'> = {}
  const names = Array.from({ length: many }, (_, i) => `registry${i}`)
  for (const [i, name] of names.entries()) {
    hosts[`${name}.azurecr.io`] = `20.62.${i}.10`
    hosts[`${name}.westeurope.data.azurecr.io`] = `20.62.${i}.20`
    if (i % 10 === 0) sockets[`${name}.azurecr.io`] = 'dropped'
  }
  return { hosts, sockets, names }
}

type Checked = { verdict: string; ms: number }

/** All at a time, while the memory of this process is watched; `growth` in megabytes. */
async function together(check: (registry: string) => Promise<Checked>, names: readonly string[]) {
  const before = usedBy(process).megabytes
  const used = [before]
  const watching = setInterval(() => used.push(usedBy(process).megabytes), 20)
  const began = performance.now()
  const done = await Promise.all(names.map(check))
  const ms = performance.now() - began
  clearInterval(watching)
  return { ms, healthy: done.filter(({ verdict: said }) => said === 'healthy').length, growth: most(used) - before }
}

async function atOnce(): Promise<boolean> {
  const { hosts, sockets, names } = registries()
  return withAzure({ hosts, sockets }, async (at) => {
    const allowing = (mostAtATime: number) => {
      const settings = { registries: ['*'], mostAtATime, hasIdentity: false, login }
      const running = startChecks({ settings, net: network(reaching(at)), identity: async () => undefined })
      return async (registry: string): Promise<Checked> => (await running.run({ registry, from: 'terminal' }))('en')
    }
    const check = allowing(many)
    await check('registry1')
    const alone = await together(check, ['registry0'])
    const all = await together(check, names)
    const fewer = await together(allowing(usualAtATime), names)
    const working = names.filter((name) => !(`${name}.azurecr.io` in sockets))
    const well = await together(check, working)
    const counts = [all.healthy, fewer.healthy, well.healthy]
    if (counts.some((count) => count !== working.length))
      throw new Error(`of ${working.length} registries that work ${counts.join(', ')} were found to`)
    const times = ({ ms }: { ms: number }) => `${(ms / alone.ms).toFixed(2)} times`
    const good = all.ms / alone.ms <= bars.together && all.growth <= bars.growthMegabytes
    console.log(
      `${many} registries at once, every tenth silent, with ACR_CHECK_MAX_CHECKS=${many}: ${times(all)} one silent one alone (${seconds(all.ms)} to ${seconds(alone.ms)}; bar ${bars.together}), ${all.growth.toFixed(0)} MB more in memory at most (bar ${bars.growthMegabytes})${verdict(good)}; with ${usualAtATime}: ${times(fewer)}; ${working.length} that work: ${(well.ms / working.length).toFixed(1)} ms each`,
    )
    return good
  })
}

async function everyFault(write: boolean): Promise<boolean> {
  const silent = (await silentPort()) !== undefined
  const took = new Map<string, number>()
  const measure = async ([name, fault]: (typeof tryable)[number]) => {
    const { check } = await tried(fault, bars.faultMs)
    if (check.finding !== fault.finding) throw new Error(`${name}: found ${check.finding}, not ${fault.finding}`)
    took.set(name, check.ms)
  }
  const tryable = Object.entries(faults).filter(([, fault]) => silent || !needsSilence(fault))
  await tried({ finding: null }, bars.faultMs)
  for (const one of tryable.filter(([, { waits }]) => !waits)) await measure(one)
  await Promise.all(tryable.filter(([, { waits }]) => waits).map(measure))
  const times = [...took.values()]
  const slow = times.filter((ms) => ms > bars.mostMs).length
  const well = most(times) <= bars.faultMs && slow * 2 < times.length
  console.log(
    `${times.length} faults, each told right: median ${median(times).toFixed(0)} ms, the slowest ${seconds(most(times))} (bar ${bars.faultMs / 1000}), ${slow} of them over ${bars.mostMs / 1000} s${verdict(well)}`,
  )
  if (!write) return well
  if (!silent) throw new Error('not every fault can be made on this system, so docs/checks.md was left as it was')
  writeFileSync(page, checksDoc(took))
  console.log('docs/checks.md was written')
  return well
}
