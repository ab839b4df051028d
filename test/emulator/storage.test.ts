import type { Cloud } from '../../emulator'
import type { Project } from './support/project'
import { createProject, environment } from './support/project'
import { addRunner, nodeSdk, runInside } from './support/sdk'

let project: Project
let cloud: Cloud

beforeAll(async () => {
  project = createProject()
  addRunner(project)
  cloud = await project.start()
})
afterAll(async () => {
  await cloud.close()
  project.remove()
})

test('upload, address, download and delete through wx-server-sdk', async () => {
  const { value, thrown } = await runInside(
    cloud,
    `
    const { fileID } = await cloud.uploadFile({ cloudPath: '照片/第一张 1.txt', fileContent: Buffer.from('近邻') })
    const urls = await cloud.getTempFileURL({ fileList: [fileID, 'cloud://none/nothing'] })
    const { fileContent } = await cloud.downloadFile({ fileID })
    const deleted = await cloud.deleteFile({ fileList: [fileID, fileID + 'x'] })
    const after = await cloud.getTempFileURL({ fileList: [fileID] })
    return { fileID, urls, text: fileContent.toString(), deleted, after }`,
  )
  expect(thrown).toBeUndefined()
  const answer = value as { fileID: string }
  expect(answer.fileID).toBe(
    `cloud://${environment}.6c6f-${environment}-1300000000/照片/第一张 1.txt`,
  )
  expect(answer).toMatchObject({
    text: '近邻',
    urls: {
      fileList: [
        {
          status: 0,
          tempFileURL: expect.stringContaining('/_storage/照片/第一张 1.txt?sign=') as string,
        },
        { status: -503003, tempFileURL: '' },
      ],
    },
    deleted: { fileList: [{ status: 0 }, { status: -503003 }] },
    after: { fileList: [{ status: -503003 }] },
  })
})

test('the same through node-sdk', async () => {
  const app = nodeSdk(cloud)
  const { fileID } = await app.uploadFile({
    cloudPath: 'data/table.csv',
    fileContent: Buffer.from('a,b') as never,
  })
  expect(cloud.file(fileID)).toMatchObject({ size: 3, owner: null })
  const { fileContent } = await app.downloadFile({ fileID, tempFilePath: '' } as never)
  expect(fileContent?.toString()).toBe('a,b')
  await expect(app.downloadFile({ fileID: `${fileID}x` } as never)).rejects.toMatchObject({
    code: 'STORAGE_FILE_NONEXIST',
  })
})

test('a phone uploads under its own name, reads by address and deletes only its own', async () => {
  const upload = await fetch(`${cloud.url}/_emulator/upload?openid=oOwner&path=photos/p.png`, {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array([1, 2, 3]),
  })
  const { fileID, size } = (await upload.json()) as { fileID: string; size: number }
  expect(size).toBe(3)
  expect(cloud.file(fileID)).toMatchObject({ owner: 'oOwner', contentType: 'image/png', size: 3 })
  const found = await fetch(`${cloud.url}/_emulator/file-url?fileID=${encodeURIComponent(fileID)}`)
  const { tempFileURL } = (await found.json()) as { tempFileURL: string }
  const read = await fetch(tempFileURL)
  expect(read.headers.get('content-type')).toBe('image/png')
  expect([...new Uint8Array(await read.arrayBuffer())]).toEqual([1, 2, 3])
  const remove = (openid: string) =>
    fetch(`${cloud.url}/_emulator/delete-file`, {
      method: 'POST',
      body: JSON.stringify({ openid, fileID }),
    })
  expect((await remove('oOther')).status).toBe(400)
  expect((await remove('oOwner')).status).toBe(200)
  expect((await fetch(tempFileURL)).status).toBe(403)
})

test('an address works only with its signature and only for a while', async () => {
  await fetch(`${cloud.url}/_emulator/upload?openid=oA&path=a.txt`, { method: 'POST', body: 'x' })
  const id = `cloud://${environment}.6c6f-${environment}-1300000000/a.txt`
  const answer = await fetch(`${cloud.url}/_emulator/file-url?fileID=${encodeURIComponent(id)}`)
  const { tempFileURL } = (await answer.json()) as { tempFileURL: string }
  expect((await fetch(tempFileURL)).status).toBe(200)
  expect((await fetch(tempFileURL.replace('sign=', 'sign=0'))).status).toBe(403)
  expect((await fetch(tempFileURL.replace('a.txt', 'b.txt'))).status).toBe(403)
  cloud.clock.advance(3 * 60 * 60_000)
  expect((await fetch(tempFileURL)).status).toBe(403)
  cloud.clock.advance(-3 * 60 * 60_000)
})

test('a PUT needs the permission the SDK fetched', async () => {
  const put = await fetch(`${cloud.url}/_storage/stolen.txt`, { method: 'PUT', body: 'x' })
  expect(put.status).toBe(403)
  expect(await put.text()).toContain('AccessDenied')
})

test.each(['/rooted', 'a//b', '../up', 'a/../b', 'tail/', 'a?b', 'x'.repeat(900), ''])(
  'the path %j is refused',
  async (cloudPath) => {
    const { thrown } = await runInside(
      cloud,
      `return cloud.uploadFile({ cloudPath: event.cloudPath, fileContent: Buffer.from('x') })`,
      { cloudPath },
    )
    expect(thrown.message).toMatch(/storage path is not valid|cloudPath/)
  },
)
