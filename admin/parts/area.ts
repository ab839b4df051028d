import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'

/**
 * One area of the page: its place in the side navigation and its routes. Each
 * `pages/<area>/index.ts` exports one, and `router.ts` lists them.
 */
export interface Area {
  /** The first part of its address. */
  name: string
  title: string
  icon: Component
  /** The key that opens it after `g`. */
  key: string
  /** Lazily loaded pages; the first one's address is `/<name>`. */
  routes: RouteRecordRaw[]
}
