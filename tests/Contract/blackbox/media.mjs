// Short clips and pictures, and what the server makes of them: made once, for all files.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../server.mjs';
import { makeFootage } from '../footage.mjs';
import { done, post, send, settled } from './wire.mjs';

const footage = makeFootage();
const picture = (name, size) => {
  const file = path.join(footage.folder, name);
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', `testsrc2=size=${size}`, '-frames:v', '1', file]);
  return file;
};

/** A dog of 6 s, a man who says hello for 8 s, sound alone, pictures good and bad, and a text that claims to be a video. */
export const files = {
  dog: footage.dog(),
  talk: footage.talk(),
  sound: footage.soundOnly(),
  photo: footage.dogPhoto(),
  png: picture('bars.png', '320x240'),
  tiny: picture('tiny.png', '64x64'),
  text: footage.notAVideo(),
};

const port = await freePort();
const site = createServer((asked, answer) => {
  const name = path.basename(asked.url);
  const known = Object.values(files).find((file) => path.basename(file) === name);
  if (!known) return answer.writeHead(404).end();
  answer.writeHead(200, { 'content-type': 'application/octet-stream' });
  return answer.end(readFileSync(known));
}).listen(port, '127.0.0.1');

/** The address of a file on a web site. */
export const link = (file) => `http://127.0.0.1:${port}/${path.basename(file)}`;
/** An address that answers 404. */
export const deadLink = `http://127.0.0.1:${port}/nothing.mp4`;
export const base64 = (file) => readFileSync(file).toString('base64');
/** A file of the bytes given. */
export function fileOf(name, bytes) {
  const file = path.join(footage.folder, name);
  writeFileSync(file, bytes);
  return file;
}

/** Runs something once and keeps the promise. */
const once = (make) => {
  let kept;
  return () => (kept ??= make());
};

async function asset(file, more = {}) {
  const { _id: id } = done(await send('/assets', { method: 'direct', file: { file }, ...more }), 201);
  return settled(`/assets/${id}`, ['processing']);
}

/** Assets that are ready. */
export const assets = Object.fromEntries(
  Object.entries(files).map(([name, file]) => [
    name,
    once(() => asset(file, name === 'dog' ? { enable_hls: 'true', enable_thumbnail: 'true', user_metadata: '{"kind":"pet","n":5}' } : {})),
  ]),
);

const models = [
  { model_name: 'marengo3.0', model_options: ['visual', 'audio'] },
  { model_name: 'pegasus1.2', model_options: ['visual', 'audio'] },
];
export const newIndex = async (name, body = {}) =>
  done(await post('/indexes', { index_name: name, models, addons: ['thumbnail'], ...body }), 201)._id;
/** An index of Pegasus alone. */
export const pegasusIndex = once(() => newIndex('pegasus alone', { models: [models[1]], addons: [] }));
/** An index whose only option is what is seen. */
export const visualIndex = once(() => newIndex('seen alone', { models: [{ model_name: 'marengo3.0', model_options: ['visual'] }] }));

/** An index with the dog by task and the talk by asset, both ready: `{ id, dog, talk, task }`. */
export const library = once(async () => {
  const id = await newIndex('library');
  const task = done(
    await send('/tasks', { index_id: id, video_file: { file: files.dog }, user_metadata: '{"kind":"pet","n":5,"score":9.3,"mine":true}' }),
    201,
  );
  const { _id: assetId } = await assets.talk();
  const talk = done(await post(`/indexes/${id}/indexed-assets`, { asset_id: assetId, user_metadata: { kind: 'talk', n: 7 } }), 202);
  const ended = await settled(`/tasks/${task._id}`, ['validating', 'pending', 'queued', 'indexing']);
  const indexed = await settled(`/indexes/${id}/indexed-assets/${talk._id}`, ['pending', 'queued', 'indexing']);
  return { id, task: ended, created: task, dog: task.video_id, talk: talk._id, talkAsset: assetId, indexed, added: talk };
});

export function removeMedia() {
  site.close();
  site.closeAllConnections();
  footage.remove();
}
