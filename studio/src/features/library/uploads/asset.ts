import { api, unwrap } from '../../../api/client';
import { ApiError } from '../../../api/errors';
import { toFormData } from '../../../api/formData';

const pollIntervalMs = 700;

/** Has the server fetch a file; the asset's id. */
export async function createAssetFromUrl(url: string, signal: AbortSignal): Promise<string> {
  const body = { method: 'url' as const, url };
  return (await unwrap(api.POST('/v1.3/assets', { body, bodySerializer: toFormData, signal })))._id;
}

/** Waits until the server has looked at an asset and found that it can be used. */
export async function waitForAsset(id: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const asset = await unwrap(api.GET('/v1.3/assets/{asset_id}', { params: { path: { asset_id: id } }, signal }));
    if (asset.status === 'ready') return;
    if (asset.status === 'failed')
      throw new ApiError(200, asset.error?.code ?? 'failed', asset.error?.message ?? 'The file cannot be used.');
    await delay(pollIntervalMs, signal);
  }
}

/** Waits, or ends with the signal. */
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
