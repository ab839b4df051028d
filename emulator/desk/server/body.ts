import type { IncomingMessage } from 'node:http'
import * as v from 'valibot'
import { jumps } from '../types'

const largestBody = 1_000_000

/** A mistake of the caller, as one sentence. */
export class BadRequest extends Error {}

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000))

const picture = v.pipe(
  v.string(),
  v.maxLength(600_000),
  v.regex(/^$|^\/(?!\/)|^https?:\/\/|^data:image\//u),
)

const card = v.object({
  title: v.pipe(v.string(), v.maxLength(200)),
  path: v.pipe(v.string(), v.maxLength(1000)),
  imageUrl: picture,
  isToDo: v.optional(v.boolean()),
})

/** What a phone puts into a group. */
export const messageBody = v.object({
  from: v.string(),
  group: v.string(),
  content: v.variant('kind', [
    v.object({ kind: v.literal('text'), text }),
    v.object({ kind: v.literal('card'), card }),
  ]),
})

/** What a person does in the customer-service conversation. */
export const contactBody = v.object({
  from: v.string(),
  content: v.variant('kind', [
    v.object({ kind: v.literal('enter'), session: v.pipe(v.string(), v.maxLength(1000)) }),
    v.object({ kind: v.literal('text'), text }),
    v.object({ kind: v.literal('card'), card }),
    v.object({ kind: v.literal('image'), imageUrl: v.pipe(picture, v.minLength(1)) }),
  ]),
})

export const jumpBody = v.object({ jump: v.picklist(jumps) })

/** Reads a JSON body of a known shape. Throws {@link BadRequest}. */
export async function readBody<Schema extends v.GenericSchema>(
  request: IncomingMessage,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, parseJson(await readText(request)))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw new BadRequest(`内容不对：${v.getDotPath(issue) ?? '整体'}。`)
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > largestBody) throw new BadRequest('内容太大，最多 1 MB。')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new BadRequest('内容不是 JSON。')
  }
}
