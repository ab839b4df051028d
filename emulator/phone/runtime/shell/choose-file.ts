import { addTemporaryFile } from '../files/local-files'

export interface FileQuestion {
  /** MIME types, e.g. `image/*`. */
  accept: string
  isMultiple: boolean
  /** Asks for the camera where the device has one. */
  isCamera?: boolean
}

/** The browser's own file picker; an empty list when the person cancels. */
export function pickFiles({ accept, isMultiple, isCamera = false }: FileQuestion): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.multiple = isMultiple
    input.hidden = true
    if (isCamera) input.setAttribute('capture', 'environment')
    const finish = (files: File[]): void => {
      input.remove()
      resolve(files)
    }
    input.addEventListener('change', () => finish([...(input.files ?? [])]))
    input.addEventListener('cancel', () => finish([]))
    document.body.append(input)
    input.click()
  })
}

/** Path of the picture chosen as an avatar, or null. */
export async function chooseAvatar(): Promise<string | null> {
  const [file] = await pickFiles({ accept: 'image/*', isMultiple: false })
  return file === undefined ? null : addTemporaryFile(file)
}
