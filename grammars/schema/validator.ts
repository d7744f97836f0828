/** A JSON value as the validators read it; objects have no prototype, so that `__proto__` is a key like any other. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/** The part of a JSON Schema that messages are made from. */
export interface SchemaPart {
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** One error as ajv's generated code (`verbose`) reports it. */
export interface SchemaError {
  /** JSON pointer of the value at fault; for a key too many or too few, of the object around it. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly parentSchema?: SchemaPart;
  readonly data?: unknown;
}

/** A validator made by `npm run schemas`. */
export interface SchemaValidator {
  (value: Plain): boolean;
  /** The errors of the last call; null where there were none. */
  errors?: readonly SchemaError[] | null;
}
