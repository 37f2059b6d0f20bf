// What others meet first: documents whose links lead somewhere, and files for containers and the code host that keep their promises.
// No Docker is needed: the files are parsed and held against the repository.
import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parseDocument } from 'yaml';
import { anchors, dockerStages, files, isIgnored, links, read, sections } from './papers.mjs';
import { root } from './server.mjs';

const exists = (file) => existsSync(path.join(root, file));
const version = /<Version>(.+?)<\/Version>/.exec(read('Directory.Build.props'))[1];
const secret = /(KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL)/i;
const looksSecret = /tlk_[0-9a-z]{16,}|-----BEGIN [A-Z ]*PRIVATE KEY|gh[pousr]_\w{30,}|AKIA[0-9A-Z]{16}/;

/** A YAML file whose every key is written once and that has no warnings. */
function yaml(file) {
  const document = parseDocument(read(file), { strict: true, uniqueKeys: true });
  assert.deepEqual([...document.errors, ...document.warnings].map(({ message }) => message), [], file);
  return document.toJS();
}

describe('the Dockerfile', () => {
  const stages = dockerStages(read('Dockerfile'));
  const last = stages.at(-1);
  const all = stages.flatMap(({ instructions }) => instructions);
  const named = (name, { instructions } = last) => instructions.filter((instruction) => instruction.name === name);
  const textOf = (name) => named(name).map(({ text }) => text).join('\n');

  it('builds in stages of their own and runs on a base image without the SDK and Node.js', () => {
    assert.ok(stages.length > 2);
    assert.match(last.base, /\/aspnet:/);
    assert.ok(stages.some(({ base }) => base.includes('/sdk:')) && stages.some(({ base }) => base.startsWith('node:')));
  });

  it('names base images by release line and distribution', () => {
    const own = new Set(stages.map(({ name }) => name));
    const copiedFrom = all.filter(({ name, flags }) => name === 'COPY' && flags.from).map(({ flags }) => flags.from);
    const images = [...stages.map(({ base }) => base), ...copiedFrom];
    for (const image of images.filter((one) => !own.has(one))) assert.match(image, /^[a-z0-9./-]+:\d+(\.\d+)*-[a-z]/, image);
  });

  it('runs as a user that is not root and may write to its volume', () => {
    const user = named('USER').at(-1);
    assert.match(user.text, /^(\$APP_UID|[1-9]\d{3,})$/);
    assert.ok(last.instructions.indexOf(user) > last.instructions.indexOf(named('RUN').at(-1)));
    const volume = named('VOLUME')[0].text;
    assert.match(textOf('RUN'), new RegExp(`install --directory --owner="\\$APP_UID".* ${volume}$`, 'm'));
    assert.match(textOf('ENV'), new RegExp(`REELSIGHT_DATA=${volume}( |$)`));
  });

  it('says whether it is healthy by asking the server', () => {
    const [check] = named('HEALTHCHECK');
    assert.match(check.text, /CMD curl .*\/readyz/);
    assert.deepEqual(Object.keys(check.flags), ['interval', 'timeout', 'start-period', 'retries']);
    assert.match(named('RUN')[0].text, /apt-get install .*--no-install-recommends .*curl .*&& rm -rf \/var\/lib\/apt\/lists/);
  });

  it('holds the media tools, WordNet and the models, so that it needs no network', () => {
    for (const tool of ['bubblewrap', 'ffmpeg', 'util-linux', 'wordnet-base'])
      assert.match(named('RUN')[0].text, new RegExp(` ${tool}( |$)`), tool);
    const models = named('COPY').find(({ flags }) => flags.from === 'models').args.at(-1).replace(/\/$/, '');
    assert.match(textOf('ENV'), new RegExp(`REELSIGHT_MODELS=${models}( |$)`));
    assert.match(named('RUN', stages.find(({ name }) => name === 'models')).at(-1).text, /models fetch --models \/models$/);
    assert.deepEqual(JSON.parse(named('ENTRYPOINT')[0].text), ['reelsight']);
  });

  it('copies only what is in the repository and passes .dockerignore', () => {
    const ignore = read('.dockerignore');
    const sources = all.filter(({ name, flags }) => name === 'COPY' && !flags.from).flatMap(({ args }) => args.slice(0, -1));
    assert.ok(sources.length > 8);
    for (const source of sources) {
      assert.ok(exists(source), `${source} is not in the repository`);
      assert.ok(!isIgnored(ignore, source), `${source} is left out by .dockerignore`);
    }
    const names = new Set(stages.map(({ name }) => name));
    for (const { flags } of all.filter(({ name, flags }) => name === 'COPY' && flags.from)) assert.ok(names.has(flags.from), flags.from);
    assert.ok(!all.some(({ name }) => name === 'ADD'));
  });

  it('copies everything that the launcher builds from', () => {
    const [, folders, patterns] = /find (src .*?) -type d[\s\S]*?-maxdepth 1 -type f \\\( (.*?) \\\)/.exec(read('reelsight'));
    const copied = new Set(all.filter(({ name }) => name === 'COPY').flatMap(({ args }) => args.map((arg) => arg.replace(/\/$/, ''))));
    for (const folder of folders.split(' ')) assert.ok(copied.has(folder), folder);
    const globs = [...patterns.matchAll(/-name '?([^' ]+)'?/g)].map(([, glob]) => glob.replaceAll('.', '\\.').replaceAll('*', '.*'));
    const needed = files('.', '').filter((file) => globs.some((glob) => new RegExp(`^${glob}$`).test(file)));
    assert.ok(needed.length > 4);
    for (const file of needed) assert.ok(copied.has(file), file);
  });

  it('leaves data, keys and what was built on the host out', () => {
    const ignore = read('.dockerignore');
    const local = ['.env', 'src/.env.local', '.git/config', 'footage/a.mp4', 'compose.yaml'];
    const built = ['artifacts/bin/x.dll', 'src/A/bin/x.dll', 'src/A/obj/x', 'studio/node_modules/x.js'];
    for (const file of [...local, ...built]) assert.ok(isIgnored(ignore, file), file);
    for (const file of ['src/A/B.cs', 'studio/src/main.tsx', 'contract/operations.json']) assert.ok(!isIgnored(ignore, file), file);
  });

  it('holds no secret', () => {
    for (const { name, text } of all) {
      if (name === 'ENV' || name === 'ARG') assert.doesNotMatch(text, secret);
      assert.doesNotMatch(text, looksSecret);
    }
  });

  it('carries the version of the program', () => {
    assert.match(named('LABEL')[0].text, new RegExp(`image\\.version="${version}"`));
  });
});

