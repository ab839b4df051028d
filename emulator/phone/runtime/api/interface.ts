import { askActions } from '../shell/action-sheet'
import { askModal, type ModalInput } from '../shell/modal'
import { hideToast, showToast, type ToastInput } from '../shell/toast'
import { asyncApis, cancelled, type ApiTable } from './call'

const loadingDuration = 0

/** Toasts, dialogs and sheets. */
export const interfaceApis: ApiTable = asyncApis({
  showToast: (input: ToastInput) => showToast(input),
  hideToast: () => hideToast(),
  showLoading: ({ title = '', mask = false }: ToastInput) =>
    showToast({ title, mask, icon: 'loading', duration: loadingDuration }),
  hideLoading: () => hideToast(),
  showModal: (input: ModalInput) => askModal(input),
  async showActionSheet(input: { itemList: string[]; itemColor?: string; alertText?: string }) {
    const tapIndex = await askActions(input)
    if (tapIndex === null) throw cancelled
    return { tapIndex }
  },
  enableAlertBeforeUnload: () => undefined,
  disableAlertBeforeUnload: () => undefined,
  hideKeyboard() {
    const focused = document.activeElement
    if (focused instanceof HTMLElement) focused.blur()
  },
})
