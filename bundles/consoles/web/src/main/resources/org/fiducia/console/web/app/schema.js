// What a schema says of a place in a card, and what is wrong with a value there.

/** The schema with its reference in it. */
export function resolved(schema, root) {
  if (schema && typeof schema === 'object' && schema.$ref) {
    const found = schema.$ref
      .replace(/^#\//, '')
      .split('/')
      .reduce((at, step) => at?.[step], root);
    return { ...found, ...schema, ref: schema.$ref.split('/').pop() };
  }
  return schema && typeof schema === 'object' ? schema : {};
}

/** Kind of field for a value: choice, select, number, truth, text, block, list or json. */
export function kind(schema, value) {
  const types = [schema.type ?? []].flat();
  if (schema.ref === 'choice' || (schema.oneOf ?? []).some((one) => one.$ref === '#/$defs/choice')) {
    return value && typeof value === 'object' && !('id' in value) ? 'block' : 'choice';
  }
  if (schema.enum) {
    return 'select';
  }
  if (value !== undefined && value !== null) {
    if (Array.isArray(value)) {
      return value.length && value.every((one) => one && typeof one === 'object' && !Array.isArray(one)) ? 'list' : 'json';
    }
    if (typeof value === 'object') {
      return 'block';
    }
    if (typeof value === 'boolean') {
      return 'truth';
    }
    if (types.length <= 1) {
      return typeof value === 'number' ? 'number' : 'text';
    }
    return 'json';
  }
  if (types.length === 1) {
    return { string: 'text', number: 'number', integer: 'number', boolean: 'truth' }[types[0]] ?? 'json';
  }
  return 'json';
}

/** What is wrong with a text that was typed, empty for nothing. */
export function wrong(text, is, schema) {
  if (is === 'number') {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value)) {
      return 'a number is expected';
    }
    if (schema.type === 'integer' && !Number.isInteger(value)) {
      return 'a whole number is expected';
    }
    if (schema.exclusiveMinimum !== undefined && !(value > schema.exclusiveMinimum)) {
      return `more than ${schema.exclusiveMinimum} is expected`;
    }
    if (schema.minimum !== undefined && value < schema.minimum) {
      return `at least ${schema.minimum} is expected`;
    }
  }
  if (is === 'select' && !schema.enum.map(String).includes(text)) {
    return `one of ${schema.enum.join(', ')} is expected`;
  }
  if (is === 'json') {
    let value;
    try {
      value = JSON.parse(text);
    } catch (e) {
      return [schema.type ?? []].flat().includes('string') ? '' : 'this is no JSON: look for a missing quote, comma or bracket';
    }
    if (schema.type === 'array' && !Array.isArray(value)) {
      return 'a list is expected, e.g. [1, 2]';
    }
    if (Array.isArray(value)) {
      if (value.length < (schema.minItems ?? 0)) {
        return `at least ${schema.minItems} are expected`;
      }
      if (value.length > (schema.maxItems ?? Infinity)) {
        return `at most ${schema.maxItems} are expected`;
      }
      const type = schema.items?.type;
      if ((type === 'number' || type === 'string') && value.some((one) => typeof one !== type)) {
        return type === 'number' ? 'numbers are expected' : 'texts in quotes are expected';
      }
    }
  }
  return '';
}

/** A text as the value of a change: what would be read as something else is put in quotes. */
export function value(text, is) {
  if (is !== 'text' && is !== 'choice') {
    return text;
  }
  try {
    JSON.parse(text);
    return JSON.stringify(text);
  } catch (e) {
    return text;
  }
}
