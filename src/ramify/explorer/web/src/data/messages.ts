/** Packed messages: a JSON header, then arrays. The server's side is explorer/packed.py. */

const TYPES = { f32: Float32Array, i32: Int32Array, i16: Int16Array, u8: Uint8Array } as const;
type Dtype = keyof typeof TYPES;
export type Numbers = Float32Array | Int32Array | Int16Array | Uint8Array;

interface Described {
  name: string;
  dtype: Dtype;
  shape: number[];
}

/** One message: what its header says, and its arrays by name. */
export class Message {
  constructor(
    readonly header: Record<string, unknown>,
    private readonly arrays: ReadonlyMap<string, Numbers>,
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

  private array<T extends Numbers>(name: string, type: new (length: number) => T): T {
    const found = this.arrays.get(name);
    if (!(found instanceof type)) throw new Error(`The message has no array ${name} of ${type.name}.`);
    return found;
  }
}

const padded = (bytes: number): number => Math.ceil(bytes / 4) * 4;

export function unpack(bytes: Uint8Array<ArrayBuffer>): Message {
  const aligned = bytes.byteOffset % 4 ? bytes.slice() : bytes; // typed arrays begin at multiples of 4
  const { buffer, byteOffset } = aligned;
  const length = new DataView(buffer, byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(aligned.subarray(4, 4 + length))) as {
    arrays?: Described[];
  };
  const arrays = new Map<string, Numbers>();
  let at = byteOffset + 4 + length;
  for (const { name, dtype, shape } of header.arrays ?? []) {
    const count = shape.reduce((product, side) => product * side, 1);
    const array = new TYPES[dtype](buffer, at, count);
    arrays.set(name, array);
    at += padded(array.byteLength);
  }
  return new Message(header as Record<string, unknown>, arrays);
}

/** Cuts a stream of messages, each preceded by its length, out of pieces of any size. */
export class Unstream {
  private held = new Uint8Array(0);

  push(piece: Uint8Array): Message[] {
    const bytes = new Uint8Array(this.held.length + piece.length);
    bytes.set(this.held);
    bytes.set(piece, this.held.length);
    const view = new DataView(bytes.buffer);
    const messages: Message[] = [];
    let at = 0;
    while (bytes.length - at >= 4 && bytes.length - at - 4 >= view.getUint32(at, true)) {
      const length = view.getUint32(at, true);
      messages.push(unpack(bytes.slice(at + 4, at + 4 + length)));
      at += 4 + length;
    }
    this.held = bytes.slice(at);
    return messages;
  }
}
