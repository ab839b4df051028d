import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { paths } from '../paths'

export interface Outcome {
  ok: boolean
  output: string
}

/** Runs a program of node_modules/.bin in the project's root and keeps what it says. */
export function runTool(name: string, args: readonly string[]): Promise<Outcome> {
  return runProgram(join(paths.nodeModules, '.bin', name), args)
}

export function runProgram(
  program: string,
  args: readonly string[],
  cwd: string = paths.root,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, FORCE_COLOR: '0' } })
    const said: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output: String(Buffer.concat(said)) }))
  })
}
