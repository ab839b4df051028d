/** A picture as a phone hands it over: a small PNG that any browser can draw. */
export const photo = {
  name: 'lamp.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGM4YisDRwzEcQDZ4xHRifRSVgAAAABJRU5ErkJggg==',
    'base64',
  ),
}
