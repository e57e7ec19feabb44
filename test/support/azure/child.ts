// Asks Azure in a process of its own, with whatever identity and proxy its environment says, and prints what came of it and which of
// Azure's libraries were loaded for it. Arguments: what to ask, in order.
import { registerHooks } from 'node:module'
import { ids, subscription } from './world.ts'

const loaded = new Set<string>()
registerHooks({
  load(url, context, next) {
    const [, library] = /(?:node_modules\/(?=@azure\/)|\.bundled\/)(@azure\/[\w-]+|arm-network)/.exec(url) ?? []
    if (library) loaded.add(library)
    return next(url, context)
  },
})

const { startAzure } = await import('../../../adapters/azure/azure.ts')
const at = startAzure(process.env, process.env.ACR_CHECK_LOG_WORKSPACE)
const signal = AbortSignal.timeout(20_000)

const questions = {
  identity: () => at.identity(signal),
  find: () => at.find({ name: 'myregistry', loginServer: `myregistry.azurecr.${suffixes[at.cloud]}` }, signal),
  registry: () => at.registry(ids.registry, signal),
  subnet: () => at.subnet(ids.subnet, signal),
  links: () => at.links(ids.zone, signal),
  cluster: () => at.cluster(ids.cluster, signal),
  provider: () => at.provider(subscription, signal),
  denied: () => at.denied?.('myregistry.azurecr.io', signal),
}
const suffixes = { public: 'io', 'us-government': 'us', china: 'cn' } as const
export type Question = keyof typeof questions
export type Told = { question: string; answer: { ok: boolean; why?: string; code?: string }; loaded: string[] }

const told: Told[] = [{ question: 'start', answer: { ok: true }, loaded: [...loaded] }]
for (const question of process.argv.slice(2) as Question[]) {
  const answer = await questions[question]()
  told.push({ question, answer: answer ?? { ok: false }, loaded: [...loaded].sort() })
}
process.stdout.write(JSON.stringify(told))
