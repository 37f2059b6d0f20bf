import type { Label, LabelBody } from '../../api/labels';

/** Labels with how deep they lie, each behind the one that it is part of. */
export function flattenTree(labels: Label[]): { label: Label; depth: number }[] {
  const childrenOf = (parent: string | undefined, depth: number): { label: Label; depth: number }[] =>
    labels.filter(({ parent_id }) => parent_id === parent).flatMap((label) => [{ label, depth }, ...childrenOf(label.label_id, depth + 1)]);
  return childrenOf(undefined, 0);
}

/** A label as it is sent. */
export const toLabelBody = ({ label_id, name, description, colour, parent_id, attributes, examples }: Label): LabelBody => ({
  label_id,
  name,
  colour,
  examples,
  attributes: attributes.map((one) => ({ ...one })),
  ...(description && { description }),
  ...(parent_id && { parent_id }),
});
