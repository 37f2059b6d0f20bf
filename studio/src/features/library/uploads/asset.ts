import { api, unwrap } from '../../../api/client';
import { ApiError } from '../../../api/errors';
import { toFormData } from '../../../api/formData';

const pollIntervalMs = 700;

/** Lets the server download a file. Returns the id of the asset. */
export async function createAssetFromUrl(url: string, signal: AbortSignal): Promise<string> {
  const body = { method: 'url' as const, url };
  return (await unwrap(api.POST('/v1.3/assets', { body, bodySerializer: toFormData, signal })))._id;
}

/** Waits until the server has checked an asset and it is ready. */
export async function waitForAsset(id: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const asset = await unwrap(api.GET('/v1.3/assets/{asset_id}', { params: { path: { asset_id: id } }, signal }));
    if (asset.status === 'ready') return;
    if (asset.status === 'failed')
      throw new ApiError(200, asset.error?.code ?? 'failed', asset.error?.message ?? 'The file cannot be used.');
    await delay(pollIntervalMs, signal);
  }
}

/** Waits; rejects when the signal is aborted. */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}
