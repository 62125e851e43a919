import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MalformedAnswerError } from '../errors.ts'
import { LineSplitter } from './line-splitter.ts'

const MIB = 1024 * 1024

function linesOf(bytes: Buffer, cuts: readonly number[]): string[] {
  const splitter = new LineSplitter(64 * MIB)
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  let start = 0
  const lines: string[] = []
  for (const end of [...ends, bytes.length]) {
    lines.push(...splitter.push(bytes.subarray(start, end)))
    start = end
  }
  return lines
}

describe('LineSplitter', () => {
  test('wherever the chunks are cut, the lines are the same', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll('\n', '⏎'))
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat()), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''))
        expect(linesOf(bytes, cuts)).toEqual(lines.filter((text) => text !== ''))
      }),
    )
  })

  test('a character that is split between two chunks survives', () => {
    const bytes = Buffer.from('{"名字":"入口"}\n')
    for (let cut = 0; cut <= bytes.length; cut++) expect(linesOf(bytes, [cut])).toEqual(['{"名字":"入口"}'])
  })

  test('[J2.1] a line of 1.4 MiB arrives whole', () => {
    const line = JSON.stringify({ type: 'ADDED', object: 'x'.repeat(1.4 * MIB) })
    const cuts = Array.from({ length: 30 }, (_, index) => index * 65_536)
    expect(linesOf(Buffer.from(`${line}\n`), cuts)).toEqual([line])
  })

  test('what follows the last newline is no line', () => {
    const splitter = new LineSplitter(MIB)
    expect(splitter.push(Buffer.from('one\ntwo'))).toEqual(['one'])
    expect(splitter.unfinishedBytes).toBe(3)
    expect(splitter.push(Buffer.from('!\n'))).toEqual(['two!'])
    expect(splitter.unfinishedBytes).toBe(0)
  })

  test('of a line in one piece or in many, only what is wanted is given out', () => {
    const splitter = new LineSplitter(MIB, (line) => line.subarray(1))
    const pieces = ['.one\n.t', 'w', 'o\n\n.three\n']
    expect(pieces.flatMap((piece) => splitter.push(Buffer.from(piece)))).toEqual(['one', 'two', 'three'])
  })

  test('a line without an end does not fill the memory', () => {
    const splitter = new LineSplitter(10)
    expect(splitter.push(Buffer.from('0123456789'))).toEqual([])
    expect(() => splitter.push(Buffer.from('x'))).toThrow(MalformedAnswerError)
  })
})
