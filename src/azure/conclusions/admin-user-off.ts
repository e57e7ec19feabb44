// Somebody logs in as the admin user, and there is none.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { isRestricted, registryIn, sourceOf } from './known.ts'

export const adminUserOff = {
  id: 'admin-user-off',
  conclude: ({ view, topics, finding }) => {
    const registry = registryIn(view)
    if (registry?.adminUser !== false || !(topics.has('admin-user') || finding === 'token-rejected')) return []
    const off = say(
      'The admin user is off, as it should be: its name and password are refused.',
      'Konto administratora jest wyłączone, jak być powinno: jego nazwa i hasło są odrzucane.',
    )
    const says = isRestricted(registry)
      ? say(
          `${off.en} The Azure CLI names it also where the network rules refuse the login: turning it on would not help then.`,
          `${off.pl} Azure CLI wspomina o nim także wtedy, gdy logowanie odrzucają reguły sieciowe: włączenie go wtedy nie pomoże.`,
        )
      : off
    return [
      {
        says,
        hint: says,
        weighs: { 'credentials-invalid': isRestricted(registry) ? 1 : topics.has('admin-user') ? 4 : 1.5 },
        sources: sourceOf(view.registry),
      },
    ]
  },
} as const satisfies Conclusion
