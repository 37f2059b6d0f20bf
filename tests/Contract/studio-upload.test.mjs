// An upload that breaks off goes on from where it stopped, also after the page was closed.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { makeFootage } from './footage.mjs';
import { apiKey, startServer } from './server.mjs';
import { executablePath, launch, open } from './studio-browser.mjs';

const skip = executablePath === undefined && 'no Chromium is installed';
const chunkAddress = /\/uploads\//;

describe('an upload in the studio', { skip }, () => {
  let server, footage, browser, page, file;
  const sent = [];
  const begun = [];
  before(async () => {
    footage = makeFootage();
    file = footage.dog();
    // What follows the end of a film is passed over by players, and makes a file of several chunks.
    appendFileSync(file, Buffer.alloc(24 << 20));
    server = await startServer();
    browser = await launch();
    ({ page } = await open(browser, server));
    page.on('requestfinished', (request) => chunkAddress.test(request.url()) && request.method() === 'PUT' && sent.push(request.url()));
    page.on(
      'response',
      async (answer) =>
        answer.url().endsWith('/multipart-uploads') && answer.request().method() === 'POST' && begun.push((await answer.json()).upload_id),
    );
    await page.goto(server.url);
    await page.getByLabel('API key').fill(apiKey);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Create an index' }).click();
    await page.getByLabel('Name').fill('films');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Drop videos here' }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    footage?.remove();
  });

  it('goes on with the chunks that are missing when the same file is chosen again', async () => {
    let passing = 2;
    await page.route(chunkAddress, (route) => (passing-- > 0 ? route.continue() : route.abort()));
    await page.getByLabel('Video files').setInputFiles(file);
    const reported = page.waitForResponse(
      (answer) => /multipart-uploads\/[0-9a-f]+$/.test(answer.url()) && answer.request().method() === 'POST',
    );
    await reported;
    const before = sent.length;
    page.once('dialog', (dialog) => dialog.accept());
    await page.reload();
    await page.unroute(chunkAddress);

    await page.getByLabel('Video files').setInputFiles(file);
    await page
      .getByRole('region', { name: 'Uploads' })
      .getByText(/Checking the file|Processing|Queued|Ready/)
      .waitFor({ timeout: 120_000 });
    const [session, ...more] = begun;
    assert.deepEqual(more, [], 'no second session was begun');
    const answer = await fetch(`${server.base}/assets/multipart-uploads/${session}`, { headers: { 'x-api-key': apiKey } });
    const { status, chunks_completed: chunks } = await answer.json();
    assert.equal(status, 'completed');
    assert.ok(sent.length - before < chunks, `${sent.length - before} of ${chunks} chunks were sent after the break`);
  });
});
