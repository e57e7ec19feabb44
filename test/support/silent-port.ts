// A port on loopback that drops packets as a firewall does, without root: its listener accepts nobody, and once the queue of
// those who wait is full, the system keeps silent to everybody else.
import { connect } from 'node:net'
import { Worker } from 'node:worker_threads'

/** Listens, and then holds its thread, so that nothing is ever accepted. */
const deaf = `
const { createServer } = require('node:net')
const { parentPort } = require('node:worker_threads')
const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort.postMessage(server.address().port)
  setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))
})`
const longestQueue = 8
const silentMs = 150

/** Whether nobody answers; whoever is answered waits in the queue for as long as this process lives. */
const isSilent = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const timer = setTimeout(() => {
      socket.destroy()
      resolve(true)
    }, silentMs)
    const answered = () => {
      clearTimeout(timer)
      socket.unref()
      resolve(false)
    }
    socket.on('connect', answered)
    socket.on('error', answered)
  })

async function made(): Promise<number | undefined> {
  const worker = new Worker(deaf, { eval: true })
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  worker.unref()
  for (let waiting = 0; waiting < longestQueue; waiting++) if (await isSilent(port)) return port
  return undefined
}

let port: Promise<number | undefined> | undefined
/** One for the whole process; none where the system refuses in place of keeping silent. */
export const silentPort = (): Promise<number | undefined> => (port ??= made())
