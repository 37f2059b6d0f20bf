import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { all, clients, thrown } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { request, settled, startServer } from './server.mjs';

const footage = makeFootage();
const film = path.join(footage.folder, 'large.mp4');
const server = await startServer();
after(async () => {
  await server.stop();
  footage.remove();
});

before(() => {
  // A box that players skip makes a large file of a small film.
  const dog = readFileSync(footage.dog());
  const padding = Buffer.alloc((12 << 20) - dog.length);
  for (let at = 8; at < padding.length; at += 4) padding.writeUInt32LE((at * 2654435761) >>> 0, at - (at % 4));
  padding.writeUInt32BE(padding.length, 0);
  padding.write('free', 4);
  writeFileSync(film, Buffer.concat([dog, padding]));
});

const json = (body) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const quiet = (run) => {
  const { log } = console;
  console.log = () => {};
  return run().finally(() => (console.log = log));
};

for (const { name, client } of clients()) {
  describe(`multipart uploads with ${name}`, () => {
    it("uploads a file with the client's uploader, and it becomes an asset", async () => {
      const steps = [];
      const { assetId, assetUrl } = await quiet(() =>
        client.multipartUpload.uploadFile(film, {
          filename: 'dog.mp4',
          batchSize: 2,
          progressCallback: (p) => steps.push(p.completedChunks),
        }),
      );
      assert.deepEqual(steps, [2, 3]);
      assert.equal(assetUrl, `${server.base}/assets/${assetId}`);
      const asset = await settled(() => client.assets.retrieve(assetId));
      assert.equal(asset.status, 'ready');
      assert.equal(asset.method, 'multipart');
      const shown = await (await request(server, `/assets/${assetId}`)).json();
      assert.equal(shown.size, 12 << 20);
      assert.ok(shown.duration > 5);
    });

    it('shows an open session, goes on after the server was killed, and waits until it is complete', async () => {
      const bytes = readFileSync(film);
      const session = await client.multipartUpload.create({ filename: 'dog.mp4', type: 'video', totalSize: bytes.length });
      const cut = (index) => bytes.subarray((index - 1) * session.chunkSize, index * session.chunkSize);
      const send = async (index, url) => {
        const answer = await fetch(url, { method: 'PUT', body: cut(index), headers: { 'content-type': 'application/octet-stream' } });
        assert.equal(answer.status, 200);
        return { chunkIndex: index, proof: answer.headers.get('etag'), proofType: 'etag', chunkSize: cut(index).length };
      };
      const [first, second, third] = session.uploadUrls.map((u) => u.url);

      const last = await send(3, third);
      const report = await client.multipartUpload.reportChunkBatch(session.uploadId, { completedChunks: [last] });
      assert.equal(report.totalCompleted, 1);
      assert.equal(report.url, undefined);
      const unreported = await send(1, first);
      await server.restart('SIGKILL');

      const open = await all(client.multipartUpload.listIncompleteUploads({ pageLimit: 1 }));
      assert.ok(open.some((u) => u.uploadId === session.uploadId && u.status === 'active'));
      const chunks = await all(client.multipartUpload.getStatus(session.uploadId, { pageLimit: 2 }));
      assert.deepEqual(
        chunks.map((c) => c.status),
        ['pending', 'pending', 'completed'],
      );
      const more = await client.multipartUpload.getAdditionalPresignedUrls(session.uploadId, { start: 2, count: 1 });
      const done = await client.multipartUpload.reportChunkBatch(session.uploadId, {
        completedChunks: [await send(2, more.uploadUrls[0].url), unreported, last],
      });
      assert.deepEqual([done.processedChunks, done.duplicateChunks, done.totalCompleted], [2, 1, 3]);
      assert.ok(done.url);
      await client.multipartUpload.waitForUploadCompletion(session.uploadId, { sleepInterval: 0.1 });
      assert.equal((await settled(() => client.assets.retrieve(session.assetId))).status, 'ready');
      assert.ok(!(await all(client.multipartUpload.listIncompleteUploads())).some((u) => u.uploadId === session.uploadId));
      assert.equal((await fetch(second, { method: 'PUT', body: cut(2) })).status, 400);
    });

    it("refuses what is wrong, in the client's error classes", async () => {
      const { uploadId } = await client.multipartUpload.create({ filename: 'a.mp4', type: 'video', totalSize: 7 });
      const wrong = await thrown(() =>
        client.multipartUpload.reportChunkBatch(uploadId, {
          completedChunks: [{ chunkIndex: 1, proof: 'x', proofType: 'etag', chunkSize: 7 }],
        }),
      );
      assert.equal(wrong.statusCode, 400);
      assert.match(wrong.body.message, /was not sent/);
      assert.equal((await thrown(() => client.multipartUpload.getStatus('0123456789abcdef01234567'))).statusCode, 404);
      assert.equal(
        (await thrown(() => client.multipartUpload.create({ filename: 'a.mp4', type: 'video', totalSize: 11 * 2 ** 30 }))).statusCode,
        400,
      );
    });
  });
}

describe('the first batch of URLs', () => {
  it('needs no key, which a raw request shows', async () => {
    const session = await (
      await request(server, '/assets/multipart-uploads', json({ filename: 'a.mp4', type: 'video', total_size: 3 }))
    ).json();
    const answer = await fetch(session.upload_urls[0].url, { method: 'PUT', body: 'abc' });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('etag'), /^"[0-9a-f]{32}"$/);
  });
});
