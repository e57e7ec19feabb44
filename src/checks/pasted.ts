// What a probe (probe.ts) printed somewhere else, pasted back: the same first steps, seen from there.
import type { Check, StepAnswer, Vantage } from '../check.ts'
import type { CheckStepId } from '../ids.ts'
import { stepNames } from '../words/check.ts'
import type { Lang, Text } from '../words/text.ts'
import { say } from './step.ts'

export type Probed = {
  loginServer: string
  vantage: Vantage
  steps: ReadonlyMap<CheckStepId, { answer: StepAnswer; saw: Text }>
}

const printed =
  /acr-check-probe\s+1\s+([a-z0-9.-]{5,253})\s+(\S{1,253})\s+curl=(\d{1,3})\s+answer=\[([^\]]{0,120})\]\s+dns=\[([^\]]{0,600})\]\s+seen=\[([^\]]{0,60})\]\s+issuer=\[([^\]]{0,300})\]\s+end/

/** What curl's exit statuses say of the step that failed; 28 is told by how far it came. */
const failures: Readonly<Record<number, CheckStepId>> = {
  6: 'dns',
  5: 'proxy',
  7: 'tcp',
  97: 'proxy',
  35: 'tls',
  51: 'tls',
  58: 'tls',
  60: 'tls',
  77: 'tls',
  52: 'registry',
  56: 'registry',
}

const order = ['dns', 'tcp', 'tls', 'registry'] as const

/** @param text redacted, of any size */
export function readProbe(text: string): Probed | undefined {
  const [, loginServer = '', name = '', exit = '', answer = '', dns = '', seen = '', issuer = ''] =
    printed.exec(text.replace(/\s+/g, ' ')) ?? []
  if (loginServer === '') return undefined
  const [status = '000', connect = '0', tls = '0', address = ''] = answer.trim().split(' ')
  const curl = Number(exit)
  const timedOut = Number(tls) > 0 ? 'registry' : Number(connect) > 0 ? 'tls' : address || dns ? 'tcp' : 'dns'
  const failed =
    curl === 0 ? (status === '401' ? undefined : 'registry') : curl === 28 ? timedOut : (failures[curl] ?? 'registry')
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
  for (const id of order) {
    const isFailed = failed === id || (failed === 'proxy' && id === 'dns')
    steps.set(id, { answer: isFailed ? 'no' : 'yes', saw: saw[id] })
    if (isFailed) break
  }
  return { loginServer, vantage: { kind: 'pasted', name: name.slice(0, 100) }, steps }
}

/** The first step where the two places see different things; that they see the same, where they do. */
export function firstDifference({ vantage, steps }: Probed, here: Pick<Check, 'steps'>, lang: Lang): string {
  const name = vantage.name.replaceAll('`', "'")
  for (const [id, there] of steps) {
    const ours = here.steps.find((step) => step.id === id)
    if (!ours || ours.answer === 'unknown' || ours.answer === 'skipped' || ours.answer === there.answer) continue
    const step = stepNames[id][lang]
    const worse = there.answer === 'no'
    return {
      en: `The first difference is ${step}: at \`${name}\` it ${worse ? 'fails' : 'works'} (${there.saw.en}), from here it ${worse ? 'works' : 'fails'}. Look at ${worse ? 'the network of that machine' : 'the network here'}.`,
      pl: `Pierwsza różnica to ${step}: na \`${name}\` ${worse ? 'zawodzi' : 'działa'} (${there.saw.pl}), a stąd ${worse ? 'działa' : 'zawodzi'}. Sprawdź ${worse ? 'sieć tamtej maszyny' : 'sieć tutaj'}.`,
    }[lang]
  }
  return {
    en: `\`${name}\` sees the same as this machine, as far as the login server.`,
    pl: `\`${name}\` widzi to samo co ta maszyna, aż do serwera logowania.`,
  }[lang]
}
