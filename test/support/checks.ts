// Checks as they come out, for whoever draws them: made by the real ladder over a network in memory, with a clock that ticks
// with every look at it.
import type { Check } from '../../src/check.ts'
import { type Asked, check } from '../../src/checks/check.ts'
import { readPaste } from '../../src/diagnose.ts'
import type { Failed } from '../../src/ports.ts'
import type { Lang } from '../../src/words/text.ts'
import { type Broken, denied, fakeNetwork, login } from './fake-network.ts'

const paste =
  'docker pull contoso.azurecr.io/team/web:1.4\nError response from daemon: Get "https://contoso.azurecr.io/v2/": denied: client with IP \'203.0.113.25\' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.'
const silent: Failed = { ok: false, why: 'timeout' }
const closed: Broken = {
  answer: (host, { path }) => (host === login && path.startsWith('/v2/') ? denied : undefined),
}

async function made(broken: Broken, { lang, ...asked }: Partial<Asked> & { lang: Lang }): Promise<Check> {
  let ticks = 0
  const { net } = fakeNetwork(broken)
  const ticking = { ...net, now: () => 7 * ticks++ }
  const today = () => new Date('2026-11-25T02:14:07Z')
  const vantage = { kind: 'host', name: 'build-07' } as const
  const checked = await check({ name: 'contoso', ...asked }, { net: ticking, today, vantage })
  return checked(lang)
}

async function all(lang: Lang) {
  const credentials = { kind: 'password', username: 'contoso', password: 'secret' } as const
  return {
    healthy: await made({}, { lang, credentials, image: 'app/web:latest' }),
    broken: await made(closed, { lang }),
    unknown: await made({ connect: { '20.61.99.10': silent, '20.61.99.50': silent } }, { lang }),
    compared: await made(closed, { lang, paste: readPaste(paste) }),
  }
}

export const checks = { en: await all('en'), pl: await all('pl') } as const satisfies Record<Lang, unknown>
