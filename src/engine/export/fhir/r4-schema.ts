/** HL7's schema as a module of its own, so that it is fetched when a document is checked and not before. */
import schema from './r4-schema.json' with { type: 'json' };

export default schema;
