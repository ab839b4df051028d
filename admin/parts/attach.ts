import { type InjectionKey, inject, provide } from 'vue'

/** Where the lists of fields open; an open dialog keeps everything outside of it out of reach. */
export interface PopupPlace {
  attach: () => HTMLElement
}

const place: InjectionKey<PopupPlace> = Symbol('popup place')

export function providePopupPlace(attach: () => HTMLElement): void {
  provide(place, { attach })
}

/** For `popup-props` of selects, pickers and the like. */
export function usePopupPlace(): PopupPlace {
  return inject(place, { attach: () => document.body })
}
