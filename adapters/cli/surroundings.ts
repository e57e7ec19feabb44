// What a command sees of the process around it, as parameters, and how it tells that it was used wrongly.
import type { ReadStream, WriteStream } from 'node:tty'

export type Surroundings = {
  stdin: ReadStream | NodeJS.ReadStream
  stdout: WriteStream | NodeJS.WriteStream
  stderr: WriteStream | NodeJS.WriteStream
  env: NodeJS.ProcessEnv
}

/** Exit statuses of the contract, and that of sysexits.h for a fault of ours. */
export const status = { ok: 0, notRecognised: 1, misuse: 2, fault: 70 } as const

/** The message names the mistake and the way out. */
export class Misuse extends Error {}
