/** A sheet that was photographed, small enough for the node. */
export interface Scan { type: string; data: string; name: string }

/** The node takes no more; a letter page at this size can still be read. */
export const MOST_BYTES = 200_000
const WIDEST = 1600
const QUALITIES = [0.75, 0.6, 0.45, 0.3]

const base64 = (bytes: Uint8Array) => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())

/** How large it is drawn: never larger than it is, and the longer side no more than the widest. */
export function drawnSize(width: number, height: number, widest = WIDEST): { width: number; height: number } {
  const scale = Math.min(1, widest / Math.max(width, height))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

/** The file as the node takes it; a photograph is brought down first. Null where it is too large all the same, or nothing of the kind. */
export async function scanOf(file: File): Promise<Scan | null> {
  if (file.type === 'application/pdf' || file.size <= MOST_BYTES) {
    const known = ['application/pdf', 'image/jpeg', 'image/png'].includes(file.type)
    return known && file.size <= MOST_BYTES ? { type: file.type, data: base64(await bytesOf(file)), name: file.name } : null
  }
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  const canvas = document.createElement('canvas')
  Object.assign(canvas, drawnSize(picture.width, picture.height))
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    if (blob && blob.size <= MOST_BYTES) return { type: 'image/jpeg', data: base64(await bytesOf(blob)), name: file.name }
  }
  return null
}
