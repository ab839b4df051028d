import type { ErrorCode } from '../typings/domain'

/** What a person reads for each code when nothing more exact is known. */
export const errorSentences: Record<ErrorCode, string> = {
  BAD_INPUT: '填写的内容有误，什么都没有改动，请检查后再提交。',
  UNKNOWN_OPERATION: '这个版本还不支持这项操作，请更新小程序后再试。',
  NOT_FOUND: '没有找到这件诉求，或者您不能查看它。',
  FORBIDDEN: '您不能做这一步，什么都没有改动。',
  NOT_JOINED: '请先选择您所在的微网格。',
  NO_APPOINTMENT: '您目前没有网格岗位，不能处理诉求。',
  NOT_FROM_GROUP: '请从微信群里的卡片打开，或者自己选择微网格。',
  GROUP_UNKNOWN: '这个微信群还没有和微网格绑定，请自己选择微网格。',
  WRONG_STATE: '这件诉求现在的状态不能做这一步，请刷新后再看。',
  ALREADY_TAKEN: '已经有人接手了这件诉求。',
  CONFLICT: '这件诉求刚刚有了新的变化，您的操作没有保存，请刷新后再试。',
  KEY_REUSED: '这次提交的编号已经用过，请返回后重新操作。',
  TOO_MANY: '数量超过了上限，请减少后再试。',
  TOO_LATE: '已经过了可以这样做的时间。',
  TOO_SOON: '现在还不到可以这样做的时间。',
  NOT_YOUR_PHOTO: '照片需要由您自己上传，请重新选择照片。',
  TOP_LEVEL: '已经是最上一级，不能再往上报。',
  SLOT_FULL: '这个时段已经约满，什么都没有改动，请换一个时段。',
  SLOT_CLOSED: '这个时段不开放，什么都没有改动，请换一个时段。',
  ALREADY_BOOKED: '这个时段已经约过了，在“我的预约”里可以看到。',
  OVER_LIMIT: '预约次数已经到了上限，先取消一次才能再约。',
  NOT_ELIGIBLE: '这项服务有对象范围，目前不能预约，请看服务说明。',
  SIGNED_OUT: '登录已经失效，填写的内容还在，请重新扫码登录。',
  TOO_LARGE: '内容太大，什么都没有保存，请减少一些再提交。',
  UNAVAILABLE: '服务暂时不可用，您填写的内容没有丢失，请稍后再试。',
  INTERNAL: '程序出了问题，您的操作没有保存，请稍后再试。',
}

/** Why a command was not carried out: a value, never thrown. */
export interface Refusal {
  refused: ErrorCode
  message: string
  /** The field at fault, as a dotted path. */
  field?: string
}

/** A refusal with the code's own sentence unless a more exact one is given. */
export function refuse(code: ErrorCode, message?: string, field?: string): Refusal {
  const refusal = { refused: code, message: message ?? errorSentences[code] }
  return field === undefined ? refusal : { ...refusal, field }
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value
}
