import type { ProfileView, UnitChoice, UnitName } from '../../../typings/api'
import { callResident, type Result } from '../../api/client'
import { isFromChat } from '../../api/group'
import { followLook, lookStyle } from '../../api/look'
import { confirm, explain, goBack, open, routes, say } from '../../api/pages'
import { keepProfile, lastHome, loadHome } from '../../api/session'
import { codeFrom } from '../../format/poster'

Page({
  data: {
    pageStyle: lookStyle(),
    current: '',
    groupGrid: '',
    path: [] as UnitName[],
    /** Null while they are on their way. */
    items: null as UnitChoice[] | null,
    shown: [] as UnitChoice[],
    words: '',
    failure: '',
    isSending: false,
  },
  onLoad(options: { scene?: string; grid?: string }) {
    void this.start(options.scene ?? options.grid)
    void this.load()
  },
  onShow() {
    followLook(this)
  },
  /** `poster`: what the code carried that opened this page. */
  async start(poster?: string) {
    if (!lastHome()) await loadHome({ isQuiet: true })
    const home = lastHome()
    const groupGrid = isFromChat() ? (home?.groupGrid?.name ?? '') : ''
    this.setData({ current: home?.profile.grid?.name ?? '', groupGrid })
    if (poster) await this.joinByPoster(poster)
  },
  async load() {
    const { path } = this.data
    const parent = path[path.length - 1]
    this.setData({ items: null, shown: [], words: '', failure: '' })
    const result = await callResident('units.list', parent ? { parentId: parent.id } : {})
    if (path !== this.data.path) return
    if (result.ok) this.setData({ items: result.data.items, shown: result.data.items })
    else this.setData({ failure: result.failure.message })
  },
  onSearch(event: WechatMiniprogram.Input) {
    const words = event.detail.value.trim()
    const items = this.data.items ?? []
    this.setData({ words, shown: items.filter(({ name }) => name.includes(words)) })
  },
  onChoose(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const unit = this.data.items?.find((item) => item.id === id)
    if (!unit) return
    if (unit.level === 'micro_grid') void this.joinGrid(unit)
    else this.walk([...this.data.path, { id: unit.id, name: unit.name }])
  },
  onPath(event: WechatMiniprogram.TouchEvent) {
    const { index } = event.currentTarget.dataset as { index: number }
    this.walk(this.data.path.slice(0, index))
  },
  walk(path: UnitName[]) {
    this.setData({ path })
    void this.load()
  },
  onJoinHere() {
    const unit = this.data.path[this.data.path.length - 1]
    if (unit) void this.joinGrid(unit)
  },
  async joinGrid({ id, name }: UnitName) {
    if (await confirm(`您住在${name}吗？`, '是的')) void this.join({ gridId: id })
  },
  /** Whoever belongs somewhere already is asked before a poster moves them. */
  async joinByPoster(scanned: string) {
    const { current } = this.data
    const isSure = !current || (await confirm(`您现在在${current}，要换成海报上的吗？`, '换'))
    if (isSure) await this.join({ gridCode: codeFrom(scanned) })
  },
  onClaim() {
    open(routes.claim())
  },
  onJoinGroup() {
    void this.join({})
  },
  async onScan() {
    const scanned = await this.scan()
    if (scanned) void this.joinByPoster(scanned)
  },
  async scan(): Promise<string> {
    try {
      const { result, path } = await wx.scanCode({})
      return path || result
    } catch {
      return ''
    }
  },
  async join(where: { gridId?: string; gridCode?: string }) {
    if (this.data.isSending) return
    this.setData({ isSending: true })
    const options = { withGroup: isFromChat(), busy: '正在登记' }
    const result = await callResident('profile.join', where, options)
    this.setData({ isSending: false })
    await this.take(result)
  },
  async take(result: Result<ProfileView>) {
    if (!result.ok) {
      explain(result.failure.message)
      return
    }
    if (lastHome()) keepProfile(result.data)
    else await loadHome({ isQuiet: true })
    say(`记下了，您住在${result.data.grid?.name ?? '这里'}`)
    setTimeout(goBack, 800)
  },
})