describe('compose.yaml', () => {
  const compose = yaml('compose.yaml');
  const [[, service], ...others] = Object.entries(compose.services);
  const last = dockerStages(read('Dockerfile')).at(-1);
  const value = (name) => last.instructions.find((instruction) => instruction.name === name).text;

  it('runs one service of the image of this version', () => {
    assert.deepEqual(others, []);
    assert.equal(service.image, `reelsight:${version}`);
    assert.ok(exists(path.join(service.build, 'Dockerfile')));
  });

  it('gives the process nothing that it does not need', () => {
    assert.equal(service.read_only, true);
    assert.deepEqual(service.cap_drop, ['ALL']);
    assert.deepEqual(service.security_opt, ['no-new-privileges:true']);
    for (const key of ['privileged', 'cap_add', 'network_mode', 'pid', 'ipc', 'devices', 'user'])
      assert.equal(service[key], undefined, key);
    assert.match(service.tmpfs.join(), /^\/tmp:size=\d+m,.*noexec.*nosuid.*nodev/);
  });

  it('limits memory, processors, processes and the log', () => {
    assert.match(service.mem_limit, /^\d+g$/);
    assert.ok(service.cpus > 0 && service.pids_limit > 0);
    assert.ok(service.logging.options['max-size'] && service.logging.options['max-file']);
  });

  it('keeps the data in a volume of its own', () => {
    const [mount] = service.volumes;
    const [name, target] = mount.split(':');
    assert.ok(name in compose.volumes);
    assert.equal(target, value('VOLUME'));
    assert.equal(service.volumes.length, 1);
  });

  it('publishes its port to this machine alone', () => {
    const port = value('EXPOSE');
    assert.deepEqual(service.ports, [`127.0.0.1:${port}:${port}`]);
  });

  it('takes the key from outside and holds no secret', () => {
    assert.equal(service.environment.REELSIGHT_API_KEY, '${REELSIGHT_API_KEY:-}');
    for (const [name, set] of Object.entries(service.environment)) assert.ok(!secret.test(name) || set.startsWith('${'), name);
    assert.doesNotMatch(read('compose.yaml'), looksSecret);
    assert.match(read('.gitignore'), /^\.env$/m);
  });
});

