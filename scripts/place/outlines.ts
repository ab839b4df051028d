import type { Corner, Outline } from '../../core/grids/outline'
import type { PlaceUnit } from './appointments'

/**
 * Outlines for a map, drawn by a program: nobody has surveyed the micro-grids, so they are no
 * claim about where one lies, and nothing is dispatched by them. Each community is a field of a
 * chequered ground, each area a strip of it, each micro-grid a piece of the strip.
 */
export function outlinesOf(units: readonly PlaceUnit[]): Outline[] {
  const childrenOf = new Map<string, PlaceUnit[]>()
  for (const unit of units) {
    if (unit.parentId === null || unit.kind === 'department' || unit.kind === 'partner') continue
    childrenOf.set(unit.parentId, [...(childrenOf.get(unit.parentId) ?? []), unit])
  }
  const outlines: Outline[] = []
  const draw = (unit: PlaceUnit, field: Field) => {
    outlines.push({ _id: unit._id, ring: ringOf(field), isDrawn: true, cells: [], version: 1 })
    const children = childrenOf.get(unit._id) ?? []
    split(field, children.length).forEach((part, index) => {
      const child = children[index]
      if (child) draw(child, part)
    })
  }
  const district = units.find(({ kind }) => kind === 'district')
  if (district) draw(district, whole)
  return outlines
}

/** In steps of the ground, not in degrees. */
interface Field {
  x: number
  y: number
  width: number
  height: number
}

/** A rectangle around the urban part of 沙县. */
const whole: Field = { x: 0, y: 0, width: 1, height: 1 }
const corner: Corner = [117.74, 26.36]
const span: Corner = [0.12, 0.08]

/** Fields of nearly the same size in rows, as square as they get. */
function split({ x, y, width, height }: Field, count: number): Field[] {
  if (count === 0) return []
  const rows = Math.max(1, Math.round(Math.sqrt((count * height) / width)))
  return Array.from({ length: rows }, (_, row) => {
    const columns = Math.floor(((row + 1) * count) / rows) - Math.floor((row * count) / rows)
    return Array.from({ length: columns }, (_, column) => ({
      x: x + (column * width) / columns,
      y: y + (row * height) / rows,
      width: width / columns,
      height: height / rows,
    }))
  }).flat()
}

/** Points along the field's edge, moved a little, neighbours alike. */
function ringOf({ x, y, width, height }: Field): Corner[] {
  const steps = Math.max(2, Math.ceil(Math.max(width, height) * 40))
  const parts = Array.from({ length: steps }, (_, index) => index / steps)
  return [
    ...parts.map((part) => bent(x + part * width, y)),
    ...parts.map((part) => bent(x + width, y + part * height)),
    ...parts.map((part) => bent(x + (1 - part) * width, y + height)),
    ...parts.map((part) => bent(x, y + (1 - part) * height)),
  ]
}

/** So that it looks like a place and not like graph paper: the same point is always moved the same way. */
function bent(across: number, down: number): Corner {
  const wave = Math.sin(across * 9 + down * 5) + Math.sin(down * 11 - across * 4)
  const lean = Math.cos(across * 6 - down * 8)
  const longitude = corner[0] + (across + 0.012 * wave) * span[0]
  const latitude = corner[1] + span[1] - (down + 0.015 * lean) * span[1]
  return [rounded(longitude), rounded(latitude)]
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6
