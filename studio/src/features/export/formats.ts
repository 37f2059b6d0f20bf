import type { Format, ImportFormat } from '../../api/exports';

/** An export format with its name and purpose. */
export interface FormatInfo {
  format: Format;
  name: string;
  description: string;
}

/** The formats, the most common one first. */
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

/** The display name of a format. */
export const formatName = (format: Format) => formats.find((one) => one.format === format)?.name ?? format;

/** Detects the format of a text to import; null when it is not supported. */
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
