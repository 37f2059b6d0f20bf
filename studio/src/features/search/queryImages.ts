import type { QueryImage } from '../../api/search';
import { ApiError } from '../../api/errors';

/** The image types that the server supports. */
const supportedTypes = ['image/jpeg', 'image/png'];
const minSidePx = 128;
let nextId = 1;

/** Creates a query image from a file. Unsupported types and too small images are converted. */
export async function imageFromFile(file: File): Promise<QueryImage> {
  if (!file.type.startsWith('image/')) throw new Error(`${file.name} is not an image.`);
  return { id: `p${nextId++}`, name: file.name, blob: await toSupportedImage(file) };
}

/** Creates a query image from a URL of this server. */
export async function imageFromUrl(url: string): Promise<QueryImage> {
  const response = await fetch(url);
  if (!response.ok)
    throw new ApiError(response.status, 'thumbnail', 'The thumbnail of this moment has expired. Search again to get a new one.');
  return { id: `p${nextId++}`, name: 'moment.jpg', blob: await toSupportedImage(await response.blob()) };
}

async function toSupportedImage(blob: Blob): Promise<Blob> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob);
  } catch {
    throw new Error('The image could not be read. Use JPEG or PNG.');
  }
  const scale = Math.max(1, minSidePx / Math.min(bitmap.width, bitmap.height));
  if (scale === 1 && supportedTypes.includes(blob.type)) return blob;
  const canvas = new OffscreenCanvas(Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/png' });
}
