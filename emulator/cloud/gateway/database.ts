import { Query } from 'mingo'
import { GatewayError, strictError } from '../errors'
import type { Stage } from '../engine/dependencies'
import type { Modification } from '../engine/database'
import { newTally } from '../engine/execute'
import { sortFields } from '../engine/find'
import type { Transaction } from '../engine/transactions'
import { isOperatorUpdate } from '../engine/update'
import type { Document, Fields } from '../engine/values'
import { isPlainObject } from '../engine/values'
import { describeTally } from '../explain'
import type { Action, Call } from './types'
import { decode, decodeObject, encode, text, wholeNumber } from './wire'

const defaultLimit = 100
const maximumLimit = 1000

/** What an action did, for the answer and for the explanation. */
interface Outcome {
  data: Fields
  returned: number
}

type DatabaseAction = (call: Call, collection: string) => Promise<Outcome> | Outcome

function runOf(call: Call) {
  return { tally: call.tally, isStrict: call.cloud.isStrict }
}

function transactionOf(call: Call): Transaction | undefined {
  const id = call.body.transactionId
  if (id === undefined || id === null || id === '') return undefined
  return call.cloud.database.transactions.require(String(id))
}

function project(documents: Document[], projection: Fields): Fields[] {
  if (Object.keys(projection).length === 0) return documents
  return new Query({}).find<Fields>(documents, projection).all()
}

/** Paths an including projection keeps; undefined when whole documents are wanted. */
function projectedPaths(projection: Fields): { paths?: string[] } {
  const entries = Object.entries(projection).filter(([path]) => path !== '_id')
  if (entries.length === 0 || entries.some(([, value]) => value !== 1 && value !== true)) return {}
  return { paths: ['_id', ...entries.map(([path]) => path)] }
}

const getDocument: DatabaseAction = (call, collection) => {
  const now = call.cloud.clock.now()
  const query = decodeObject(call.body, 'query', now)
  const projection = decodeObject(call.body, 'projection', now)
  const documents = readDocuments(call, collection, { query, projection })
  const list = project(documents, projection).map(encode)
  return { data: { list, offset: 0, limit: list.length }, returned: list.length }
}

function readDocuments(
  call: Call,
  collection: string,
  { query, projection }: { query: Fields; projection: Fields },
): Document[] {
  const { database, clock } = call.cloud
  const transaction = transactionOf(call)
  if (transaction) {
    const document = database.readInTransaction(transaction, collection, query._id)
    return document ? [document] : []
  }
  const limit = wholeNumber(call.body, 'limit') ?? defaultLimit
  const request = {
    query,
    sort: sortFields(decodeObject(call.body, 'order', clock.now())),
    skip: wholeNumber(call.body, 'offset') ?? 0,
    limit: Math.min(limit === 0 ? defaultLimit : limit, maximumLimit),
    ...projectedPaths(projection),
  }
  return database.find(collection, request, runOf(call))
}

function documentsToInsert(call: Call): Fields[] {
  const { data } = call.body
  const items = Array.isArray(data) ? data : [data]
  return items.map((item) => {
    const document = typeof item === 'string' && decode(item, 'data', call.cloud.clock.now())
    if (isPlainObject(document)) return document
    throw new GatewayError('INVALID_PARAM', '[InvalidParameter] data must be documents as EJSON')
  })
}

const insertDocument: DatabaseAction = async (call, collection) => {
  const documents = documentsToInsert(call)
  const transaction = transactionOf(call)
  const insertedIds = await call.cloud.database.insert(collection, documents, transaction)
  return { data: { insertedIds }, returned: insertedIds.length }
}

function modificationOf(call: Call): Modification {
  const now = call.cloud.clock.now()
  const data = decodeObject(call.body, 'data', now)
  const isUpdate = call.body.merge === true || isOperatorUpdate(data)
  return {
    query: decodeObject(call.body, 'query', now),
    data,
    isMulti: call.body.multi === true,
    isUpdate,
    isUpsert: call.body.upsert === true,
  }
}

