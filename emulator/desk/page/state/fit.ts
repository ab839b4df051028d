import { computed, onMounted, onUnmounted, reactive, type ComputedRef } from 'vue'

/** How large a phone is drawn. */
export interface Fit {
  /** The phone's own size in CSS px, its frame included. */
  width: number
  height: number
  scale: number
  /** The room it takes on the desk. */
  shownWidth: number
  shownHeight: number
  /** Without a frame: the screen is a phone's. */
  isBare: boolean
}

export interface Room {
  width: number
  height: number
  columns: number
}

const frame = 12
const fullWidth = 375 + frame
const leastHeight = 667 + frame
const mostHeight = 812 + frame
/** Below this the desk shows one phone at a time. */
export const narrowWidth = 760

/** A phone 375 px wide and 667 to 812 px high, made smaller where the room asks for it. */
export function fitPhone({ width, height, columns }: Room): Fit {
  const scale = Math.min(1, width / columns / fullWidth, height / leastHeight)
  const phoneHeight = Math.min(mostHeight, height / scale)
  return {
    width: fullWidth,
    height: phoneHeight,
    scale,
    shownWidth: fullWidth * scale,
    shownHeight: phoneHeight * scale,
    isBare: false,
  }
}

export function fillScreen({ width, height }: Room): Fit {
  return { width, height, scale: 1, shownWidth: width, shownHeight: height, isBare: true }
}

/** The window's size, kept up to date. */
export function useWindowSize(): { width: number; height: number } {
  const size = reactive({ width: innerWidth, height: innerHeight })
  const read = () => Object.assign(size, { width: innerWidth, height: innerHeight })
  onMounted(() => addEventListener('resize', read))
  onUnmounted(() => removeEventListener('resize', read))
  return size
}

export function useIsNarrow(size: { width: number }): ComputedRef<boolean> {
  return computed(() => size.width < narrowWidth)
}
