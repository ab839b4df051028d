/** Why the group can't be told: opened in another way, left since, or WeChat does not say. */
export type NoGroup = 'other_way' | 'left' | 'unknown'
