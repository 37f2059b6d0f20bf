import type { Format, ImportFormat } from '../../api/exports';

/** A format: its name, and what it is for. */
export interface FormatInfo {
  format: Format;
  name: string;
  description: string;
}

/** The formats, the usual one first. */
export const formats: FormatInfo[] = [
  {
    format: 'coco',
    name: 'COCO',
    description: 'To train detectors and for most other tools: videos, images, and annotations with boxes or time intervals.',
  },
  { format: 'json', name: 'JSON', description: 'For your own programs and for backups: every field. Can be imported again.' },
  { format: 'csv', name: 'CSV', description: 'For spreadsheets and statistics: one row per annotation, without boxes.' },
  {
    format: 'cvat',
    name: 'CVAT',
    description: 'To continue in CVAT: one XML file (CVAT for video 1.1) per video. Can be imported again.',
  },
  {
    format: 'label-studio',
    name: 'Label Studio',
    description: 'To continue in Label Studio: tasks with timeline labels and boxes. Can be imported again.',
  },
  {
    format: 'fiftyone',
    name: 'FiftyOne',
    description: 'To explore the dataset in FiftyOne: temporal detections on videos, and boxes on images.',
  },
  { format: 'yolo', name: 'YOLO', description: 'To train YOLO: boxes on images by class, with a data.yaml. No time intervals.' },
];

/** The name of a format. */
export const formatName = (format: Format) => formats.find((one) => one.format === format)?.name ?? format;

/** Which format a text that was dropped here is in; null when it is none that can be read. */
export function detectImportFormat(text: string): ImportFormat | null {
  switch (text.trimStart()[0]) {
    case '<':
      return 'cvat';
    case '[':
      return 'label-studio';
    case '{':
      return 'json';
    default:
      return null;
  }
}
