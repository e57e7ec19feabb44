// Checks as they come out, for whoever draws them: made by the real ladder over a network in memory, with a clock that ticks
// with every look at it.
import type { AzurePort } from '../../src/azure/port.ts'
import type { Check, Detail } from '../../src/check.ts'
import { type Asked, check } from '../../src/checks/check.ts'
import { readPaste } from '../../src/diagnose.ts'
import type { Failed } from '../../src/ports.ts'
import type { Lang } from '../../src/words/text.ts'
import { fakeAzure, healthy } from './azure/fake-port.ts'
import { type Broken, denied, fakeNetwork, login } from './fake-network.ts'

const paste =
  'docker pull contoso.azurecr.io/team/web:1.4\nError response from daemon: Get "https://contoso.azurecr.io/v2/": denied: client with IP \'203.0.113.25\' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.'
const silent: Failed = { ok: false, why: 'timeout' }
const closed: Broken = {
  answer: (host, { path }) => (host === login && path.startsWith('/v2/') ? denied : undefined),
}

async function made(
  broken: Broken,
  { lang, azure, detail, ...asked }: Partial<Asked> & { lang: Lang; azure?: AzurePort; detail?: Detail },
): Promise<Check> {
  let ticks = 0
  const { net } = fakeNetwork(broken)
  const ticking = { ...net, now: () => 7 * ticks++ }
  const today = () => new Date('2026-11-25T02:14:07Z')
  const vantage = { kind: 'host', name: 'build-07' } as const
  const around = { net: ticking, today, vantage, ...(azure && { azure }) }
  return (await check({ name: 'contoso', ...asked }, around))(lang, detail)
}

/** Public access is off, and not everything may be read. */
const offLimits = () =>
  fakeAzure(
    { registry: { ...healthy.registry, publicAccess: 'Disabled' } },
    { unread: { replicas: 'forbidden', changes: 'late' } },
  ).port

async function all(lang: Lang) {
  const credentials = { kind: 'password', username: 'contoso', password: 'secret' } as const
  return {
    healthy: await made({}, { lang, credentials, image: 'app/web:latest' }),
    broken: await made(closed, { lang }),
    unknown: await made({ connect: { '20.61.99.10': silent, '20.61.99.50': silent } }, { lang }),
    compared: await made(closed, { lang, paste: readPaste(paste) }),
    azure: await made(closed, { lang, azure: offLimits(), detail: { azure: 'shown' } }),
    'azure-hidden': await made(closed, { lang, azure: offLimits() }),
    'azure-unread': await made(closed, { lang, azure: fakeAzure({ identity: { ok: false, why: 'expired' } }).port }),
  }
}

export const checks = { en: await all('en'), pl: await all('pl') } as const satisfies Record<Lang, unknown>
