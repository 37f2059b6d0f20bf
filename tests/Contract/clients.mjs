// The official JavaScript clients, each in the two versions that are in wide use.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { apiKey } from './server.mjs';

const load = createRequire(import.meta.url);
const sdks = ['1.3.4', '1.1.0'].map((version) => ({ version, sdk: load(`twelvelabs-js-${version}`) }));

/** For each version a name and a connected client. The server must be running: the clients read its address when made. */
export function clients(key = apiKey) {
  return sdks.map(({ version, sdk }) => ({
    name: `twelvelabs-js ${version}`,
    // 1.1.0 writes a range as "[object Object]".
    sendsRanges: version !== '1.1.0',
    // 1.1.0 knows neither inputs of several pictures, nor fused vectors, nor tasks about sound in lists.
    embedsMore: version !== '1.1.0',
    client: new sdk.TwelveLabs({ apiKey: key }),
    errors: sdk.TwelvelabsApi,
    ApiError: sdk.TwelvelabsApiError,
  }));
}

export const marengo = [{ modelName: 'marengo3.0', modelOptions: ['visual', 'audio'] }];

export async function createIndex(client, name) {
  const { id } = await client.indexes.create({ indexName: name, models: marengo, addons: ['thumbnail'] });
  return id;
}

/** Uploads one file and waits until it is done, well or badly. */
export async function upload(client, indexId, file, more = {}) {
  const created = await client.tasks.create({ indexId, videoFile: createReadStream(file), ...more });
  const task = await client.tasks.waitForDone(created.id, { sleepInterval: 0.5 });
  return { created, task };
}

/** Everything a pager yields. */
export async function all(pager) {
  const items = [];
  for await (const item of await pager) items.push(item);
  return items;
}

/** What a call throws; fails when it does not. */
export async function thrown(call) {
  let answer;
  try {
    answer = await call();
  } catch (error) {
    return error;
  }
  throw new Error(`An error was expected, but the answer was ${JSON.stringify(answer)}`);
}
