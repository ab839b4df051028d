export interface AnimationOption {
  duration: number
  timingFunction: string
  delay: number
  transformOrigin: string
}

interface AnimationStep {
  animates: { type: string; args: unknown[] }[]
  option: AnimationOption
}

/** What `animation.export()` gives and the `animation` attribute takes. */
export interface ExportedAnimation {
  actions: AnimationStep[]
}

const defaults: AnimationOption = {
  duration: 400,
  timingFunction: 'linear',
  delay: 0,
  transformOrigin: '50% 50% 0',
}

const lengths = ['translate', 'translateX', 'translateY', 'translateZ', 'translate3d']
const angles = ['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skew', 'skewX', 'skewY']
const factors = ['scale', 'scaleX', 'scaleY', 'scaleZ', 'scale3d', 'matrix', 'matrix3d', 'rotate3d']
const properties = [
  'opacity',
  'backgroundColor',
  'width',
  'height',
  'left',
  'top',
  'right',
  'bottom',
]

function toLength(value: unknown): string {
  return typeof value === 'number' ? `${value}px` : String(value)
}

function toTransform({ type, args }: AnimationStep['animates'][number]): string {
  const unit = angles.includes(type) ? (value: unknown) => `${String(value)}deg` : String
  const values = lengths.includes(type) ? args.map(toLength) : args.map(unit)
  return `${type}(${values.join(', ')})`
}

function isTransform(type: string): boolean {
  return [...lengths, ...angles, ...factors].includes(type)
}

class Animation {
  private actions: AnimationStep[] = []
  private animates: AnimationStep['animates'] = []
  private readonly option: AnimationOption

  constructor(option: Partial<AnimationOption>) {
    this.option = { ...defaults, ...option }
  }

  add(type: string, args: unknown[]): this {
    this.animates.push({ type, args })
    return this
  }

  step(option: Partial<AnimationOption> = {}): this {
    this.actions.push({ animates: this.animates, option: { ...this.option, ...option } })
    this.animates = []
    return this
  }

  export(): ExportedAnimation {
    const { actions } = this
    this.actions = []
    return { actions }
  }
}

for (const type of [...lengths, ...angles, ...factors, ...properties]) {
  Object.defineProperty(Animation.prototype, type, {
    value(this: Animation, ...args: unknown[]) {
      return this.add(type, args)
    },
  })
}

export function createAnimation(option: Partial<AnimationOption> = {}): Animation {
  return new Animation(option)
}

/** Plays the steps on an element, one after the other, as CSS transitions. */
export async function playAnimation(
  node: HTMLElement,
  { actions }: ExportedAnimation,
): Promise<void> {
  for (const { animates, option } of actions) {
    node.getBoundingClientRect()
    node.style.transition = `all ${option.duration}ms ${option.timingFunction} ${option.delay}ms`
    node.style.transformOrigin = option.transformOrigin
    const transforms = animates.filter(({ type }) => isTransform(type)).map(toTransform)
    if (transforms.length > 0) node.style.transform = transforms.join(' ')
    for (const { type, args } of animates) {
      if (isTransform(type)) continue
      const value =
        type === 'opacity' || type === 'backgroundColor' ? String(args[0]) : toLength(args[0])
      node.style.setProperty(type === 'backgroundColor' ? 'background-color' : type, value)
    }
    await new Promise((resolve) => setTimeout(resolve, option.duration + option.delay))
  }
}
