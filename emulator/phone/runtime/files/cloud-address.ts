/** Addresses asked for so far; they hold for as long as the page is open. */
const known = new Map<string, Promise<string | null>>()

async function ask(fileID: string): Promise<string | null> {
  const answer = await fetch(`/_emulator/file-url?fileID=${encodeURIComponent(fileID)}`)
  if (!answer.ok) return null
  const { tempFileURL } = (await answer.json()) as { tempFileURL: string }
  return tempFileURL
}

/** The address of a file of the cloud, or null when there is no such file. */
export function fileAddress(fileID: string): Promise<string | null> {
  const asked = known.get(fileID) ?? ask(fileID).catch(() => null)
  known.set(fileID, asked)
  void asked.then((address) => {
    if (address === null) known.delete(fileID)
  })
  return asked
}
