/** Social determinants of health as CLUE+ asks for them: entities, their labels, and the classes of a status. */
import type { JsonSchema } from '../../decoding/constrain/json-schema.ts';

const SUBSTANCE = {
  labels: ['StatusTime', 'Duration', 'History', 'Method', 'Type', 'Amount', 'Frequency'],
  classes: { StatusTime: ['none', 'current', 'past'] },
} as const;

interface Entity {
  readonly labels: readonly string[];
  /** The classes of the labels that have any. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
}

export const SOCIAL_HISTORY: Readonly<Record<string, Entity>> = {
  Employment: {
    labels: ['StatusEmploy', 'Duration', 'History', 'Type'],
    classes: { StatusEmploy: ['employed', 'unemployed', 'retired', 'on disability', 'student', 'homemaker'] },
  },
  LivingStatus: {
    labels: ['StatusTime', 'TypeLiving', 'Duration', 'History'],
    classes: {
      StatusTime: ['current', 'past', 'future'],
      TypeLiving: ['alone', 'with family', 'with others', 'homeless'],
    },
  },
  Alcohol: SUBSTANCE,
  Drug: SUBSTANCE,
  Tobacco: SUBSTANCE,
};

const LABELS = [...new Set(Object.values(SOCIAL_HISTORY).flatMap(({ labels }) => labels))];

/** A list of `{entity, label, value}`; which label goes with which entity is checked when it is read. */
export const SOCIAL_HISTORY_SCHEMA: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      entity: { enum: Object.keys(SOCIAL_HISTORY) },
      label: { enum: LABELS },
      value: { type: 'string', minLength: 1 },
    },
    required: ['entity', 'label', 'value'],
    additionalProperties: false,
  },
};
