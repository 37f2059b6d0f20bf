import type { ExportRequest, State } from '../../api/exports';
import { formats } from './formats';

/** What the address says: a label set, and what to export of it. */
export interface ExportAddress extends ExportRequest {
  setId: string;
}

const states: State[] = ['accepted', 'proposed', 'rejected'];

/** How videos can be shared out, by name. */
export const splitChoices: Record<string, ExportRequest['splits']> = {
  none: [1, 0, 0],
  '80-10-10': [0.8, 0.1, 0.1],
  '70-15-15': [0.7, 0.15, 0.15],
  '80-20': [0.8, 0.2, 0],
};

export const splitName = (splits: ExportRequest['splits']) =>
  Object.keys(splitChoices).find((name) => String(splitChoices[name]) === String(splits)) ?? 'none';

export function readExport(query: URLSearchParams): ExportAddress {
  const asked = (query.get('states') ?? '').split('.');
  const chosen = states.filter((state) => asked.includes(state));
  const everySec = Number(query.get('every'));
  const seed = Number(query.get('seed'));
  return {
    setId: query.get('set') ?? '',
    format: formats.find(({ format }) => format === query.get('format'))?.format ?? 'coco',
    states: chosen.length > 0 ? chosen : ['accepted'],
    frames: query.has('frames'),
    everySec: everySec >= 0.01 && everySec <= 3600 ? everySec : 1,
    splits: splitChoices[query.get('splits') ?? ''] ?? [1, 0, 0],
    seed: Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31 ? seed : 0,
  };
}

/** The address of an export; what is as usual is left out. */
export function writeExport({ setId, format, states: chosen, frames, everySec, splits, seed }: ExportAddress): string {
  const query = new URLSearchParams();
  if (setId) query.set('set', setId);
  if (format !== 'coco') query.set('format', format);
  if (String(chosen) !== 'accepted') query.set('states', chosen.join('.'));
  if (frames) query.set('frames', '1');
  if (everySec !== 1) query.set('every', String(everySec));
  if (splitName(splits) !== 'none') query.set('splits', splitName(splits));
  if (seed !== 0) query.set('seed', String(seed));
  return query.size > 0 ? `/export?${query}` : '/export';
}
