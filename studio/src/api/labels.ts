import { useQuery } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';

export type LabelSet = Schemas['LabelSet'];

export const labelSetsKey = ['label-sets'];
const mostPerPage = 50;

/** Every label set, newest first. */
async function listLabelSets(signal: AbortSignal): Promise<LabelSet[]> {
  const all: LabelSet[] = [];
  for (let page = 1; ; page++) {
    const { data, page_info } = await unwrap(api.GET('/reelsight/v1/label-sets', { params: { query: { page, page_limit: mostPerPage } }, signal }));
    all.push(...data);
    if (page >= page_info.total_page) return all;
  }
}

export function useLabelSets() {
  return useQuery({ queryKey: labelSetsKey, queryFn: ({ signal }) => listLabelSets(signal) });
}
