import type { BulletinView } from '../../../typings/api'
import { callResident } from '../../api/client'
import { failureKind } from '../../api/failure'
import { followLook, lookStyle } from '../../api/look'
import { happenedAt } from '../../format/time'

interface Shown {
  title: string
  from: string
  text: string
}

function toShown({ title, text, from, at, isForWorkers }: BulletinView): Shown {
  const whom = isForWorkers ? ' · 给有岗位的人' : ''
  return { title, text, from: `${from.name} · ${happenedAt(at, Date.now())}${whom}` }
}

Page({
  data: {
    pageStyle: lookStyle(),
    id: '',
    shown: null as Shown | null,
    failure: '',
    kind: 'loading' as string,
  },
  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id })
    void this.refresh()
  },
  onShow() {
    followLook(this)
  },
  /** Opening it is what counts as reading it. */
  async refresh() {
    const result = await callResident('bulletins.read', { id: this.data.id })
    if (result.ok) this.setData({ shown: toShown(result.data), failure: '' })
    else this.setData({ failure: result.failure.message, kind: failureKind(result.failure) })
  },
  onRetry() {
    this.setData({ failure: '', kind: 'loading' })
    void this.refresh()
  },
})
