/**
 * In development, the real program behind a browser: `QUITTANCE_CLI=… QUITTANCE_BOOK=… npm run dev`
 * forwards each question to `quittance-cli serve`, one line at a time.
 */

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Plugin } from 'vite'

export function devHost(): Plugin {
  const cli = process.env.QUITTANCE_CLI
  const book = process.env.QUITTANCE_BOOK
  let program: ChildProcessWithoutNullStreams | null = null
  const waiting: ((line: string) => void)[] = []

  function start(): ChildProcessWithoutNullStreams {
    const made = spawn(cli!, [...(book ? ['--book', book] : []), 'serve'])
    createInterface({ input: made.stdout }).on('line', (line) => waiting.shift()?.(line))
    made.stderr.on('data', (words) => process.stderr.write(words))
    made.on('exit', () => (program = null))
    return made
  }

  return {
    name: 'quittance-dev-host',
    apply: 'serve',
    config: () => ({ define: { __DEV_HOST__: JSON.stringify(Boolean(cli)) } }),
    configureServer(server) {
      if (!cli) return
      server.httpServer?.on('close', () => program?.kill())
      server.middlewares.use('/call', (request, response) => {
        let body = ''
        request.on('data', (piece: Buffer) => (body += piece.toString('utf8')))
        request.on('end', () => {
          program ??= start()
          waiting.push((line) => {
            response.setHeader('content-type', 'application/json')
            response.end(line)
          })
          program.stdin.write(body.replace(/\n/g, ' ') + '\n')
        })
      })
    },
  }
}
