// What an evidence pack says of the program that made it.
import packageJson from '../package.json' with { type: 'json' }
import type { Maker } from '../src/handover/evidence.ts'

export const maker: Maker = {
  version: packageJson.version,
  runtime: `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
}
