import type { CheckState, CheckView } from '../../typings/safety'

/** A few words on a photo; `isCover` where it is better not seen by chance. */
export interface PhotoMark {
  text: string
  isCover: boolean
}

/** What stands on a photo for those who work on the case; nothing where it has passed. */
const photoMarks: Record<CheckState, PhotoMark> = {
  unchecked: { text: '未审核', isCover: false },
  passed: { text: '', isCover: false },
  review: { text: '待审核', isCover: false },
  risky: { text: '可能不合适', isCover: true },
  hidden: { text: '不公开', isCover: true },
}

const workerNotes: Record<CheckState, string> = {
  unchecked: '还没审核，邻居暂时看不到',
  passed: '',
  review: '等社区审核，邻居暂时看不到',
  risky: '内容可能不合适，已请社区看看，邻居看不到',
  hidden: '社区决定不给邻居看',
}

/** The mark of each photo shown. */
export function marksOf(check: CheckView | undefined): PhotoMark[] {
  if (check?.seenAs !== 'worker') return []
  return check.photos.map((state) => photoMarks[state])
}

/** The line under words and photos that are not everybody's to see yet; empty where all are. */
export function checkNote(check: CheckView | undefined): string {
  if (!check) return ''
  switch (check.seenAs) {
    case 'author':
      return authorNote(check)
    case 'worker':
      return withReason(workerNotes[mostTelling([check.words, ...check.photos])], check)
    case 'reader':
      return readerNote(check)
  }
}

function authorNote(check: CheckView): string {
  const isHidden = [check.words, ...check.photos].includes('hidden')
  if (isHidden) return withReason('社区没有给邻居看这一部分', check)
  return check.words === 'passed' ? '照片审核后邻居才看得到' : '审核后邻居才看得到'
}

function readerNote({ words, withheld }: CheckView): string {
  const unread =
    words === 'hidden' ? '这段话没有公开' : words === 'passed' ? '' : '这段话审核后显示'
  const unseen = withheld > 0 ? `${withheld} 张照片审核后显示` : ''
  return [unread, unseen].filter(Boolean).join('，')
}

const withReason = (note: string, { reason }: CheckView) => (reason ? `${note}：${reason}` : note)

const telling: readonly CheckState[] = ['hidden', 'risky', 'review', 'unchecked']

function mostTelling(states: readonly CheckState[]): CheckState {
  return telling.find((state) => states.includes(state)) ?? 'passed'
}
