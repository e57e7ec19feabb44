// Another name that must work whatever the registry does: it tells "you are cut off" from "this registry is".
import { tellDns } from './dns.ts'
import { tellProxy } from './proxy.ts'
import type { Seen } from './seen.ts'
import { type CheckStepOf, type StepTold, say } from './step.ts'
import { tellTcp } from './tcp.ts'
import { tellTls } from './tls.ts'

function tell({ control: way, target }: Seen): StepTold | undefined {
  if (!target.ok || !way) return undefined
  const parts = [tellProxy(way), tellDns(way), tellTcp(way), tellTls(way)]
  const failed = parts.find((part) => part?.answer === 'no')
  const ms = parts.reduce((sum, part) => sum + (part?.ms ?? 0), 0)
  if (failed)
    return {
      answer: 'no',
      ms,
      saw: say(`\`${way.host}\`: ${failed.saw.en}`, `\`${way.host}\`: ${failed.saw.pl}`),
    }
  return way.secured?.ok
    ? { answer: 'yes', ms, saw: say(`\`${way.host}\` can be reached.`, `\`${way.host}\` jest osiągalny.`) }
    : undefined
}

export const control = {
  id: 'control',
  tell,
  findings: {
    'cut-off': {
      title: say(
        'This machine is cut off, so nothing can be said of the registry',
        'Ta maszyna jest odcięta, więc o rejestrze nic nie wiadomo',
      ),
      means: say(
        'Another host that must work cannot be reached from here either: the trouble is this network’s, not the registry’s.',
        'Stąd nie da się połączyć także z innym hostem, który musi działać: kłopot ma ta sieć, a nie rejestr.',
      ),
      weighs: { 'client-firewall': 5 },
      topics: ['firewall'],
      verdict: 'unknown',
    },
  },
} as const satisfies CheckStepOf<'cut-off'>