const modifyDocument: DatabaseAction = async (call, collection) => {
  const change = modificationOf(call)
  const { database } = call.cloud
  const transaction = transactionOf(call)
  const { updated, upsertedId } = transaction
    ? database.modifyInTransaction(transaction, collection, change)
    : await database.modify(collection, change, runOf(call))
  return { data: { updated, upsert_id: upsertedId }, returned: updated }
}

const modifyAndReturnDocument: DatabaseAction = async (call, collection) => {
  const change = { ...modificationOf(call), isMulti: false, isUpdate: true }
  const { database } = call.cloud
  const transaction = transactionOf(call)
  const { updated, document } = transaction
    ? database.modifyInTransaction(transaction, collection, change)
    : await database.modify(collection, change, runOf(call))
  return { data: { updated, doc: document ? encode(document) : null }, returned: updated }
}

const removeDocument: DatabaseAction = async (call, collection) => {
  const query = decodeObject(call.body, 'query', call.cloud.clock.now())
  const target = { query, isMulti: call.body.multi === true }
  const { database } = call.cloud
  const transaction = transactionOf(call)
  const deleted = transaction
    ? database.removeInTransaction(transaction, collection, query._id)
    : await database.remove(collection, target, runOf(call))
  return { data: { deleted }, returned: deleted }
}

const calculateDocument: DatabaseAction = (call, collection) => {
  const query = decodeObject(call.body, 'query', call.cloud.clock.now())
  const total = call.cloud.database.count(collection, query, runOf(call))
  return { data: { total }, returned: 1 }
}

function stagesOf(call: Call): Stage[] {
  const { stages } = call.body
  if (!Array.isArray(stages)) {
    throw new GatewayError('INVALID_PARAM', '[InvalidParameter] stages must be an array')
  }
  return stages.filter(isPlainObject).map((stage) => ({
    operator: text(stage, 'stageKey'),
    value: decode(text(stage, 'stageValue'), 'stageValue', call.cloud.clock.now()),
  }))
}

const aggregateDocuments: DatabaseAction = (call, collection) => {
  const list = call.cloud.database.aggregate(collection, stagesOf(call), runOf(call))
  if (call.cloud.isStrict && list.length > maximumLimit) {
    throw strictError(`${collection}: an aggregation gave ${list.length} results; add a $limit`)
  }
  return { data: { list: list.map(encode) }, returned: list.length }
}

const addCollection: DatabaseAction = (call, collection) => {
  if (call.cloud.database.has(collection)) {
    throw new GatewayError(
      'DATABASE_COLLECTION_ALREADY_EXIST',
      `[ResourceInUse] Db or Table already exist: ${collection}`,
    )
  }
  throw strictError(`${collection}: collections are declared in the database file, not added`)
}

/** A write the SDK sends without its transaction takes effect at once: say so, loudly. */
function warnOfLeak(call: Call, collection: string): void {
  const open = call.invocation?.openTransactions ?? 0
  if (open === 0 || call.body.transactionId) return
  const what = `${call.action} on ${collection} ran outside the open transaction: only doc() and add() are inside one`
  call.invocation?.explain.warnings.push(what)
  call.cloud.warn(what)
}

const leaky = [
  'database.modifyDocument',
  'database.removeDocument',
  'database.calculateDocument',
  'database.aggregateDocuments',
]

function measured(action: DatabaseAction): Action {
  return async (call) => {
    const collection = text(call.body, 'collectionName')
    if (leaky.includes(call.action)) warnOfLeak(call, collection)
    const started = performance.now()
    call.tally = newTally()
    const outcome = await action(call, collection)
    call.record({
      action: call.action.replace('database.', ''),
      collection,
      ...describeTally(call.tally),
      returned: outcome.returned,
      milliseconds: Math.round((performance.now() - started) * 1000) / 1000,
    })
    return { data: outcome.data }
  }
}

export const databaseActions: Record<string, Action> = {
  'database.getDocument': measured(getDocument),
  'database.insertDocument': measured(insertDocument),
  'database.modifyDocument': measured(modifyDocument),
  'database.modifyAndReturnDoc': measured(modifyAndReturnDocument),
  'database.removeDocument': measured(removeDocument),
  'database.calculateDocument': measured(calculateDocument),
  'database.aggregateDocuments': measured(aggregateDocuments),
  'database.addCollection': measured(addCollection),
}
