/** Kernels whose bindings are written once, for the host's layout and the shader's declarations alike. */

import type { BindingKind, Kernel } from '../pipelines.ts';

export interface Binding {
  readonly kind: BindingKind;
  readonly name: string;
  /** In WGSL. */
  readonly type: string;
}

export const uniform = (name: string, type: string): Binding => ({ kind: 'uniform', name, type });
export const step = (name: string, type: string): Binding => ({ kind: 'step', name, type });
export const read = (name: string, type: string): Binding => ({ kind: 'read', name, type });
export const write = (name: string, type: string): Binding => ({ kind: 'write', name, type });

const SPACE: Readonly<Record<BindingKind, string>> = {
  uniform: 'uniform',
  step: 'uniform',
  read: 'storage, read',
  write: 'storage, read_write',
};

/**
 * @param code without declarations of its bindings, which take the numbers 0, 1, 2 … in the order given
 * @param enable directives, which come before all else in a shader
 */
export function declared(name: string, bindings: readonly Binding[], code: () => string, enable = ''): Kernel {
  const declarations = bindings.map(
    (binding, index) => `@group(0) @binding(${index}) var<${SPACE[binding.kind]}> ${binding.name}: ${binding.type};`,
  );
  return {
    name,
    bindings: bindings.map(({ kind }) => kind),
    wgsl: () => `${enable}\n${declarations.join('\n')}\n${code()}`,
  };
}
