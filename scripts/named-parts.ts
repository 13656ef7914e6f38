/** The parts of a check that its command line names; all of them when it names none. Ends the process where one is unknown. */
export function namedParts<Name extends string>(parts: Readonly<Record<Name, unknown>>): readonly Name[] {
  const all = Object.keys(parts) as Name[];
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    console.error(`There is no part “${unknown.join('”, “')}”, but ${all.join(', ')}.`);
    process.exit(2);
  }
  return named.length === 0 ? all : all.filter((name) => named.includes(name));
}
