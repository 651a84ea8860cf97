const prefix = 'linli-field-';

/** The name of the cache of one build of the shell: the same files, the same name (FNV-1a over addresses and revisions). */
export function shellName(files: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const letter of files.join('\n')) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return `${prefix}${(hash >>> 0).toString(36)}`;
}

/** Which caches go when a build takes over: all of the shell's but its own and the one before it. Names come in the order they were made. */
export function namesToDrop(names: readonly string[], current: string): readonly string[] {
  const others = names.filter((name) => name.startsWith(prefix) && name !== current);
  return others.slice(0, -1);
}
