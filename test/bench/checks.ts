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
import { type AzureAt, reaching } from '../support/reach-azure.ts'
import { silentPort } from '../support/silent-port.ts'
import type { Wanted } from './azure-child.ts'
import { median, most } from './numbers.ts'
import { heard, start, stop, usedBy } from './process.ts'

const once_ = fileURLToPath(new URL('check-once.mjs', import.meta.url))
const child = fileURLToPath(new URL('azure-child.ts', import.meta.url))
const page = fileURLToPath(new URL('../../docs/checks.md', import.meta.url))
const login = { username: 'contoso', password: 'secret' }

const bars = { overEmptyMs: 150, together: 1.5, growthMegabytes: 200, faultMs: 10_000, mostMs: 5_000 }
const rounds = 21
const many = 200

/** Whether all was as fast as it has to be. */
export async function checks({ write = false }: { write?: boolean | undefined }): Promise<boolean> {
  return [await healthy(), await atOnce(), await everyFault(write)].every((well) => well)
}

const verdict = (well: boolean) => (well ? '' : '  TOO SLOW')

async function withAzure<Value>(wanted: Wanted, use: (at: AzureAt) => Promise<Value>): Promise<Value> {
  const azure = start(child, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  try {
    azure.send(wanted)
    return await use(await heard<AzureAt>(azure, 10_000))
  } finally {
    await stop(azure)
  }
}

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

async function atOnce(): Promise<boolean> {
  const { hosts, sockets, names } = registries()
  return withAzure({ hosts, sockets }, async (at) => {
    const settings = { registries: ['*'], mostAtATime: many, hasIdentity: false, login }
    const running = startChecks({ settings, net: network(reaching(at)), identity: async () => undefined })
    const check = async (registry: string) => {
      const began = performance.now()
      const { verdict: said } = (await running.run({ registry, from: 'terminal' }))('en')
      return { ms: performance.now() - began, said }
    }
    await check('registry1')
    const alone = await check('registry0')
    const before = usedBy(process).megabytes
    const began = performance.now()
    const done = await Promise.all(names.map(check))
    const together = performance.now() - began
    const growth = usedBy(process).megabytes - before
    const broken = done.filter(({ said }) => said !== 'healthy').length
    if (broken !== many / 10) throw new Error(`${broken} of ${many} registries were found broken`)
    const ratio = together / alone.ms
    const well = ratio <= bars.together && growth <= bars.growthMegabytes
    console.log(
      `${many} registries at once, every tenth silent: ${ratio.toFixed(2)} times one silent one alone (${(together / 1000).toFixed(1)} s to ${(alone.ms / 1000).toFixed(1)} s; bar ${bars.together}), ${growth.toFixed(0)} MB more in memory (bar ${bars.growthMegabytes})${verdict(well)}`,
    )
    return well
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
    `${times.length} faults, each told right: median ${median(times).toFixed(0)} ms, the slowest ${(most(times) / 1000).toFixed(1)} s (bar ${bars.faultMs / 1000}), ${slow} of them over ${bars.mostMs / 1000} s${verdict(well)}`,
  )
  if (!write) return well
  if (!silent) throw new Error('not every fault can be made on this system, so docs/checks.md was left as it was')
  writeFileSync(page, checksDoc(took))
  console.log('docs/checks.md was written')
  return well
}
