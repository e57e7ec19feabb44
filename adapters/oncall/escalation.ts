// ACR_CHECK_ESCALATE: a YAML file that says whom a case calls that nobody takes on, and after how long.
import { readFile } from 'node:fs/promises'
import { type Escalation, readEscalationFile } from '../../src/oncall/escalation.ts'

/** @throws an Error that names the file, and each mistake with its line and the way out */
export async function readEscalation(file: string): Promise<Escalation> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`ACR_CHECK_ESCALATE names ${file}, which cannot be read (${error.code})`)
  })
  const read = readEscalationFile(text)
  if (!read.ok) throw new Error(read.problems.map((problem) => `${file}:${problem}`).join('\n'))
  return read.value
}
