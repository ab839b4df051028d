/** Makes addresses of stored files that a browser can open for a while. */
export interface PhotoLinks {
  /** Of those that are there; no file ids, no call. */
  of: (fileIds: readonly string[]) => Promise<{ photo: string; url: string }[]>
}
