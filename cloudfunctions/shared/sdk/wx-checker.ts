import cloud from 'wx-server-sdk'
import { answerOf } from '../../../core/safety/service'
import type { CheckTask } from '../../../core/safety/service'
import type { Answer } from '../../../core/safety/types'
import type { Checker } from '../checker'

/** The part of wx-server-sdk that its own typings leave out. */
interface Security {
  openapi: {
    security: {
      msgSecCheck(input: object): Promise<{ result?: { suggest?: string } }>
      mediaCheckAsync(input: object): Promise<{ traceId?: string }>
    }
  }
  getTempFileURL(options: { fileList: string[] }): Promise<{
    fileList: { tempFileURL?: string }[]
  }>
}

const wx = cloud as unknown as Security
const version = 2
const picture = 2

/** Asks WeChat itself: for functions whose config.json lists the two interfaces. */
export const wxChecker: Checker = {
  check: (tasks) => Promise.all(tasks.map(check)),
}

async function check(task: CheckTask): Promise<Answer> {
  try {
    return await (task.photo === undefined ? checkWords(task) : checkPhoto(task, task.photo))
  } catch (error) {
    const { errCode = -1 } = error as { errCode?: number }
    return answerOf({ code: errCode })
  }
}

async function checkWords({ openid, scene, text = '' }: CheckTask): Promise<Answer> {
  const input = { version, openid, scene, content: text }
  const { result } = await wx.openapi.security.msgSecCheck(input)
  return answerOf({ code: 0, suggest: result?.suggest })
}

async function checkPhoto({ openid, scene }: CheckTask, photo: string): Promise<Answer> {
  const { fileList } = await wx.getTempFileURL({ fileList: [photo] })
  const mediaUrl = fileList[0]?.tempFileURL
  if (!mediaUrl) return { is: 'failed' }
  const input = { version, openid, scene, mediaUrl, mediaType: picture }
  const { traceId } = await wx.openapi.security.mediaCheckAsync(input)
  return answerOf({ code: 0, traceId })
}
