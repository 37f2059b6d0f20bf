// An interrupted upload resumes where it stopped, also after the page was closed.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { makeFootage } from './footage.mjs';
import { apiKey, startServer } from './server.mjs';
import { executablePath, launch, open } from './studio-browser.mjs';

const skip = executablePath === undefined && 'no Chromium is installed';
const chunkUrl = /\/uploads\//;

describe('an upload in the studio', { skip }, () => {
  let server, footage, browser, page, file;
  const sentChunks = [];
  const createdSessions = [];
  before(async () => {
    footage = makeFootage();
    file = footage.dog();
    // Players ignore data after the end of a film; it makes the file several chunks long.
    appendFileSync(file, Buffer.alloc(24 << 20));
    server = await startServer();
    browser = await launch();
    ({ page } = await open(browser, server));
    page.on('requestfinished', (request) => chunkUrl.test(request.url()) && request.method() === 'PUT' && sentChunks.push(request.url()));
    page.on(
      'response',
      async (response) =>
        response.url().endsWith('/multipart-uploads') &&
        response.request().method() === 'POST' &&
        createdSessions.push((await response.json()).upload_id),
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

  it('uploads only the missing chunks when the same file is chosen again', async () => {
    let remaining = 2;
    await page.route(chunkUrl, (route) => (remaining-- > 0 ? route.continue() : route.abort()));
    await page.getByLabel('Video files').setInputFiles(file);
    const reported = page.waitForResponse(
      (response) => /multipart-uploads\/[0-9a-f]+$/.test(response.url()) && response.request().method() === 'POST',
    );
    await reported;
    const before = sentChunks.length;
    page.once('dialog', (dialog) => dialog.accept());
    await page.reload();
    await page.unroute(chunkUrl);

    await page.getByLabel('Video files').setInputFiles(file);
    await page
      .getByRole('region', { name: 'Uploads' })
      .getByText(/Checking the file|Processing|Queued|Ready/)
      .waitFor({ timeout: 120_000 });
    const [session, ...more] = createdSessions;
    assert.deepEqual(more, [], 'no second session was created');
    const response = await fetch(`${server.base}/assets/multipart-uploads/${session}`, { headers: { 'x-api-key': apiKey } });
    const { status, chunks_completed: chunks } = await response.json();
    assert.equal(status, 'completed');
    assert.ok(sentChunks.length - before < chunks, `${sentChunks.length - before} of ${chunks} chunks were sent after the interruption`);
  });
});
