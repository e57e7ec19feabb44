// What a command sees of the process around it, as parameters, and how it tells that it was used wrongly.
import type { ReadStream, WriteStream } from 'node:tty'
import type { AzurePort } from '../../src/azure/port.ts'
import type { Network } from '../../src/ports.ts'

export type Surroundings = {
  stdin: ReadStream | NodeJS.ReadStream
  stdout: WriteStream | NodeJS.WriteStream
  stderr: WriteStream | NodeJS.WriteStream
  env: NodeJS.ProcessEnv
  /** In place of this machine's own, for whoever measures a command. */
  net?: Network
  /** In place of Azure itself. */
  azure?: AzurePort
}

/** Exit statuses of the contract, that of sysexits.h for a fault of ours, and a shell's for Ctrl+C. */
export const status = {
  ok: 0,
  notRecognised: 1,
  problem: 1,
  misuse: 2,
  unknown: 3,
  fault: 70,
  interrupted: 130,
} as const

/** The message names the mistake and the way out. */
export class Misuse extends Error {}

export const misusedSettings = (problems: readonly string[]): Misuse =>
  new Misuse(`the settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
