/** `serve`. */
import { isLoopbackAddress, LOOPBACK } from '../../node/loopback.ts';
import { METHOD_IDS, METHODS } from '../../src/engine/decoding/methods.ts';
import { METHOD_DEFAULTS, type MethodDefaults, type MethodSpec } from '../../src/engine/evaluation/method-spec.ts';
import { OTHER_TOKENIZER_BASE } from '../../src/engine/presets.ts';
import { type CommonOptions, common, OPTIONS } from './common.ts';
import { HELP_COMMAND, type HelpCommand, methodList, number, parse, UsageError } from './values.ts';

export interface ServeCommand extends CommonOptions {
  readonly command: 'serve';
  readonly host: string;
  readonly port: number;
  readonly methods: readonly MethodSpec[];
  /** What method names stand for. */
  readonly defaults: MethodDefaults;
  /** Of pages that may ask. */
  readonly origins: readonly string[];
  readonly mostWaiting: number;
  /** From the environment (`LOCUM_SERVE_KEY`): a command line can be read by others. */
  readonly key: string | null;
  /** Holds the key instead. */
  readonly keyFile: string | null;
}

export const SERVE_OPTIONS = {
  host: { type: 'string', default: LOOPBACK },
  port: { type: 'string', default: '8077' },
  methods: { type: 'string' },
  cors: { type: 'string' },
  queue: { type: 'string', default: '64' },
  'key-file': { type: 'string' },
} as const;

/** Those that the pair's own base is for: they run on the same three models. A request does not say which part of it is the source. */
const USUAL_METHODS = METHOD_IDS.filter((method) => {
  const { usualBase, blind } = METHODS[method];
  return usualBase === 'same' && blind === undefined;
}).join(',');

/** @throws {UsageError} */
export function parseServe(args: readonly string[]): ServeCommand | HelpCommand {
  const { values, positionals } = parse(args, { ...OPTIONS, ...SERVE_OPTIONS });
  if (values.help) return HELP_COMMAND;
  if (positionals.length > 0) throw new UsageError(`serve reads no file: “${positionals[0]}” is one too many.`);
  const options = common(values);
  const { host, methods = USUAL_METHODS, 'key-file': keyFile = null } = values;
  const defaults = {
    ...METHOD_DEFAULTS,
    models: options.models,
    otherBase: values.base ?? OTHER_TOKENIZER_BASE,
    alpha: options.alpha,
  };
  const key = process.env.LOCUM_SERVE_KEY || null;
  if (!isLoopbackAddress(host) && key === null && keyFile === null) {
    throw new UsageError(`--host ${host} lets other machines ask: set LOCUM_SERVE_KEY or --key-file.`);
  }
  return {
    command: 'serve',
    ...options,
    host,
    port: number('--port', values.port, { integer: true, least: 0, most: 65535 }),
    methods: methodList(methods, defaults),
    defaults,
    origins: values.cors === undefined ? [] : values.cors.split(',').map(origin),
    mostWaiting: number('--queue', values.queue, { integer: true, least: 0, most: 10_000 }),
    key,
    keyFile,
  };
}

function origin(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || url.origin === 'null' || url.origin !== text.trim().replace(/\/$/, '')) {
    throw new UsageError(`--cors names origins of pages, https://chart.example.org, not “${text}”.`);
  }
  return url.origin;
}
