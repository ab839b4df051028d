/** Indexes of every kind that the planner's random queries may meet. */
export const indexes = [
  { name: 'a_b', keys: { a: 1, b: -1 } },
  { name: 'b', keys: { b: 1 } },
  { name: 'de_a', keys: { 'd.e': 1, a: 1 } },
  { name: 'items', keys: { 'items.x': 1, 'items.y': -1 } },
  { name: 'a_c', keys: { a: -1, c: 1 } },
  { name: 'tags_b_c', keys: { tags: 1, b: 1, c: 1 } },
  { name: 'c_de_b', keys: { c: 1, 'd.e': -1, b: 1 } },
]
