// The served description is valid OpenAPI 3.1, makes types that compile, and its page works without a network.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { chromium } from 'playwright-core';
import ts from 'typescript';
import { request, startServer } from './server.mjs';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

describe('the description of the API', () => {
  let server, description;
  before(async () => {
    server = await startServer();
    description = await (await fetch(`${server.url}/openapi.json`)).json();
  });
  after(() => server?.stop());

  it('keeps the rules of OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(description));
    assert.ok(valid, JSON.stringify(errors));
  });

  it('makes types that compile, with the fields of an index as the server answers them', async () => {
    const types = astToString(await openapiTypescript(structuredClone(description)));
    const use = `
      type Index = components['schemas']['Index'];
      export const name = (index: Index): string => index.index_name;
      export const videos = (index: Index): number => index.video_count;
      export const most: NonNullable<operations['ListIndexes']['parameters']['query']>['page_limit'] = 50;`;
    assert.deepEqual(compile(types + use), []);
  });

  it('fits what the server answers', async () => {
    const ajv = addFormats.default(new Ajv.default({ strict: false, allErrors: true }));
    ajv.addSchema(description, 'api');
    for (const route of ['/indexes', '/knowledge-stores', '/entity-collections']) await check('post', route);
    const lists = Object.entries(description.paths).filter(([route, { get }]) => route.startsWith('/v1.3') && !route.includes('{') && get);
    for (const [route] of lists) await check('get', route.replace('/v1.3', ''));
    assert.ok(lists.length > 3);

    async function check(method, route) {
      const { requestBody, responses } = description.paths[`/v1.3${route}`]?.[method] ?? {};
      if (!responses) return;
      const body = requestBody && JSON.stringify(requestBody.content['application/json'].example);
      const answer = await request(server, route, { method, body, headers: body && { 'content-type': 'application/json' } });
      const json = await answer.json();
      const path = encodeURIComponent(`/v1.3${route}`.replaceAll('/', '~1'));
      const pointer = `api#/paths/${path}/${method}/responses/${answer.status}/content/application~1json/schema`;
      const validate = ajv.getSchema(pointer);
      assert.ok(validate, `${method} ${route} answers ${answer.status}, which is not described: ${JSON.stringify(json)}`);
      assert.ok(validate(json), `${method} ${route}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(json)}`);
    }
  });

  it('has examples whose fields it describes', () => {
    for (const [path, item] of Object.entries(description.paths))
      for (const [method, { requestBody }] of Object.entries(item))
        for (const { schema, example } of Object.values(requestBody?.content ?? {})) {
          if (!example) continue;
          const { properties } = schema.$ref ? description.components.schemas[schema.$ref.split('/').at(-1)] : schema;
          for (const name of Object.keys(example)) assert.ok(properties[name], `${method} ${path}: ${name}`);
        }
  });

  it(
    'is shown as a page that asks nobody else, and finds operations by words',
    { skip: executablePath === undefined && 'no Chromium is installed' },
    async () => {
      const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
      try {
        const page = await browser.newPage({ colorScheme: 'light' });
        const asked = [];
        const complaints = [];
        page.on('request', (request) => asked.push(new URL(request.url()).origin));
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.goto(`${server.url}/docs`);
        const link = (method, path) => page.locator(`a[href$="/${method.toUpperCase()}${path}"]`);
        const operations = Object.entries(description.paths).flatMap(([path, item]) => Object.keys(item).map((method) => [method, path]));
        await link(...operations[0])
          .first()
          .waitFor();
        for (const [method, path] of operations) assert.notEqual(await link(method, path).count(), 0, `${method} ${path} is not listed`);

        await page.keyboard.press('Control+k');
        await page.getByRole('dialog').getByRole('textbox').or(page.getByRole('combobox')).first().fill('rename an index');
        await page.getByRole('option').first().click();
        const section = page.locator('section[id$="/PUT/v1.3/indexes/{index_id}"]');
        await section.getByText('UpdateIndex', { exact: true }).waitFor();
        assert.match(await section.innerText(), /curl .*\n.*--request PUT/);

        await page.goto(`${server.url}/docs#tag/search/POST/v1.3/search`);
        await page.locator('section[id$="/POST/v1.3/search"]').getByText('query_text').first().waitFor();

        const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        const light = await background();
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.waitForFunction((before) => getComputedStyle(document.body).backgroundColor !== before, light);
        assert.deepEqual([light, await background()], ['rgb(255, 255, 255)', 'rgb(15, 15, 15)']);
        assert.deepEqual([...new Set(asked)], [server.url]);
        assert.deepEqual(complaints, []);
      } finally {
        await browser.close();
      }
    },
  );
});

// What the compiler has to say about a text.
function compile(text) {
  const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022 };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === 'api.ts' ? ts.createSourceFile(name, text, options.target) : getSourceFile(name, ...rest);
  return ts
    .getPreEmitDiagnostics(ts.createProgram(['api.ts'], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
