// Draws the description at openapi.json. Everything that comes from it goes in as text, never as markup.
const verbs = ['get', 'post', 'put', 'patch', 'delete'];
const content = document.getElementById('content');
const search = document.getElementById('search');
const count = document.getElementById('count');
let api;

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Words between backticks are code.
function prose(text) {
  return text.split('`').map((part, i) => (i % 2 ? el('code', {}, part) : part));
}

function resolve(schema) {
  return schema.$ref ? { ...api.components.schemas[schema.$ref.split('/').at(-1)], name: schema.$ref.split('/').at(-1) } : schema;
}

// What a value is, in a few words: type, allowed words, range, default.
function kindOf(schema) {
  if (schema.anyOf) return schema.anyOf.map(kindOf).join(' or ');
  const target = resolve(schema);
  if (target.type === 'array') return `list of ${kindOf(target.items ?? {})}`;
  const parts = [target.enum ? target.enum.join(' | ') : target.name ?? [target.type ?? 'any'].flat().join(' or ')];
  if (target.format === 'date-time') parts[0] = 'time';
  if (target.contentMediaType === 'application/octet-stream') parts[0] = 'file';
  if (target.contentMediaType === 'application/json') parts[0] = 'JSON text';
  const [least, most] = [target.minimum ?? target.minLength, target.maximum ?? target.maxLength];
  if (least !== undefined || most !== undefined) parts.push(most === undefined ? `from ${least}` : least === undefined ? `up to ${most}` : `${least} to ${most}`);
  if (schema.default !== undefined) parts.push(`default ${JSON.stringify(schema.default)}`);
  return parts.join(', ');
}

function inner(schema) {
  if (schema.anyOf) return schema.anyOf.map(inner).find(Boolean);
  const target = resolve(schema);
  if (target.type === 'array') return inner(target.items ?? {});
  return target.properties ? target : null;
}

// `asked`: the caller gives these fields; in answers "required" would mean nothing.
function field(name, schema, required, description, seen, asked) {
  const row = el('li', {}, el('code', {}, name), ' ', el('span', { class: 'kind' }, kindOf(schema)), required && el('span', { class: 'must' }, ' required'));
  if (description) row.append(el('div', {}, prose(description)));
  const nested = inner(schema);
  if (nested && !seen.includes(nested.name)) row.append(later(`Fields of ${nested.name ?? name}`, () => fields(nested, [...seen, nested.name], asked)));
  return row;
}

// Nested shapes are drawn when opened: some are large, and some hold themselves.
function later(title, draw) {
  const box = el('details', {}, el('summary', {}, title));
  box.addEventListener('toggle', () => box.childElementCount === 1 && box.append(draw()), { once: true });
  return box;
}

function fields(schema, seen = [], asked = false) {
  const required = asked ? schema.required ?? [] : [];
  return el('ul', { class: 'fields' }, Object.entries(schema.properties ?? {}).map(([name, value]) => field(name, value, required.includes(name), value.description, seen, asked)));
}

function parameters(title, list) {
  if (list.length === 0) return null;
  return [el('h4', {}, title), el('ul', { class: 'fields' }, list.map((p) => field(p.name, p.schema, p.required, p.description, [], true)))];
}

function body(request) {
  if (!request) return null;
  const [type, { schema }] = Object.entries(request.content)[0];
  if (!schema) return [el('h4', {}, `Body, ${type}`)];
  const target = resolve(schema);
  return [el('h4', {}, `Body, ${type}`), target.properties ? fields(target, [target.name], true) : el('p', {}, kindOf(schema))];
}

function answers(responses) {
  return [el('h4', {}, 'Answers'), el('ul', { class: 'fields' }, Object.entries(responses).map(([status, answer]) => {
    const row = el('li', {}, el('code', {}, status), ' ', el('span', { class: 'kind' }, answer.description));
    for (const [type, { schema }] of Object.entries(answer.content ?? {})) {
      if (status >= 400) continue;
      row.append(el('div', { class: 'kind' }, schema ? `${type}: ${kindOf(schema)}` : type));
      const target = schema && inner(schema);
      if (target) row.append(later(`Fields of ${target.name}`, () => fields(target, [target.name])));
    }
    return row;
  }))];
}

