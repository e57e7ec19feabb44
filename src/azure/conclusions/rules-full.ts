// There is no room for another IP rule: the limit cannot be raised.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import type { AzureView } from '../view.ts'
import { read, registryIn, sourceOf } from './known.ts'

const mostRules = 200

function rulesIn(view: AzureView): { count: number; limit: number } | undefined {
  const usage = read(view.usages)?.find(({ name }) => /^ip-?rules$/i.test(name))
  if (usage) return { count: usage.current, limit: usage.limit }
  const count = registryIn(view)?.ipRules?.length
  return count === undefined ? undefined : { count, limit: mostRules }
}

export function areRulesFull(view: AzureView): boolean {
  const rules = rulesIn(view)
  return rules !== undefined && rules.limit > 0 && rules.count >= rules.limit
}

export const rulesFull = {
  id: 'rules-full',
  conclude: ({ view }) => {
    const rules = rulesIn(view)
    if (!rules || !areRulesFull(view)) return []
    return [
      {
        says: say(
          `${rules.count} of ${rules.limit} IP rules are used: join neighbouring addresses into ranges, or use a private endpoint. The limit cannot be raised.`,
          `Wykorzystano ${rules.count} z ${rules.limit} reguł IP: połącz sąsiednie adresy w zakresy albo użyj prywatnego punktu końcowego. Limitu nie da się podnieść.`,
        ),
        hint: say('The registry has no room for another IP rule.', 'W rejestrze nie ma miejsca na kolejną regułę IP.'),
        weighs: { 'sku-limit': 2, 'public-access-rules': 0.5 },
        sources: [...sourceOf(view.usages), ...sourceOf(view.registry)],
      },
    ]
  },
} as const satisfies Conclusion
