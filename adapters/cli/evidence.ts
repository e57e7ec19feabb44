// acr-check evidence: one check, handed on as a Markdown file for a support ticket, or as a request to the network team.
import { writeFile } from 'node:fs/promises'
import { evidenceName, evidencePack } from '../../src/handover/evidence.ts'
import { firewallRequest, knownFrom } from '../../src/handover/firewall.ts'
import { maker } from '../maker.ts'
import { type CheckWanted, runCheck } from './run-check.ts'
import { Misuse, type Surroundings, status } from './surroundings.ts'

/** `output`: a file, or `-` for standard output. */
type Wanted = CheckWanted & { output?: string; firewallRequest?: true }

export async function evidenceCommand(registry: string, wanted: Wanted, around: Surroundings): Promise<number> {
  const check = await runCheck(registry, wanted, around)
  if (!check) return status.interrupted
  if (!wanted.firewallRequest) return put(evidencePack(check, maker), wanted.output ?? evidenceName(check), around)
  const request = firewallRequest(knownFrom(check), check.lang)
  if (request === undefined)
    throw new Misuse(
      `"${registry.slice(0, 80)}" is not a registry name: give a name such as myregistry, or its login server`,
    )
  return put(`${request}\n`, wanted.output ?? '-', around)
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'it exists already: name another file, or remove it first',
  ENOENT: 'its folder does not exist',
  EACCES: 'this user may not write there',
  EISDIR: 'it is a folder: name a file in it',
}

async function put(text: string, output: string, { stdout, stderr }: Surroundings): Promise<number> {
  if (output === '-') {
    stdout.write(text)
    return status.ok
  }
  try {
    // What somebody wrote is never written over, and others on this machine need not read addresses and ids.
    await writeFile(output, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new Misuse(`cannot write ${output}: ${reasons[code] ?? message} (--output - prints it)`)
  }
  stderr.write(`Written to ${output}\n`)
  return status.ok
}
