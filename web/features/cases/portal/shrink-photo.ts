const longestEdge = 1600;
const quality = 0.82;
/** Smaller ones are sent as they are. */
const smallBytes = 400_000;

/**
 * A photo small enough for a weak signal: at most 1600 px on its longer side, JPEG, without what the camera wrote into it. What this
 * browser cannot draw is left as it is: the server cleans every photo again.
 */
export async function shrinkPhoto(photo: Blob): Promise<Blob> {
  if (photo.size <= smallBytes || typeof createImageBitmap !== 'function') return photo;
  const bitmap = await createImageBitmap(photo).catch(() => undefined);
  if (!bitmap) return photo;
  const scale = Math.min(1, longestEdge / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const drawn = await new Promise<Blob | null>((settle) => canvas.toBlob(settle, 'image/jpeg', quality));
  return drawn && drawn.size < photo.size ? drawn : photo;
}
