import type { Format, ImportFormat } from '../../api/exports';

/** A format: its name, and what it is for. */
export interface FormatFacts {
  format: Format;
  name: string;
  use: string;
}

/** The formats, the usual one first. */
export const formats: FormatFacts[] = [
  {
    format: 'coco',
    name: 'COCO',
    use: 'For training detectors and for most other tools: videos, images, and annotations with boxes or stretches.',
  },
  { format: 'json', name: 'JSON', use: 'For your own programs and for keeping: every field, and it can be imported again.' },
  { format: 'csv', name: 'CSV', use: 'For spreadsheets and statistics: one row for each annotation, without boxes.' },
  { format: 'cvat', name: 'CVAT', use: 'For going on in CVAT: one XML (CVAT for video 1.1) for each video, and it can be imported again.' },
  {
    format: 'label-studio',
    name: 'Label Studio',
    use: 'For going on in Label Studio: tasks with timeline labels and boxes, and it can be imported again.',
  },
  { format: 'fiftyone', name: 'FiftyOne', use: 'For looking through a data set in FiftyOne: stretches on videos, and boxes on images.' },
  { format: 'yolo', name: 'YOLO', use: 'For training YOLO: boxes on images by class, with a data.yaml. It knows no stretches.' },
];

/** The name of a format. */
export const nameOf = (format: Format) => formats.find((one) => one.format === format)?.name ?? format;

/** Which format a text that was dropped here is in; null when it is none that can be read. */
export function formatOf(text: string): ImportFormat | null {
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
