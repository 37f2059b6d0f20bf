import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clients, createIndex, upload } from './clients.mjs';
import { makeFootage } from './footage.mjs';
import { request, startServer } from './server.mjs';

const footage = makeFootage();
const server = await startServer();
after(async () => {
  await server.stop();
  footage.remove();
});

for (const { name, client } of clients()) {
  describe(`bad files with ${name}`, () => {
    let indexId;
    before(async () => {
      indexId = await createIndex(client, `bad files ${name}`);
    });

    /** An upload may be refused at once or fail later; either way there is a code and a sentence. */
    async function reason(file) {
      try {
        const { created, task } = await upload(client, indexId, file);
        assert.equal(task.status, 'failed');
        return (await (await request(server, `/tasks/${created.id}`)).json()).error;
      } catch (error) {
        assert.equal(error.statusCode, 400);
        return error.body;
      }
    }

    for (const kind of ['notAVideo', 'empty', 'truncated']) {
      it(`fails with a reason: ${kind}`, async () => {
        const { code, message } = await reason(footage[kind]());
        assert.match(code, /^[a-z_]+$/);
        assert.match(message, /^[A-Z].{15,}\.$/s);
      });
    }

    it('goes on with good files after bad ones, with or without sound', async () => {
      const { task } = await upload(client, indexId, footage.silent());
      assert.equal(task.status, 'ready');
      const video = await client.indexes.videos.retrieve(indexId, task.videoId, { transcription: true });
      assert.ok(video.transcription === null || video.transcription === undefined || video.transcription.length === 0);
    });
  });
}
