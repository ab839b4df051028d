const storedAs = 'elder-view'
const elderScale = 1.25
const largestScale = 1.6

export function isElderView(): boolean {
  return wx.getStorageSync(storedAs) === true
}

/** Chooses the look and shows it at once on every open page. */
export function setElderView(isOn: boolean): void {
  if (isOn === isElderView()) return
  wx.setStorageSync(storedAs, isOn)
  getCurrentPages().forEach((page) => {
    if ('pageStyle' in page.data) followLook(page as unknown as Looking)
  })
}

/** WeChat's own font-size setting, 1 for the standard one. */
function wechatScale(): number {
  const { fontSizeScaleFactor = 1 } = wx.getAppBaseInfo()
  return fontSizeScaleFactor > 0 ? fontSizeScaleFactor : 1
}

/** The style of the page element that carries the reader's type size and target size. */
export function lookStyle(): string {
  const isElder = isElderView()
  const scale = Math.min(largestScale, Math.max(isElder ? elderScale : 1, wechatScale()))
  return `--scale:${scale};--touch:${isElder ? 60 : 44}px;`
}

interface Looking {
  data: { pageStyle: string }
  setData(changes: { pageStyle: string }): void
}

/** Brings a page up to the look chosen meanwhile; called whenever it is shown. */
export function followLook(page: Looking): void {
  const pageStyle = lookStyle()
  if (page.data.pageStyle !== pageStyle) page.setData({ pageStyle })
}
