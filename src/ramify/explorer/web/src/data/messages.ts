/** Binary messages: a JSON header, then arrays. explorer/messages.py writes them. */

const TYPES = { f32: Float32Array, i32: Int32Array, i16: Int16Array, u8: Uint8Array } as const;
type Dtype = keyof typeof TYPES;
type TypedArray = Float32Array | Int32Array | Int16Array | Uint8Array;

interface ArrayDescription {
  name: string;
  dtype: Dtype;
  shape: number[];
}

/** A header, and arrays by name. */
export class Message {
  constructor(
    readonly header: Record<string, unknown>,
    private readonly arrays: ReadonlyMap<string, TypedArray>,
  ) {}

  has(name: string): boolean {
    return this.arrays.has(name);
  }

  f32(name: string): Float32Array {
    return this.array(name, Float32Array);
  }

  i32(name: string): Int32Array {
    return this.array(name, Int32Array);
  }

  i16(name: string): Int16Array {
    return this.array(name, Int16Array);
  }

  u8(name: string): Uint8Array {
    return this.array(name, Uint8Array);
  }

  private array<T extends TypedArray>(name: string, type: new (length: number) => T): T {
    const found = this.arrays.get(name);
    if (!(found instanceof type)) throw new Error(`The message has no ${type.name} named ${name}.`);
    return found;
  }
}

const padded = (bytes: number): number => Math.ceil(bytes / 4) * 4;

/** Parses a message. Its arrays share memory with `bytes` where possible. */
export function parseMessage(bytes: Uint8Array<ArrayBuffer>): Message {
  const aligned = bytes.byteOffset % 4 ? bytes.slice() : bytes; // typed arrays start at multiples of 4
  const { buffer, byteOffset } = aligned;
  const length = new DataView(buffer, byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(aligned.subarray(4, 4 + length))) as {
    arrays?: ArrayDescription[];
  };
  const arrays = new Map<string, TypedArray>();
  let offset = byteOffset + 4 + length;
  for (const { name, dtype, shape } of header.arrays ?? []) {
    const count = shape.reduce((product, side) => product * side, 1);
    const array = new TYPES[dtype](buffer, offset, count);
    arrays.set(name, array);
    offset += padded(array.byteLength);
  }
  return new Message(header as Record<string, unknown>, arrays);
}

/** Reads messages from a stream that arrives in chunks of any size. Each message follows its length. */
export class MessageReader {
  private rest = new Uint8Array(0); // the start of a message that has not arrived completely

  /** Takes the next chunk and returns the messages that are now complete. */
  push(chunk: Uint8Array): Message[] {
    const bytes = new Uint8Array(this.rest.length + chunk.length);
    bytes.set(this.rest);
    bytes.set(chunk, this.rest.length);
    const view = new DataView(bytes.buffer);
    const messages: Message[] = [];
    let offset = 0;
    while (bytes.length - offset >= 4 && bytes.length - offset - 4 >= view.getUint32(offset, true)) {
      const length = view.getUint32(offset, true);
      messages.push(parseMessage(bytes.slice(offset + 4, offset + 4 + length)));
      offset += 4 + length;
    }
    this.rest = bytes.slice(offset);
    return messages;
  }
}
