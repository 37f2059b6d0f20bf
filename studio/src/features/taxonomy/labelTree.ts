import type { Label, LabelBody } from '../../api/labels';

/** Flattens the labels into tree order with their depth: each parent comes before its children. */
export function flattenTree(labels: Label[]): { label: Label; depth: number }[] {
  const childrenOf = (parent: string | undefined, depth: number): { label: Label; depth: number }[] =>
    labels.filter(({ parent_id }) => parent_id === parent).flatMap((label) => [{ label, depth }, ...childrenOf(label.label_id, depth + 1)]);
  return childrenOf(undefined, 0);
}

/** Converts a label to a request body. */
export const toLabelBody = ({ label_id, name, description, colour, parent_id, attributes, examples }: Label): LabelBody => ({
  label_id,
  name,
  colour,
  examples,
  attributes: attributes.map((one) => ({ ...one })),
  ...(description && { description }),
  ...(parent_id && { parent_id }),
});
