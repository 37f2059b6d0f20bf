import { useQuery } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';

export type Index = Schemas['Index'];

export const indexesKey = ['indexes'];
const pageSize = 50;

/** All indexes, newest first. */
async function listIndexes(signal: AbortSignal): Promise<Index[]> {
  const all: Index[] = [];
  for (let page = 1; ; page++) {
    const { data, page_info } = await unwrap(api.GET('/v1.3/indexes', { params: { query: { page, page_limit: pageSize } }, signal }));
    all.push(...data);
    if (page >= page_info.total_page) return all;
  }
}

export function useIndexes() {
  return useQuery({ queryKey: indexesKey, queryFn: ({ signal }) => listIndexes(signal) });
}

/** Creates an index for visuals and audio, with thumbnails. */
export async function createIndex(name: string): Promise<string> {
  const body = {
    index_name: name,
    models: [
      { model_name: 'marengo3.0' as const, model_options: ['visual' as const, 'audio' as const] },
      { model_name: 'pegasus1.2' as const, model_options: ['visual' as const, 'audio' as const] },
    ],
    addons: ['thumbnail' as const],
  };
  return (await unwrap(api.POST('/v1.3/indexes', { body })))._id;
}

export async function renameIndex(id: string, name: string): Promise<void> {
  await unwrap(api.PUT('/v1.3/indexes/{index_id}', { params: { path: { index_id: id } }, body: { index_name: name } }));
}

/** Deletes an index with its videos. Their assets are kept. */
export async function deleteIndex(id: string): Promise<void> {
  await unwrap(api.DELETE('/v1.3/indexes/{index_id}', { params: { path: { index_id: id } } }));
}
