import { mkdtempSync } from 'node:fs'
import { readConfig, startCloud } from '../emulator'
import { localTarget } from './local/target'
import { loadPlace } from './place/load'
import { shaxian } from './place/shaxian'
const cloud = await startCloud(readConfig('.'), { data: mkdtempSync('/tmp/zz-') })
let t = performance.now()
if (process.argv[2]) await loadPlace(localTarget(cloud.url), shaxian('2026-11-23'))
console.log('load', performance.now() - t)
t = performance.now()
await cloud.close()
console.log('close', performance.now() - t, process.getActiveResourcesInfo())
process.on('exit', () => console.log('exit', performance.now() - t))
