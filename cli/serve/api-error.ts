/** Errors as OpenAI's interface tells them: `{ error: { message, type, param, code } }` under a status. */
import { LocumError } from '../../src/engine/errors.ts';

export interface ApiErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: 'invalid_request_error' | 'rate_limit_error' | 'server_error';
    readonly param: string | null;
    readonly code: string;
  };
}

export interface ApiErrorInit {
  readonly param?: string | null;
  /** Further headers of the response. */
  readonly headers?: Readonly<Record<string, string>>;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly param: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, { param = null, headers = {} }: ApiErrorInit = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.param = param;
    this.headers = headers;
  }

  get body(): ApiErrorBody {
    const { message, param, code } = this;
    return { error: { message, type: typeOf(this.status), param, code } };
  }

  /**
   * What the engine threw while it answered. Of what nobody expected the message is not passed on: it may quote the text.
   * @param param the field that holds the text
   */
  static from(thrown: unknown, param: string): ApiError {
    if (thrown instanceof ApiError) return thrown;
    const { code, message, hint } = LocumError.from(thrown);
    const told = [message, hint].filter(Boolean).join(' ');
    switch (code) {
      case 'context-too-long':
        return new ApiError(400, 'context_length_exceeded', told, { param });
      case 'empty-input':
      case 'bad-argument':
      case 'unsupported':
      case 'limit-exceeded':
      case 'vocabulary-mismatch':
        return new ApiError(400, code.replaceAll('-', '_'), told);
      case 'out-of-memory':
      case 'device-lost':
      case 'disposed':
        return new ApiError(503, code.replaceAll('-', '_'), told);
      default:
        return new ApiError(500, 'internal_error', 'This is a fault in Locum; its place is on the server’s terminal.');
    }
  }
}

function typeOf(status: number): ApiErrorBody['error']['type'] {
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
