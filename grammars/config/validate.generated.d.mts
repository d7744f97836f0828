// Made by `npm run schemas`; do not edit.
import type { SchemaValidator } from '../schema/validator.js';

declare const validate: SchemaValidator;
export default validate;
