import type { Action } from './types'
import { text } from './wire'

const start: Action = (call) => {
  const transaction = call.cloud.database.transactions.start()
  const { invocation } = call
  if (invocation) {
    invocation.openTransactions += 1
    void transaction.ended.then(() => {
      invocation.openTransactions -= 1
    })
  }
  return { transactionId: transaction.id }
}

const commit: Action = async (call) => {
  const { transactions } = call.cloud.database
  await call.cloud.database.commit(transactions.require(text(call.body, 'transactionId')))
  return {}
}

/** Ending a transaction that a conflict or its age has ended already is no error. */
const abort: Action = (call) => {
  const { transactions } = call.cloud.database
  const transaction = transactions.find(text(call.body, 'transactionId'))
  if (transaction) transactions.end(transaction)
  return {}
}

export const transactionActions: Record<string, Action> = {
  'database.startTransaction': start,
  'database.commitTransaction': commit,
  'database.abortTransaction': abort,
}
