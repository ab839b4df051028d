import { mediaResultOf } from '../../core/safety/service'
import { takeResult } from '../shared/safety'
import { wxDatabase } from '../shared/sdk/wx'

/** What WeChat takes for an answer: otherwise it pushes the same again. */
const taken = 'success'

/** The result may be quicker than the write of the id it is found by. */
const secondLookAfter = 500

/**
 * The event `wxa_media_check`. It comes without a sender, but with an id that nobody else knows;
 * pushed again it finds nothing to do. A result that never finds its picture costs one more
 * check half an hour later.
 */
export async function takeMediaResult(event: Record<string, unknown>): Promise<string> {
  const result = mediaResultOf(event)
  if (!result) return taken
  if (await takeResult(wxDatabase, result, Date.now())) return taken
  await new Promise((done) => setTimeout(done, secondLookAfter))
  await takeResult(wxDatabase, result, Date.now())
  return taken
}
