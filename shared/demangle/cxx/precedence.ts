/**
 * How tightly C++ operators bind, tightest first ([expr] of the C++ standard,
 * one level for each grammar rule). An operand is put in parentheses when its
 * own level is not below the limit its place allows.
 */
export const precedence = {
  primary: 0,
  postfix: 1,
  unary: 2,
  cast: 3,
  memberPointer: 4,
  multiplicative: 5,
  additive: 6,
  shift: 7,
  spaceship: 8,
  relational: 9,
  equality: 10,
  and: 11,
  xor: 12,
  or: 13,
  logicalAnd: 14,
  logicalOr: 15,
  conditional: 16,
  assignment: 17,
  comma: 18,
} as const;
