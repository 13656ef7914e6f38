/** The layers of docs/ARCHITECTURE.md as rules: app → workers → engine, and inside the engine
 *  evaluation, tasks, analysis → decoding → lm, tokenizer. */
const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    forbid('engine-stands-alone', '^src/engine', '^src/(app|workers)|^cli', 'the engine is a library'),
    forbid(
      'engine-has-no-ui',
      '^src/engine',
      'node_modules/(react|react-dom|zustand|react-aria)',
      'no React in the engine',
    ),
    forbid('workers-know-no-pages', '^src/workers', '^src/app|^cli', 'workers serve pages, not the reverse'),
    forbid('cli-uses-the-engine-only', '^cli', '^src/(app|workers)', 'the terminal is a second front end'),
    forbid(
      'app-goes-through-workers',
      '^src/app',
      '^src/engine/(lm|tokenizer)/.+',
      'pages reach models through a worker',
    ),
    forbid(
      'lm-is-the-floor',
      '^src/engine/lm',
      '^src/engine/(decoding|tasks|analysis|evaluation|tokenizer)',
      'models know tokens, not text',
    ),
    forbid(
      'tokenizer-is-the-floor',
      '^src/engine/tokenizer',
      '^src/engine/(decoding|tasks|analysis|evaluation)',
      'text in, ids out',
    ),
    forbid(
      'decoding-knows-no-task',
      '^src/engine/decoding',
      '^src/engine/(tasks|analysis|evaluation)',
      'methods, not uses',
    ),
    forbid(
      'backends-are-apart',
      '^src/engine/lm/cpu',
      '^src/engine/lm/(webgpu|webllm)',
      'the CPU oracle is independent',
    ),
    forbid(
      'backends-are-apart-gpu',
      '^src/engine/lm/webgpu',
      '^src/engine/lm/(cpu|webllm)',
      'the GPU runtime is independent',
    ),
    forbid(
      'shipped-code-imports-no-script',
      '^src',
      '^(scripts|cli|bench|node)/',
      'what is built into the page stands alone',
    ),
    forbid(
      'scripts-know-no-page',
      '^(scripts/(?!fuzz/)|cli|bench|node)',
      '^src/app',
      'what a page and a script share lies in the engine; fuzzing tries the readers of pages, too',
    ),
    forbid('node-is-shared', '^node/', '^(cli|bench|scripts)/', 'what Node front ends share knows none of them'),
    forbid('bench-is-no-terminal', '^bench', '^cli', 'what both use lies in node/'),
    {
      name: 'pages-are-apart',
      severity: 'error',
      comment: 'what two pages share lies in components, in text or with its domain',
      from: { path: '^src/app/pages/([^/]+)/' },
      to: { path: '^src/app/pages/([^/]+)/', pathNot: '^src/app/pages/$1/' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // bench/peers has packages of its own, and so have the programs that are run beside the packed library and the server. swc's parser takes no JSX here: Biome's noRestrictedImports and noImportCycles guard the .tsx files of src/app.
    exclude: {
      path: '^(dist|training|public|bench/peers|scripts/package/beside-|scripts/verify-clients/ai-sdk)|[.]tsx$',
    },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
    },
  },
};
