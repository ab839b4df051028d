import { connect } from 'node:net'
import type { Cloud } from '../../emulator'
import type { Project } from './support/project'
import { createProject, environment } from './support/project'

let project: Project
let cloud: Cloud

beforeAll(async () => {
  project = createProject()
  project.addFunction('echo', `exports.main = async (event) => event`)
  cloud = await project.start()
})
afterAll(async () => {
  await cloud.close()
  project.remove()
})

test.each<[string, string, string]>([
  ['no JSON', '{', 'INVALID_PARAM'],
  ['no object', '[1]', 'INVALID_PARAM'],
  ['no action', '{}', 'INVALID_PARAM'],
  ['an unknown action', '{"action":"database.dance"}', 'NOT_EMULATED'],
  ['a built-in name as action', '{"action":"constructor"}', 'NOT_EMULATED'],
  ['another environment', '{"action":"database.getDocument","envName":"other"}', 'INVALIID_ENV'],
  ['no collection', '{"action":"database.getDocument"}', 'INVALID_PARAM'],
  [
    'a query that is no JSON',
    '{"action":"database.getDocument","collectionName":"things","query":"{"}',
    'INVALID_PARAM',
  ],
  [
    'a query that is no object',
    '{"action":"database.getDocument","collectionName":"things","query":"[]"}',
    'INVALID_PARAM',
  ],
  [
    'a bad operator',
    '{"action":"database.getDocument","collectionName":"things","query":"{\\"a\\":{\\"$foo\\":1}}"}',
    'DATABASE_REQUEST_FAILED',
  ],
  [
    'a negative limit',
    '{"action":"database.getDocument","collectionName":"things","limit":-1}',
    'INVALID_PARAM',
  ],
  [
    'documents that are none',
    '{"action":"database.insertDocument","collectionName":"things","data":["5"]}',
    'INVALID_PARAM',
  ],
  [
    'stages that are none',
    '{"action":"database.aggregateDocuments","collectionName":"things","stages":"x"}',
    'INVALID_PARAM',
  ],
  [
    'an unknown stage',
    '{"action":"database.aggregateDocuments","collectionName":"things","stages":[{"stageKey":"$dance","stageValue":"{}"}]}',
    'DATABASE_REQUEST_FAILED',
  ],
  [
    'a transaction that is none',
    '{"action":"database.commitTransaction","transactionId":"x"}',
    'DATABASE_REQUEST_FAILED',
  ],
  [
    'an event that is no JSON',
    '{"action":"functions.invokeFunction","function_name":"echo","request_data":"{"}',
    'INVALID_PARAM',
  ],
])('the gateway answers %s with a code, under status 200', async (_name, body, code) => {
  const response = await fetch(`${cloud.url}/admin?env=${environment}`, { method: 'POST', body })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    code,
    message: expect.any(String) as string,
    requestId: expect.any(String) as string,
  })
})

test.each([
  ['GET // HTTP/1.1', 400],
  ['GET /_storage/% HTTP/1.1', 400],
  ['GET /_emulator/constructor HTTP/1.1', 404],
  ['GET /nowhere HTTP/1.1', 404],
])('%s is answered with %i and the server lives on', async (line, status) => {
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(cloud.port, '127.0.0.1', () => {
      socket.end(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`)
    })
    socket.once('data', (chunk) => resolve(chunk.toString()))
  })
  expect(answer).toContain(`HTTP/1.1 ${status} `)
})

test('a form without an end is answered too', async () => {
  const response = await fetch(`${cloud.url}/admin`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: '--x\r\nContent-Disposition: form-data; name="action"\r\n\r\nwx.openApi',
  })
  expect(await response.json()).toMatchObject({ code: 'INVALID_PARAM' })
})