function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function command(verb, path, operation) {
  const parts = [`curl ${quote(location.origin + path)}`];
  if (verb !== 'get') parts[0] += ` -X ${verb.toUpperCase()}`;
  if (operation.security?.length !== 0) parts.push(`-H "x-api-key: $REELSIGHT_API_KEY"`);
  const [type, { example } = {}] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (example && type === 'application/json') parts.push(`-H 'content-type: application/json'`, `-d ${quote(JSON.stringify(example))}`);
  else if (example) for (const [name, value] of Object.entries(example)) for (const one of [value].flat()) parts.push(`-F ${quote(`${name}=${one}`)}`);
  return [el('h4', {}, 'Try it'), el('pre', { tabindex: 0, 'aria-label': 'Command line' }, parts.join(' \\\n  '))];
}

function article(verb, path, operation) {
  const among = (place) => (operation.parameters ?? []).filter((p) => p.in === place);
  return el('article', { id: operation.operationId },
    el('h3', {}, el('a', { href: `#${operation.operationId}` }, el('span', { class: `verb ${verb}` }, verb.toUpperCase()), ' ', el('span', { class: 'path' }, path))),
    el('p', {}, operation.summary, '.', operation.security?.length === 0 && ' Open: needs no key.'),
    operation.description && el('p', { class: 'rules' }, prose(operation.description)),
    parameters('Path', among('path')), parameters('Query', among('query')), parameters('Headers', among('header')), body(operation.requestBody), answers(operation.responses), command(verb, path, operation));
}

function draw() {
  const operations = Object.entries(api.paths).flatMap(([path, item]) => verbs.filter((v) => item[v]).map((verb) => ({ verb, path, operation: item[verb] })));
  const groups = api.tags.map(({ name }) => {
    const heading = el('h2', {}, name);
    const title = el('h2', {}, name);
    const rows = operations.filter(({ operation }) => operation.tags.includes(name)).map(({ verb, path, operation }) => ({
      words: `${verb} ${path} ${operation.operationId} ${operation.summary} ${operation.description ?? ''} ${name}`.toLowerCase(),
      article: article(verb, path, operation),
      link: el('li', {}, el('a', { href: `#${operation.operationId}`, title: operation.summary }, el('span', { class: `verb ${verb}` }, verb.toUpperCase()), el('span', { class: 'path' }, path.replace('/v1.3', '')))),
    }));
    document.getElementById('list').append(title, el('ul', {}, rows.map((row) => row.link)));
    content.append(heading, ...rows.map((row) => row.article));
    return { heading, title, rows };
  });
  search.addEventListener('input', () => filter(groups));
  filter(groups);
}

// Every word must occur somewhere in an operation.
function filter(groups) {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { heading, title, rows } of groups) {
    for (const row of rows) row.article.hidden = row.link.hidden = !words.every((word) => row.words.includes(word));
    heading.hidden = title.hidden = rows.every((row) => row.link.hidden);
    shown += rows.filter((row) => !row.link.hidden).length;
  }
  count.textContent = shown === 0 ? 'No operation has all of these words.' : `${shown} operations`;
}

document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'Escape' && document.activeElement === search) {
    search.value = '';
    search.dispatchEvent(new Event('input'));
  }
});

fetch('openapi.json').then((answer) => answer.json()).then((document_) => {
  api = document_;
  content.replaceChildren(
    el('h2', {}, `${api.info.title}, API ${api.info.version}`), el('p', {}, api.info.description),
    el('p', {}, 'The same as a document for programs: ', el('a', { href: 'openapi.json' }, 'openapi.json'), '.'));
  draw();
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}).catch((error) => {
  content.replaceChildren(el('p', { role: 'alert' }, `The description could not be read: ${error.message}`));
});
