import * as v from 'valibot'
import type { HandlerChatTool } from '../../typings/chat-tool'
import { findRoom, prepareCard } from '../shared/chat-card'
import type { OperationContext, Operations } from '../shared/operation'
import { id } from '../shared/schemas'
import { startActivity } from '../shared/sdk/wx'
import { readRoom } from '../shared/sdk/wx-chat-tool'

/** What the chat tool asks for; who handles a request answers from inside their group. */
export const chatCards: Operations<HandlerChatTool> = {
  'chatCards.room': {
    input: v.strictObject({ id }),
    run: (input, context) => findRoom(context, input.id),
  },
  'chatCards.prepare': {
    input: v.strictObject({ id }),
    run: (input, context) => prepareCard(context, activitiesOf(context), input.id),
  },
}

const activitiesOf = ({ cloudId }: OperationContext) => ({
  room: async () => (cloudId === null ? null : readRoom(cloudId)),
  start: startActivity,
})
