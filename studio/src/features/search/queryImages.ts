import type { QueryPicture } from '../../api/search';
import { ApiError } from '../../api/errors';

/** What the server reads. */
const readable = ['image/jpeg', 'image/png'];
const leastSide = 128;
let next = 1;

/** A picture to look for from a file. What the server could not read, or is too small for it, is drawn anew. */
export async function pictureOf(file: File): Promise<QueryPicture> {
  if (!file.type.startsWith('image/')) throw new Error(`${file.name} is not a picture.`);
  return { id: `p${next++}`, name: file.name, blob: await usable(file) };
}

/** A picture to look for from an address of this server. */
export async function pictureFrom(url: string): Promise<QueryPicture> {
  const answer = await fetch(url);
  if (!answer.ok)
    throw new ApiError(answer.status, 'picture', 'The picture of this moment is not there any more. Search again to get a new one.');
  return { id: `p${next++}`, name: 'moment.jpg', blob: await usable(await answer.blob()) };
}

async function usable(blob: Blob): Promise<Blob> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(blob);
  } catch {
    throw new Error('The picture could not be read. JPEG and PNG always work.');
  }
  const scale = Math.max(1, leastSide / Math.min(picture.width, picture.height));
  if (scale === 1 && readable.includes(blob.type)) return blob;
  const canvas = new OffscreenCanvas(Math.ceil(picture.width * scale), Math.ceil(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/png' });
}