describe('compose.sandbox.yaml', () => {
  const [[name, service], ...others] = Object.entries(yaml('compose.sandbox.yaml').services);

  it('demands the sandbox and keeps privileges from growing', () => {
    assert.deepEqual([name, others], ['reelsight', []]);
    assert.deepEqual(Object.keys(service).sort(), ['environment', 'security_opt']);
    assert.deepEqual(service.environment, { REELSIGHT_SANDBOX: 'bubblewrap' });
    assert.ok(service.security_opt.includes('no-new-privileges:true'));
  });
});

describe('the files for the code host', () => {
  it('run every check with the pinned tools and the least rights', () => {
    const workflow = yaml('.github/workflows/ci.yml');
    assert.deepEqual(workflow.permissions, { contents: 'read' });
    assert.ok('push' in workflow.on && 'pull_request' in workflow.on && !('pull_request_target' in workflow.on));
    const jobs = Object.values(workflow.jobs);
    for (const job of jobs) {
      assert.match(job['runs-on'], /^(ubuntu|debian)-\d/);
      assert.ok(job['timeout-minutes'] > 0);
      for (const { uses } of job.steps) if (uses) assert.match(uses, /@[0-9a-f]{40}$/, uses);
    }
    const [{ steps }] = jobs.filter((job) => job.steps.some(({ run }) => run === 'bash .ci/run'));
    const tool = (name) => steps.find(({ uses }) => uses?.startsWith(`actions/setup-${name}@`)).with;
    assert.equal(tool('dotnet')['global-json-file'], 'global.json');
    assert.match(JSON.parse(read('global.json')).sdk.version, /^10\./);
    assert.equal(tool('node')['node-version'], '20');
    assert.doesNotMatch(read('.github/workflows/ci.yml'), looksSecret);
  });

  it('ask those who report for what is needed', () => {
    for (const name of ['bug', 'feature']) {
      const form = yaml(`.github/ISSUE_TEMPLATE/${name}.yml`);
      assert.ok(form.name && form.description, name);
      const fields = form.body.filter(({ type }) => type !== 'markdown');
      assert.equal(new Set(fields.map(({ id }) => id)).size, fields.length, `${name}: ids are not unique`);
      assert.ok(fields.some(({ validations }) => validations?.required), name);
      for (const { type, id, attributes } of fields) {
        assert.match(type, /^(textarea|input|dropdown|checkboxes)$/, id);
        assert.match(id, /^[a-z-]+$/);
        assert.ok(attributes.label, id);
        if (type === 'dropdown' || type === 'checkboxes') assert.ok(attributes.options.length > 0, id);
      }
    }
    assert.equal(yaml('.github/ISSUE_TEMPLATE/config.yml').blank_issues_enabled, false);
    assert.match(read('.github/pull_request_template.md'), /\.\/reelsight test/);
  });
});

