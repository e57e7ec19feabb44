// A lock keeps people from changing or deleting the registry.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, nameOf, shown } from '../names.ts'
import { partsOf, type ResourceId } from '../view.ts'
import { read, sourceOf } from './known.ts'

/** How the place of a lock is named when it is made again. */
function onScope(scope: ResourceId): string {
  const { resourceGroup, names } = partsOf(scope)
  if (Object.keys(names).length > 0) return '--resource {lockScope}'
  return resourceGroup === undefined
    ? '--subscription {subscription}'
    : '-g {resourceGroup} --subscription {subscription}'
}

export const locked = {
  id: 'locked',
  conclude: ({ view, topics }) =>
    (read(view.locks) ?? []).map(({ name, level, scope }) => {
      const isAbout = topics.has('portal') || topics.has('terraform') || topics.has('policy')
      const lockId = `${scope}/providers/Microsoft.Authorization/locks/${name}`
      const isReadOnly = level === 'ReadOnly'
      const what = isReadOnly
        ? say(
            'settings cannot be changed, nor its credentials listed',
            'nie da się zmienić ustawień ani odczytać poświadczeń',
          )
        : say('it cannot be deleted, nor what belongs to it', 'nie da się usunąć go ani tego, co do niego należy')
      return {
        says: say(
          `The lock \`${shown(name)}\` (${level}) on \`${nameOf(scope)}\` holds the registry: ${what.en}.`,
          `Rejestr obejmuje blokada \`${shown(name)}\` (${level}) na \`${nameOf(scope)}\`: ${what.pl}.`,
        ),
        hint: say(
          `A lock (${level}) holds the registry: ${what.en}.`,
          `Rejestr obejmuje blokada (${level}): ${what.pl}.`,
        ),
        weighs: { 'resource-locked': isAbout ? 3 : isReadOnly ? 1 : 0.5 },
        sources: sourceOf(view.locks),
        repair: {
          text: say(
            'Ask whoever set the lock; take it off, make the change, and set it again.',
            'Zapytaj osobę, która założyła blokadę; zdejmij ją, wprowadź zmianę i załóż ponownie.',
          ),
          command: command('az lock delete --ids {lockId}', { lockId }),
          undo: command(`az lock create -n {lock} --lock-type ${level} ${onScope(scope)}`, {
            lock: name,
            lockScope: scope,
            subscription: partsOf(scope).subscription,
            resourceGroup: partsOf(scope).resourceGroup,
          }),
          who: 'subscription-owner' as const,
          exposes: say(
            'Without the lock the registry can be changed and deleted by mistake.',
            'Bez blokady rejestr można przez pomyłkę zmienić i usunąć.',
          ),
        },
      }
    }),
} as const satisfies Conclusion
