// Names in the other case style, at type level: a name of the config may be written either way.

/** Names that are known one by one. */
export type Known<TName> = string extends TName ? never : TName & string;

/** `fetch_user` -> `fetchUser` */
type Camel<
  TName extends string,
  TDone extends string = '',
> = TName extends `${infer THead}_${infer TTail}`
  ? Camel<Capitalize<TTail>, `${TDone}${THead}`>
  : `${TDone}${TName}`;

/** `fetchUser` -> `fetch_user`, `loadURL` -> `load_url`: what both styles of a name have in common. */
type Snake<
  TName,
  TDone extends string = '',
  TBefore = unknown,
> = TName extends `${infer THead}${infer TTail}`
  ? Snake<
      TTail,
      IsUpper<THead> extends true
        ? `${TDone}${StartsWord<TBefore, TTail> extends true ? '_' : ''}${Lowercase<THead>}`
        : `${TDone}${THead}`,
      THead
    >
  : TDone;

type IsUpper<TLetter extends string> = TLetter extends Lowercase<TLetter> ? false : true;
type IsLower<TLetter extends string> = TLetter extends Uppercase<TLetter> ? false : true;

/** Whether the capital between these begins a word. */
type StartsWord<TBefore, TAfter> = TBefore extends string
  ? IsUpper<TBefore> extends true
    ? TAfter extends `${infer TNext}${string}`
      ? IsLower<TNext>
      : false
    : TBefore extends '_'
      ? false
      : true
  : false;

/** Those of `TNames` that are none of `TOthers`, in whatever style. */
export type NamesBeyond<TNames, TOthers> =
  Exclude<TNames, TOthers> extends infer TName
    ? TName extends string
      ? Snake<TName> extends Snake<TOthers>
        ? never
        : TName
      : never
    : never;

/** The record, with its names in one style: as they are, all in camelCase, or all in snake_case. */
export type InOneStyle<TRecord> =
  | TRecord
  | Unless<TRecord, CamelKeys<TRecord>>
  | Unless<TRecord, SnakeKeys<TRecord>>;

// Where a style changes nothing, one type instead of three makes short messages.
type Unless<TRecord, TOther> = [keyof TOther] extends [keyof TRecord] ? never : TOther;

/** Some of the record, under names of any style. */
export type InAnyStyle<TRecord> = string extends keyof TRecord
  ? TRecord
  : Partial<TRecord> & Partial<CamelKeys<TRecord>> & Partial<SnakeKeys<TRecord>>;

type CamelKeys<TRecord> = { readonly [K in keyof TRecord as Camel<K & string>]: TRecord[K] };
type SnakeKeys<TRecord> = { readonly [K in keyof TRecord as Snake<K>]: TRecord[K] };
