// Checks without a network: each registry does as it is told, and what was asked is remembered.
import type { ChatChecks } from '../../../adapters/chat/checking.ts'
import { CheckRefused } from '../../../adapters/check-refused.ts'
import type { CheckStep } from '../../../src/check.ts'
import type { Lang } from '../../../src/words/text.ts'
import { checks as samples } from '../checks.ts'

type Does = 'healthy' | 'broken' | 'unknown' | 'compared' | 'throws' | 'hangs' | 'refuses'
type Asked = Parameters<ChatChecks['run']>[0]

export type FakeChecks = ChatChecks & { does: Map<string, Does>; asked: Asked[]; ends: number; takesMs: number }

export function fakeChecks(deadlineMs = 200): FakeChecks {
  const fake: FakeChecks = {
    deadlineMs,
    does: new Map(),
    asked: [],
    ends: 0,
    takesMs: 10,
    mostAtATime: 20,
    covers: async (registry) => fake.does.get(registry.split('.')[0] ?? '') !== 'refuses',
    async run(asked, { onStep, signal } = {}) {
      fake.asked.push(asked)
      signal?.addEventListener('abort', () => fake.ends++)
      const [registry = ''] = asked.registry.split('.')
      const does = fake.does.get(registry) ?? 'broken'
      if (does === 'throws') throw new Error('the runner broke')
      if (does === 'refuses') throw new CheckRefused('not-covered', 'not among them')
      const sample = does === 'hangs' ? 'healthy' : asked.paste && does === 'broken' ? 'compared' : does
      const of = (lang: Lang) => samples[lang][sample]
      for (const [index] of of('en').steps.entries()) onStep?.((lang) => of(lang).steps[index] as CheckStep)
      await new Promise((resolve) => does === 'hangs' || setTimeout(resolve, fake.takesMs))
      const made = { registry, loginServer: asked.registry, checkedAt: new Date().toISOString(), ms: 1 }
      return (lang) => ({ ...of(lang), ...made })
    },
  }
  return fake
}
