// What a probe (probe.ts) printed somewhere else, pasted back: the same first steps, seen from there.
import type { CheckStep, StepAnswer, Vantage } from '../check.ts'
import type { Paste } from '../diagnose.ts'
import type { CheckStepId, FindingId } from '../ids.ts'
import type { Redacted } from '../paste/redact.ts'
import { stepNames } from '../words/check.ts'
import type { Text } from '../words/text.ts'
import { addressKind } from './address.ts'
import { say } from './step.ts'

export type Probed = {
  loginServer: string
  addresses: readonly string[]
  vantage: Vantage
  steps: ReadonlyMap<CheckStepId, { answer: StepAnswer; saw: Text }>
  /** What a check would have found there. */
  finding?: FindingId
  /** The address that ACR saw there, where it said so. */
  clientIp?: string
}

const printed =
  /acr-check-probe\s+1\s+([a-z0-9.-]{5,253})\s+(\S{1,253})\s+curl=(\d{1,3})\s+answer=\[([^\]]{0,120})\]\s+dns=\[([^\]]{0,600})\]\s+seen=\[([0-9.:a-f]{0,45})\]\s+issuer=\[([^\]]{0,300})\]\s+end/

/** What curl's exit statuses say of the step that failed; others are told by how far it came. */
const failures: Readonly<Record<number, CheckStepId>> = {
  5: 'dns',
  6: 'dns',
  7: 'tcp',
  35: 'tls',
  51: 'tls',
  58: 'tls',
  60: 'tls',
  77: 'tls',
}
/** There was no curl to ask with. */
const notRun = new Set([126, 127])

/** What a status other than 401 means; a page that none of these explains comes from something else. */
const statuses: readonly (readonly [RegExp, FindingId])[] = [
  [/^407$/, 'proxy-auth-required'],
  [/^429$/, 'throttled'],
  [/^5/, 'service-error'],
]
const timedOut = 28
const broken = new Set([35, 52, 55, 56])

type Told = { failed: CheckStepId; curl: number; status: string; isSeen: boolean; hasPrivate: boolean }

function findingOf({ failed, curl, status, isSeen, hasPrivate }: Told): FindingId | undefined {
  if (notRun.has(curl)) return undefined
  if (curl === 5) return 'proxy-unreachable'
  switch (failed) {
    case 'dns':
      return 'name-not-found'
    case 'tcp':
      if (hasPrivate) return 'private-address-unreachable'
      return curl === timedOut ? 'tcp-timeout' : 'tcp-refused'
    case 'tls':
      if (curl === timedOut) return 'tls-timeout'
      return broken.has(curl) ? 'connection-reset' : 'tls-untrusted'
    default:
      if (curl !== 0) return curl === timedOut ? 'http-timeout' : 'connection-reset'
      if (isSeen) return 'ip-denied'
      return statuses.find(([pattern]) => pattern.test(status))?.[1] ?? 'not-a-registry'
  }
}

const order = ['dns', 'tcp', 'tls', 'registry'] as const

