// Reads the papers of the project: Dockerfile, .dockerignore and Markdown, as far as their checks need it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './server.mjs';

/** A file of the repository as text. */
export const read = (file) => readFileSync(path.join(root, file), 'utf8');

/** Paths of the files below a folder that somebody wrote, with forward slashes. */
export function files(folder, ending) {
  const left = new Set(['node_modules', 'artifacts', 'bin', 'obj', '.git', 'TestResults']);
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (left.has(entry.name)) return [];
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return files(file, ending);
    return file.endsWith(ending) ? [file] : [];
  });
}

/** The stages of a Dockerfile: base image, name and instructions, each with its flags and its arguments. */
export function dockerStages(text) {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line)).join('\n').replaceAll(/\\\n/g, ' ').split('\n');
  const stages = [];
  for (const line of lines.filter((one) => one.trim())) {
    const [, name, rest] = /^\s*(\w+)\s+(.*)$/.exec(line) ?? refuse(line);
    const words = rest.trim().split(/\s+/);
    const first = words.findIndex((word) => !word.startsWith('--'));
    const flags = Object.fromEntries(words.slice(0, first).map((flag) => flag.slice(2).split('=')));
    const args = words.slice(first);
    if (name === 'FROM') stages.push({ base: args[0], name: args[2], instructions: [] });
    else stages.at(-1).instructions.push({ name, flags, args, text: rest.trim() });
  }
  return stages;
}

function refuse(line) {
  throw new Error(`This line of the Dockerfile is no instruction: ${line}`);
}

/** Whether a .dockerignore leaves a path out of the build. The last pattern that matches the path or a folder above it decides. */
export function isIgnored(dockerignore, file) {
  const patterns = dockerignore.split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
  const parts = file.replace(/\/$/, '').split('/');
  const above = parts.map((_, n) => parts.slice(0, n + 1).join('/'));
  return patterns.reduce((ignored, pattern) => {
    const expression = globOf(pattern.replace(/^!/, '').replace(/^\//, ''));
    return above.some((one) => expression.test(one)) ? !pattern.startsWith('!') : ignored;
  }, false);
}

function globOf(pattern) {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('**/', '(?:.*/)?').replaceAll(/(?<!\.)\*/g, '[^/]*')}$`);
}

/** Markdown without what is code. */
const prose = (text) => text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ' '));

/** Targets of the links and images of a Markdown text. */
export function links(text) {
  const label = /(!?)\[(?:[^[\]]|\[[^\]]*\])*\]/.source;
  const inline = [...prose(text).matchAll(new RegExp(`${label}\\(([^()\\s]+)(?:\\s+"[^"]*")?\\)`, 'g'))];
  const named = [...prose(text).matchAll(/^\[[^\]]+\]:\s+(\S+)/gm)];
  return [...inline.map(([, mark, target]) => ({ target, image: mark === '!' })), ...named.map(([, target]) => ({ target, image: false }))];
}

/** Anchors of the headings of a Markdown text, as code hosts make them. */
export function anchors(text) {
  const seen = new Map();
  return text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '').split('\n').flatMap((line) => {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    if (heading === undefined) return [];
    const shown = heading.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '');
    const slug = shown.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return [before ? `${slug}-${before}` : slug];
  });
}

/** The sections of a Markdown text by their heading of a level. */
export function sections(text, level) {
  const [, ...parts] = text.split(new RegExp(`^${'#'.repeat(level)} `, 'm'));
  return parts.map((part) => ({ title: part.slice(0, part.indexOf('\n')).trim(), text: part.slice(part.indexOf('\n')).trim() }));
}
