// How the nodes of a cluster get the right to pull: the repair that two conclusions share.
import { say } from '../../checks/step.ts'
import type { Repair } from '../conclusion.ts'
import { command, registryNames } from '../names.ts'
import type { AzureView } from '../view.ts'
import { leastRole, pullRoles, type RoleMode } from './pulling.ts'

export function granting(view: AzureView, mode: RoleMode, principal: string): Repair {
  const role = leastRole[mode]
  const named = { ...pullRoles.registry, ...pullRoles.repository }[role]
  const names = { ...registryNames(view), principal }
  return {
    text: say(
      `Give the identity of the nodes the role ${named} at this registry; it takes effect after some minutes.`,
      `Nadaj tożsamości węzłów rolę ${named} w tym rejestrze; zadziała po kilku minutach.`,
    ),
    command: command(
      `az role assignment create --assignee-object-id {principal} --assignee-principal-type ServicePrincipal --role ${role} --scope {registryId}`,
      names,
    ),
    undo: command(`az role assignment delete --assignee {principal} --role ${role} --scope {registryId}`, names),
    who: 'registry-owner',
    exposes: say(
      'Every pod of the cluster can pull every image of this registry.',
      'Każdy pod klastra może pobrać każdy obraz z tego rejestru.',
    ),
  }
}