/** @param text redacted, of any size */
export function readProbe(text: string): Probed | undefined {
  if (!text.includes('acr-check-probe')) return undefined
  const [, loginServer = '', name = '', exit = '', answer = '', dns = '', seen = '', issuer = ''] =
    printed.exec(text)?.map((part) => part.replace(/\s+/g, ' ')) ?? []
  if (loginServer === '') return undefined
  const [status = '000', connect = '0', tls = '0', address = ''] = answer.trim().split(' ')
  const curl = Number(exit)
  const secured = Number(tls) > 0
  const connected = Number(connect) > 0
  const farthest = secured ? 'registry' : connected ? 'tls' : address || dns ? 'tcp' : 'dns'
  const failed = curl === 0 ? (status === '401' ? undefined : 'registry') : (failures[curl] ?? farthest)
  const addresses = dns.replace(/,+$/, '').slice(0, 120)
  const saw: Record<(typeof order)[number], Text> = {
    dns: addresses ? say(`\`${addresses}\``, `\`${addresses}\``) : say('no address', 'brak adresu'),
    tcp: say(`curl ${exit}`, `curl ${exit}`),
    tls: issuer
      ? say(`issued by \`${issuer.trim()}\``, `wystawił \`${issuer.trim()}\``)
      : say(`curl ${exit}`, `curl ${exit}`),
    registry: say(
      `status ${status}${seen ? `, seen as \`${seen}\`` : ''}`,
      `status ${status}${seen ? `, widziany jako \`${seen}\`` : ''}`,
    ),
  }
  const steps = new Map<CheckStepId, { answer: StepAnswer; saw: Text }>()
  for (const id of notRun.has(curl) ? (['dns'] as const) : order) {
    const isFailed = notRun.has(curl) ? addresses === '' : failed === id
    steps.set(id, { answer: isFailed ? 'no' : 'yes', saw: saw[id] })
    if (isFailed) break
  }
  const all = addresses.split(',').filter((it) => it !== '')
  const hasPrivate = all.some((it) => addressKind(it) === 'private')
  const finding = failed && findingOf({ failed, curl, status, isSeen: seen !== '', hasPrivate })
  return {
    loginServer,
    addresses: all,
    vantage: { kind: 'pasted', name: name.slice(0, 100) },
    steps,
    ...(finding && { finding }),
    ...(seen && { clientIp: seen }),
  }
}

/** What else was pasted, on the same lines as before. */
export const withoutProbe = (paste: Paste): Paste => ({
  ...paste,
  text: paste.text.replace(printed, (it) => it.replace(/.+/g, '')) as Redacted,
})

type Here = { loginServer: string; steps: readonly CheckStep[]; addresses: readonly string[] }

const kinds = (addresses: readonly string[]) => [...new Set(addresses.map(addressKind))].sort().join()

/** The first step where the two places see different things; that they see the same, where they do. */
export function firstDifference({ loginServer, addresses, vantage, steps }: Probed, here: Here): Text {
  const name = vantage.name.replaceAll('`', "'")
  if (loginServer !== here.loginServer)
    return say(
      `The pasted output is about \`${loginServer}\`, not about this registry, so it was not compared.`,
      `Wklejony wynik dotyczy \`${loginServer}\`, a nie tego rejestru, więc go nie porównano.`,
    )
  for (const [id, there] of steps) {
    const ours = here.steps.find((step) => step.id === id)
    if (!ours || ours.answer === 'unknown' || ours.answer === 'skipped') continue
    if (ours.answer !== there.answer) {
      const { en, pl } = stepNames[id]
      const [bad, good] = [there.answer === 'no', ours.answer === 'yes']
      return say(
        `The first difference is ${en}: at \`${name}\` it ${bad ? 'fails' : 'works'} (${there.saw.en}), from here it ${good ? 'works' : 'fails'}. Look at ${bad ? 'the network of that machine' : 'the network here'}.`,
        `Pierwsza różnica to ${pl}: na \`${name}\` ${bad ? 'zawodzi' : 'działa'} (${there.saw.pl}), a stąd ${good ? 'działa' : 'zawodzi'}. Sprawdź ${bad ? 'sieć tamtej maszyny' : 'sieć tutaj'}.`,
      )
    }
    if (id === 'dns' && addresses.length > 0 && here.addresses.length > 0 && kinds(addresses) !== kinds(here.addresses))
      return say(
        `The first difference is DNS: \`${name}\` gets \`${addresses[0]}\`, this machine \`${here.addresses[0]}\`: one goes to the private endpoint, the other to the public address.`,
        `Pierwsza różnica to DNS: \`${name}\` dostaje \`${addresses[0]}\`, a ta maszyna \`${here.addresses[0]}\`: jedna idzie do prywatnego punktu końcowego, druga pod adres publiczny.`,
      )
  }
  return say(
    `\`${name}\` sees the same as this machine, as far as the login server.`,
    `\`${name}\` widzi to samo co ta maszyna, aż do serwera logowania.`,
  )
}