describe('the documents', () => {
  const pages = files('.', '.md');

  it('link to files and headings that exist', () => {
    const broken = pages.flatMap((page) => links(read(page)).flatMap(({ target }) => {
      if (/^[a-z]+:/i.test(target)) return [];
      const [file, anchor] = decodeURI(target).split('#');
      const full = file ? path.posix.join(path.posix.dirname(page), file) : page;
      if (full.startsWith('..') || !exists(full)) return [`${page}: ${target} does not exist`];
      return !anchor || anchors(read(full)).includes(anchor) ? [] : [`${page}: ${target} is no heading`];
    }));
    assert.deepEqual(broken, []);
    assert.ok(pages.length > 50);
  });

  it('are named rightly by the files beside them', () => {
    const page = /(?<![\w/-])(?:docs|training|bench)\/[\w/-]+\.md/g;
    for (const file of ['Dockerfile', 'compose.yaml', 'reelsight', '.dockerignore', ...files('.github', '')])
      for (const [named] of read(file).matchAll(page)) assert.ok(exists(named), `${file} names ${named}`);
  });

  it('are all on the map', () => {
    const map = links(read('docs/README.md')).map(({ target }) => path.posix.join('docs', target));
    const missing = files('docs', '.md').filter((file) => file !== 'docs/README.md' && !map.includes(file));
    assert.deepEqual(missing, [], 'docs/README.md does not name them');
  });

  it('begin with a README that is short, shows the studio once and names the two commands', () => {
    const readme = read('README.md');
    assert.ok(readme.split('\n').length < 150);
    const images = links(readme).filter(({ image }) => image).map(({ target }) => target);
    assert.equal(images.length, 1);
    assert.ok(statSync(path.join(root, images[0])).size < 300_000, `${images[0]} is too large`);
    assert.match(readme, /^\.\/reelsight demo\b.*\n\.\/reelsight test\b/m);
  });

  it('describe every command, and the launcher knows it', () => {
    const launcher = read('reelsight');
    const choice = launcher.slice(launcher.lastIndexOf('case $command in'));
    const known = new Set([...choice.matchAll(/^ {4}([a-z |-]+)\)/gm)].flatMap(([, names]) => names.split(' | ')));
    const rows = read('docs/guides/command-line.md').split('\n').filter((line) => line.startsWith('| `')).map((row) => row.split(' | ')[0]);
    const described = new Set(rows.flatMap((row) => [...row.matchAll(/`([a-z]+)/g)].map(([, name]) => name)));
    for (const name of described) assert.ok(known.has(name), `./reelsight does not know ${name}`);
    for (const name of known) if (!/help|^-/.test(name)) assert.ok(described.has(name), `docs/guides/command-line.md lacks ${name}`);
  });

  it('keep a changelog of the usual form', () => {
    const changelog = read('CHANGELOG.md');
    assert.match(changelog, /^# Changelog\n/);
    const [unreleased, ...released] = sections(changelog, 2);
    assert.equal(unreleased.title, '[Unreleased]');
    if (released.length === 0) assert.ok(unreleased.text.includes(version), 'the coming version is not named');
    for (const { title } of released) assert.match(title, /^\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$/);
    const usual = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
    for (const { title, text } of [unreleased, ...released]) {
      const parts = sections(text, 3);
      assert.deepEqual(parts.map((part) => part.title), usual.filter((one) => parts.some((part) => part.title === one)), title);
      for (const part of parts) assert.match(part.text, /^- /m, `${title}, ${part.title} is empty`);
    }
  });

  it('say how to report a vulnerability, and name nobody', () => {
    const security = read('SECURITY.md');
    const titles = sections(security, 2).map(({ title }) => title);
    for (const title of ['Reporting a vulnerability', 'Scope', 'What is not promised today']) assert.ok(titles.includes(title), title);
    assert.match(security, /Report a vulnerability/);
    assert.match(security, /A sandbox only where the system lets us/);
    for (const page of [...pages.filter((file) => !file.includes('/')), ...files('.github', '')])
      assert.doesNotMatch(read(page).replaceAll(/uses: \S+/g, ''), /[\w.+-]+@[\w-]+\.[a-z]{2,}/i, page);
  });
});
