// Plain HTTP against one running server, and what holds for every answer whatever was asked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { apiKey, startServer } from '../server.mjs';

export const server = await startServer();

/** The codes of the catalogue in the public documentation, with those of batches and connectors. */
const catalogue = new Set(
  `parameter_invalid parameter_not_provided parameter_unknown resource_not_exist api_key_invalid
  api_allowed_for_paid_plan api_not_allowed unauthorized region_not_allowed request_canceled_or_timed_out too_many_requests
  tags_not_allowed api_upgrade_required content_type_invalid index_option_cannot_be_changed index_engine_cannot_be_changed
  index_name_already_exists video_resolution_too_low video_resolution_too_high video_resolution_invalid_aspect_ratio
  video_duration_too_short video_duration_too_long video_file_broken task_cannot_be_deleted usage_limit_exceeded
  video_filesize_too_large search_option_not_supported search_option_combination_not_supported search_filter_invalid
  search_page_token_expired index_not_supported_for_search token_limit_exceeded index_not_supported_for_generate
  video_not_ready batch_not_terminal batch_completed batch_canceled batch_expired asset_unavailable redirect_uri_invalid
  redirect_uri_limit_exceeded source_unavailable source_not_authorized unsupported_media_type audio_filesize_too_large
  media_filesize_too_large`.split(/\s+/),
);

/** An id of the right shape that nothing has. */
export const unknownId = 'ffffffffffffffffffffffff';
export const hexId = /^[0-9a-f]{24}$/;
/** RFC 3339 in UTC. */
export const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Sends one request and reads the whole answer: `{ status, headers, text, json }`. */
export async function call(method, route, { json, form, body, headers = {}, key = apiKey, base = server.base } = {}) {
  const sent = {
    ...(key === null ? {} : { 'x-api-key': key }),
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
  const answer = await fetch(base + route, {
    method,
    headers: sent,
    body: json === undefined ? (form === undefined ? body : multipart(form)) : JSON.stringify(json),
  });
  const text = await answer.text();
  const found = { method, route, status: answer.status, headers: answer.headers, text };
  assert.equal(answer.headers.get('x-api-version'), '1.3', `${method} ${route}: every answer names the version of the API`);
  if (/^application\/json(;|$)/.test(answer.headers.get('content-type') ?? '') && text !== '') found.json = JSON.parse(text);
  if (answer.status === 204) assert.equal(text, '', `${method} ${route}: 204 has no body`);
  return found;
}

export const get = (route, more) => call('GET', route, more);
export const post = (route, json, more) => call('POST', route, { json, ...more });
export const put = (route, json, more) => call('PUT', route, { json, ...more });
export const patch = (route, json, more) => call('PATCH', route, { json, ...more });
export const del = (route, more) => call('DELETE', route, more);
export const send = (route, form, more) => call('POST', route, { form, ...more });

/** A form of fields; a list repeats its field, `{ file, name }` is a file part. */
export function multipart(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one?.file)
        form.append(name, new Blob([readFileSync(one.file)], { type: 'application/octet-stream' }), one.name ?? path.basename(one.file));
      else form.append(name, String(one));
    }
  }
  return form;
}

/** Checks the status and answers the body. */
export function done(answer, status = 200) {
  assert.equal(answer.status, status, `${answer.method} ${answer.route} answered ${answer.text.slice(0, 500)}`);
  return answer.json;
}

/** Checks that the answer is an error of the documented form whose message names what is wrong. */
export function refused(answer, { status = 400, code = 'parameter_invalid', names = [] } = {}) {
  const told = `${answer.method} ${answer.route} answered ${answer.status} ${answer.text.slice(0, 500)}`;
  assert.equal(answer.status, status, told);
  assert.equal(typeof answer.json?.code, 'string', told);
  assert.ok(catalogue.has(answer.json.code), `not in the catalogue: ${told}`);
  assert.ok([code].flat().includes(answer.json.code), `${[code].flat().join(' or ')} expected: ${told}`);
  assert.ok(answer.json.message?.length > 10, told);
  for (const name of [names].flat()) assert.ok(answer.json.message.includes(name), `the message does not name ${name}: ${told}`);
  return answer.json;
}

/** One promise for each row `[name, request, expected error]`. */
export function refuses(table) {
  for (const [name, ask, expected] of table) it(`refuses ${name}`, async () => void refused(await ask(), expected));
}

/** One promise for each row `[name, request, expected status]`. */
export function accepts(table) {
  for (const [name, ask, status] of table) it(`accepts ${name}`, async () => void done(await ask(), status));
}

/** Asks until the status is one of the last ones; checks that the states only go forward in `order`. */
export async function settled(route, order = [], { last = ['ready', 'failed'] } = {}) {
  let reached = 0;
  for (let n = 0; n < 3000; n++) {
    const answer = done(await get(route));
    if (last.includes(answer.status)) return answer;
    const at = order.indexOf(answer.status);
    assert.ok(at >= reached, `${route}: ${answer.status} after ${order[reached]}`);
    reached = at;
    await delay(100);
  }
  throw new Error(`${route} never reached ${last.join(' or ')}`);
}

/** Checks the keys of an object: all of `required` are there, nothing of them is undefined. */
export function has(object, ...required) {
  for (const key of required) assert.ok(key in object, `${key} is missing: ${JSON.stringify(object).slice(0, 500)}`);
}

/** Checks the envelope of a list by page number and answers its data. */
export function listed(answer) {
  const { data, page_info: info } = done(answer);
  assert.ok(Array.isArray(data), answer.text);
  for (const key of ['limit_per_page', 'page', 'total_page', 'total_results'])
    assert.ok(Number.isInteger(info[key]), `${key}: ${answer.text}`);
  assert.ok(data.length <= info.limit_per_page);
  return data;
}
