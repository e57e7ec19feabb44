// acr-check probe: one line to run where it fails.
import { probeLine, type Shell } from '../../src/checks/probe.ts'
import { readTarget } from '../../src/checks/target.ts'
import { Misuse, type Surroundings, status } from './surroundings.ts'

export function probeCommand(registry: string, { shell }: { shell: Shell }, { stdout }: Surroundings): number {
  const target = readTarget(registry)
  if (!target.ok)
    throw new Misuse(
      `"${registry.slice(0, 80)}" is not a registry name${target.likely ? `: is ${target.likely} meant?` : ': give a name such as myregistry, or its login server'}`,
    )
  stdout.write(`${probeLine(target, shell)}\n`)
  return status.ok
}
