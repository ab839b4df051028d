/**
 * What has to stand before anything else runs: Node, the packages of the lock file and, with
 * `--browser`, a Chromium. Uses nothing but Node itself.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './browser.js'

const root = join(import.meta.dirname ?? '.', '..')
const leastNode = [20, 19]

checkNode()
if (!arePackagesInstalled()) installPackages()
if (process.argv.includes('--browser') && !findChromium()) installChromium()

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isNewEnough = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])
  if (!isNewEnough)
    stop(`Node ${leastNode.join('.')} or newer is needed; this is ${process.version}.`)
}

/** npm keeps what it installed in a lock file of its own: it is compared with ours. */
function arePackagesInstalled() {
  const installed = readPackages('node_modules/.package-lock.json')
  if (!installed) return false
  return Object.entries(readPackages('package-lock.json') ?? {}).every(
    ([path, { version, optional }]) =>
      path === '' || optional || installed[path]?.version === version,
  )
}

function readPackages(file) {
  const path = join(root, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null
}

/**
 * `npm ci` would refuse where a registry lacks the binaries of a platform that is not this one;
 * `npm install --no-save` takes the same versions from the lock file and leaves it as it is.
 */
function installPackages() {
  say('Installing packages …')
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    otherwise:
      'The packages could not be installed: see the lines above, then run the command again.',
  })
}

function installChromium() {
  const isDebian = existsSync('/etc/debian_version')
  if (process.env.CHROMIUM_PATH) {
    stop(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, which cannot be executed.`)
  }
  if (!isDebian || process.getuid?.() !== 0) {
    const how = isDebian
      ? 'sudo apt-get install -y chromium fonts-noto-cjk'
      : 'install Chromium or Google Chrome'
    stop(`The browser tests need a Chromium. Please ${how}, or set CHROMIUM_PATH to one.`)
  }
  say('Installing Chromium and Chinese fonts from the Debian packages …')
  const otherwise = 'Chromium could not be installed: install it by hand, or set CHROMIUM_PATH.'
  run('apt-get', ['-qq', 'update'], { otherwise })
  run(
    'apt-get',
    ['-qq', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
    {
      otherwise,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    },
  )
}

/** What programs say goes to standard error: standard output is for answers. */
function run(command, args, { otherwise, env = process.env }) {
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2] })
  if (status !== 0) stop(otherwise)
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

function stop(sentence) {
  say(sentence)
  process.exit(1)
}
