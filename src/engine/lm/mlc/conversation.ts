/**
 * The conversation template that `mlc-chat-config.json` must have: web-llm builds its own prompts with it in other apps. Locum
 * never uses it, since it formats prompts with the model's own chat template.
 */

export interface TokenNames {
  /** Id of a control token; undefined when the tokenizer has none of that spelling. */
  id(spelling: string): number | undefined;
}

interface Template {
  readonly name: string;
  /** A tokenizer that has these speaks this way. */
  readonly tokens: readonly string[];
  readonly system: string;
  readonly user: string;
  readonly assistant: string;
  readonly end: string;
  readonly afterRole: string;
  /** Between a role and an answer that is yet to come, where it differs. */
  readonly beforeAnswer?: string;
  readonly first?: string;
  readonly stops: readonly string[];
}

const TEMPLATES: readonly Template[] = [
  {
    name: 'phi-3',
    tokens: ['<|user|>', '<|assistant|>', '<|end|>'],
    system: '<|system|>\n{system_message}',
    user: '<|user|>',
    assistant: '<|assistant|>',
    end: '<|end|>\n',
    afterRole: '\n',
    first: '<s>',
    stops: ['</s>', '<|endoftext|>', '<|assistant|>', '<|end|>'],
  },
  {
    name: 'qwen2',
    tokens: ['<|im_start|>', '<|im_end|>'],
    system: '<|im_start|>system\n{system_message}<|im_end|>\n',
    user: '<|im_start|>user',
    assistant: '<|im_start|>assistant',
    end: '<|im_end|>\n',
    afterRole: '\n',
    stops: ['<|endoftext|>', '<|im_end|>'],
  },
  {
    name: 'llama-3_1',
    tokens: ['<|start_header_id|>', '<|eot_id|>'],
    system: '<|start_header_id|>system<|end_header_id|>\n\n{system_message}<|eot_id|>',
    user: '<|start_header_id|>user',
    assistant: '<|start_header_id|>assistant',
    end: '<|eot_id|>',
    afterRole: '<|end_header_id|>\n\n',
    first: '<|begin_of_text|>',
    stops: ['<|end_of_text|>', '<|eom_id|>', '<|eot_id|>'],
  },
  {
    name: 'mistral_default',
    tokens: ['[INST]', '[/INST]'],
    system: '[INST] {system_message}',
    user: '[INST]',
    assistant: '[/INST]',
    end: ' ',
    afterRole: ' ',
    beforeAnswer: '',
    first: '<s>',
    stops: ['</s>'],
  },
];

/** Plain text in, plain text out. */
const PLAIN: Template = {
  name: 'LM',
  tokens: [],
  system: '{system_message}',
  user: '',
  assistant: '',
  end: '\n',
  afterRole: '',
  stops: [],
};

/** @param stopIds what the checkpoint itself stops at */
export function conversationTemplate(tokenizer: TokenNames, stopIds: readonly number[]): Record<string, unknown> {
  const template = TEMPLATES.find(({ tokens }) => tokens.every((token) => tokenizer.id(token) !== undefined)) ?? PLAIN;
  const { name, system, user, assistant, end, afterRole, beforeAnswer = afterRole, first, stops } = template;
  const firstId = first === undefined ? undefined : tokenizer.id(first);
  const own = stops.flatMap((stop) => tokenizer.id(stop) ?? []);
  return {
    name,
    system_template: system,
    system_message: '',
    system_prefix_token_ids: firstId === undefined ? null : [firstId],
    add_role_after_system_message: name !== 'mistral_default',
    roles: { user, assistant, tool: user },
    role_templates: { user: '{user_message}', assistant: '{assistant_message}', tool: '{tool_message}' },
    messages: [],
    seps: [end],
    role_content_sep: afterRole,
    role_empty_sep: beforeAnswer,
    stop_str: stops.filter((stop) => tokenizer.id(stop) !== undefined),
    stop_token_ids: [...new Set([...own, ...stopIds])].sort((a, b) => a - b),
    function_string: '',
    use_function_calling: false,
  };
}
