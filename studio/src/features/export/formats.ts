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
    description: 'For training detectors and for most other tools: videos, images, and annotations with boxes or stretches.',
  },
  { format: 'json', name: 'JSON', description: 'For your own programs and for keeping: every field, and it can be imported again.' },
  { format: 'csv', name: 'CSV', description: 'For spreadsheets and statistics: one row for each annotation, without boxes.' },
  {
    format: 'cvat',
    name: 'CVAT',
    description: 'For going on in CVAT: one XML (CVAT for video 1.1) for each video, and it can be imported again.',
  },
  {
    format: 'label-studio',
    name: 'Label Studio',
    description: 'For going on in Label Studio: tasks with timeline labels and boxes, and it can be imported again.',
  },
  {
    format: 'fiftyone',
    name: 'FiftyOne',
    description: 'For looking through a data set in FiftyOne: stretches on videos, and boxes on images.',
  },
  { format: 'yolo', name: 'YOLO', description: 'For training YOLO: boxes on images by class, with a data.yaml. It knows no stretches.' },
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
