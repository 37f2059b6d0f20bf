import type { AnnotationState } from '../../api/annotations';
import type { ExportRequest } from '../../api/exports';
import { formats } from './formats';

/** The export settings kept in the URL. */
export interface ExportSettings extends ExportRequest {
  setId: string;
}

const states: AnnotationState[] = ['accepted', 'proposed', 'rejected'];

/** The splits to choose from, by name. */
export const splitPresets: Record<string, ExportRequest['splits']> = {
  none: [1, 0, 0],
  '80-10-10': [0.8, 0.1, 0.1],
  '70-15-15': [0.7, 0.15, 0.15],
  '80-20': [0.8, 0.2, 0],
};

export const splitPresetName = (splits: ExportRequest['splits']) =>
  Object.keys(splitPresets).find((name) => String(splitPresets[name]) === String(splits)) ?? 'none';

export function parseExportUrl(query: URLSearchParams): ExportSettings {
  const requestedStates = (query.get('states') ?? '').split('.');
  const validStates = states.filter((state) => requestedStates.includes(state));
  const everySec = Number(query.get('every'));
  const seed = Number(query.get('seed'));
  return {
    setId: query.get('set') ?? '',
    format: formats.find(({ format }) => format === query.get('format'))?.format ?? 'coco',
    states: validStates.length > 0 ? validStates : ['accepted'],
    includeFrames: query.has('frames'),
    frameIntervalSec: everySec >= 0.01 && everySec <= 3600 ? everySec : 1,
    splits: splitPresets[query.get('splits') ?? ''] ?? [1, 0, 0],
    seed: Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31 ? seed : 0,
  };
}

/** The URL of an export; default values are omitted. */
export function formatExportUrl({
  setId,
  format,
  states: selectedStates,
  includeFrames,
  frameIntervalSec,
  splits,
  seed,
}: ExportSettings): string {
  const query = new URLSearchParams();
  if (setId) query.set('set', setId);
  if (format !== 'coco') query.set('format', format);
  if (String(selectedStates) !== 'accepted') query.set('states', selectedStates.join('.'));
  if (includeFrames) query.set('frames', '1');
  if (frameIntervalSec !== 1) query.set('every', String(frameIntervalSec));
  if (splitPresetName(splits) !== 'none') query.set('splits', splitPresetName(splits));
  if (seed !== 0) query.set('seed', String(seed));
  return query.size > 0 ? `/export?${query}` : '/export';
}
