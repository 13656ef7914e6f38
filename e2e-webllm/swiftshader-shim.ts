/**
 * For tests on SwiftShader only, evaluated in a model's worker before web-llm. MLC's matrix–vector kernels reduce one row over a
 * workgroup with eight barriers, and a barrier is what costs there: 26 s a token for half a billion parameters. This rewrites them
 * to one row an invocation, without barriers: the same sums, about 1 s a token. It says nothing of real GPUs.
 */

interface Binding {
  readonly index: number;
  readonly isOutput: boolean;
  readonly name: string;
  readonly type: string;
}

const BINDING = /@binding\((\d+)\) var<(storage, read_write|storage, read)> (\w+) : array<(\w+)>;/g;

/** The kernel without barriers; null when it is not a q4f32 matrix–vector product of the known form. */
function withoutBarriers(code: string): string | null {
  const entry = /fn (\w+_kernel)\(/.exec(code)?.[1];
  const isProduct =
    entry !== undefined &&
    /dequantize\d*_(fused_)?NT_matmul/.test(entry) &&
    code.includes('var<workgroup> red_buf0 : array<f32, 64>') &&
    code.includes('workgroup_size(64, 1, 1)') &&
    code.includes('v__1 : i32 = i32(blockIdx.z * gridDim.x + blockIdx.x)');
  if (!isProduct) return null;
  const bindings: Binding[] = [...code.matchAll(BINDING)].map(([, index, kind = '', name = '', type = '']) => ({
    index: Number(index),
    isOutput: kind.includes('write'),
    name,
    type,
  }));
  const output = bindings.find(({ isOutput }) => isOutput);
  const weights = bindings.find(({ type }) => type === 'u32');
  const scales = bindings.find(({ index }) => index === (weights?.index ?? Number.NaN) + 1);
  const added = /= \(red_buf0\[0i\] \+ (\w+)\[v__1\]\)/.exec(code)?.[1];
  const input = bindings.find(({ name }) => ![output?.name, weights?.name, scales?.name, added].includes(name));
  const words = Number(new RegExp(`${weights?.name}\\[\\(+v__1 \\* (\\d+)i`).exec(code)?.[1]);
  if (!output || !weights || !scales || !input || !Number.isInteger(words)) return null;
  const head = code.slice(0, code.indexOf('var<workgroup> red_buf0'));
  const products = Array.from(
    { length: 8 },
    (_, nibble) => `a = fma(${input.name}[b + ${nibble}i], f32((q >> ${4 * nibble}u) & 15u) - 7.0, a);`,
  );
  return `${head}
@compute @workgroup_size(64, 1, 1)
fn ${entry}(@builtin(workgroup_id) blockIdx : vec3<u32>, @builtin(num_workgroups) gridDim : vec3<u32>,
  @builtin(local_invocation_id) threadIdx : vec3<u32>) {
  let r = blockIdx.x * 64u + threadIdx.x;
  if (r > podArgs.packGridDimX) { return; }
  let row = i32(r);
  var sum = 0.0f;
  for (var g = 0i; g < ${words / 4}i; g = g + 1i) {
    var a = 0.0f;
    for (var w = 0i; w < 4i; w = w + 1i) {
      let k = g * 4i + w;
      let q = ${weights.name}[row * ${words}i + k];
      let b = k * 8i;
      ${products.join('\n      ')}
    }
    sum = fma(${scales.name}[row * ${words / 4}i + g], a, sum);
  }
  ${output.name}[row] = sum${added ? ` + ${added}[row]` : ''};
}`;
}

const rewrittenModules = new WeakSet<GPUShaderModule>();
const rewrittenPipelines = new WeakSet<GPUComputePipeline>();
const passPipelines = new WeakMap<GPUComputePassEncoder, GPUComputePipeline>();

const device = GPUDevice.prototype;
const createShaderModule = device.createShaderModule;
device.createShaderModule = function (descriptor) {
  const code = withoutBarriers(descriptor.code);
  const module = createShaderModule.call(this, code === null ? descriptor : { ...descriptor, code });
  if (code !== null) rewrittenModules.add(module);
  return module;
};
const createPipeline = device.createComputePipelineAsync;
device.createComputePipelineAsync = async function (descriptor) {
  const pipeline = await createPipeline.call(this, descriptor);
  if (rewrittenModules.has(descriptor.compute.module)) rewrittenPipelines.add(pipeline);
  return pipeline;
};
const pass = GPUComputePassEncoder.prototype;
const setPipeline = pass.setPipeline;
pass.setPipeline = function (pipeline) {
  passPipelines.set(this, pipeline);
  return setPipeline.call(this, pipeline);
};
const dispatch = pass.dispatchWorkgroups;
pass.dispatchWorkgroups = function (x, y = 1, z = 1) {
  const pipeline = passPipelines.get(this);
  return pipeline !== undefined && rewrittenPipelines.has(pipeline)
    ? dispatch.call(this, Math.ceil((x * y * z) / 64), 1, 1)
    : dispatch.call(this, x, y, z);
};
