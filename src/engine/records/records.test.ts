import { describe, expect, it } from 'vitest';
import type { TextSource } from './decode.ts';
import { type ReadOptions, type RecordEvent, readRecords } from './read-records.ts';
import { readRows } from './rows.ts';

/** A file that comes in pieces of `size` bytes, so that rows and characters are cut anywhere. */
function file(name: string, content: string | Uint8Array, size = 7): TextSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    async *open() {
      for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
    },
  };
}

async function read(source: TextSource, options: ReadOptions = {}) {
  const events: RecordEvent[] = [];
  for await (const event of readRecords(source, options)) events.push(event);
  const records = events.flatMap((event) => (event.type === 'record' ? [event.record] : []));
  const problems = events.flatMap((event) => (event.type === 'problem' ? [event] : []));
  const remarks = events.flatMap((event) => (event.type === 'remark' ? [event] : []));
  return { records, problems, remarks };
}

describe('published data sets', () => {
  it('reads ACI-Bench, with line ends and quotation marks inside cells', async () => {
    const csv =
      'dataset,encounter_id,dialogue,note\r\nvirtassist,D2N068,"[doctor] hi , ""brian"" .\n[patient] hé !","CHIEF COMPLAINT\r\n\r\nCough."\r\n';
    const { records } = await read(file('valid.csv', csv));
    expect(records).toEqual([
      {
        id: 'D2N068',
        line: 2,
        input: '[doctor] hi , "brian" .\n[patient] hé !',
        reference: 'CHIEF COMPLAINT\r\n\r\nCough.',
      },
    ]);
  });

  it('reads MTS-Dialog and MeQSum', async () => {
    const mts = await read(file('v.csv', 'ID,section_header,section_text,dialogue\n0,GENHX,Pain.,Doctor: Pain?\n'));
    expect(mts.records).toEqual([{ id: '0', line: 2, input: 'Doctor: Pain?', reference: 'Pain.', section: 'GENHX' }]);
    const meqsum = await read(file('m.csv', 'File,CHQ,Summary\n1.txt,Long; question?,Short?\n'));
    expect(meqsum.records).toEqual([{ id: '1.txt', line: 2, input: 'Long; question?', reference: 'Short?' }]);
  });

  it('reads MedNLI and this project’s JSON lines', async () => {
    const pair = { gold_label: 'neutral', pairID: 'p1', sentence1: 'No fever.', sentence2: 'He has a cough.' };
    const { records } = await read(file('mli_dev_v1.jsonl', `${JSON.stringify(pair)}\n`));
    expect(records).toEqual([
      { id: 'p1', line: 1, input: '', premise: 'No fever.', hypothesis: 'He has a cough.', reference: 'neutral' },
    ]);
    const own = {
      id: 'a',
      task: 'x',
      input: 'text',
      options: ['yes', 'no'],
      reference: 'no',
      meta: { section_header: 'ros' },
    };
    expect((await read(file('x.jsonl', JSON.stringify(own)))).records).toEqual([
      { id: 'a', line: 1, task: 'x', input: 'text', reference: 'no', section: 'ros', options: ['yes', 'no'] },
    ]);
  });

  it('keeps a list of what is to be extracted as it stands', async () => {
    const reference = [{ entity: 'Tobacco', label: 'StatusTime', value: 'quit' }];
    const { records } = await read(file('x.jsonl', `${JSON.stringify({ id: 'a', input: 'He quit.', reference })}\n`));
    expect(records[0]?.reference).toBe(JSON.stringify(reference));
  });

  it('reads MEDEC: the flag as a label, the number of the wrong sentence', async () => {
    const header =
      'Text ID,Text,Sentences,Error Flag,Error Sentence ID,Error Sentence,Corrected Sentence,Corrected Text';
    const rows = 'ms-1,A. B.,"0 A.\n1 B.",1,1,B.,C.,A. C.\nms-2,A.,0 A.,0,-1,NA,NA,NA\nms-3,A.,0 A.,?,-1,NA,NA,NA';
    const { records } = await read(file('medec.csv', `${header}\n${rows}`));
    expect(records.map(({ reference, errorSentence }) => [reference, errorSentence])).toEqual([
      ['error', '1'],
      ['correct', '-1'],
      ['', '-1'],
    ]);
    expect(records[0]?.sentences).toBe('0 A.\n1 B.');
  });

  it('reads MedQuAD as XML pages and as a table', async () => {
    const xml =
      '<Document><QAPairs><QAPair pid="1"><Question qid="0000001-1" qtype="x">What is A &amp; B?</Question>' +
      '<Answer>It is\n  &#60;this&#62;.</Answer></QAPair><QAPair pid="2"><Answer>x</Answer></QAPair></QAPairs></Document>';
    const { records, problems } = await read(file('0000001.xml', xml));
    expect(records).toEqual([{ id: '0000001-1', line: 1, input: 'What is A & B?', reference: 'It is\n  <this>.' }]);
    expect(problems.map(({ message }) => message)).toEqual(['it has no question']);
    expect((await read(file('q.csv', 'question,answer\nWhy?,So.\n'))).records).toEqual([
      { id: '2', line: 2, input: 'Why?', reference: 'So.' },
    ]);
  });
});

describe('any table', () => {
  const table = 'nr;frage;antwort\n7;"Was; genau?";Das\n';

  it('is read by the columns that are named', async () => {
    const columns = { id: 'nr', input: 'frage', reference: 'antwort' };
    const { records } = await read(file('t.csv', table), { columns });
    expect(records).toEqual([{ id: '7', line: 2, input: 'Was; genau?', reference: 'Das' }]);
    const tabs = 'nr\tfrage\tantwort\n7\tWas, genau?\tDas\n';
    expect((await read(file('t.tsv', tabs), { columns })).records[0]?.id).toBe('7');
  });

  it('says which columns there are when it cannot tell what they mean, and which are missing', async () => {
    await expect(read(file('t.csv', table))).rejects.toMatchObject({
      code: 'file-invalid',
      message: '“t.csv” has the columns “nr”, “frage”, “antwort”: this is none of the data sets that Locum knows.',
    });
    await expect(read(file('t.csv', table), { columns: { input: 'text', reference: 'antwort' } })).rejects.toThrow(
      /needs “text”/,
    );
    await expect(read(file('t.csv', table), { format: 'medec' })).rejects.toThrow(/MEDEC needs “Text ID”/);
  });
});

describe('what programs write', () => {
  const rows = [
    { question: 'Why?', answer: 'So.' },
    { question: 'How?', answer: 'Thus.' },
  ];
  const values = async (name: string, text: string | Uint8Array, size = 7) => {
    const read: unknown[] = [];
    for await (const row of readRows(file(name, text, size))) read.push(row.type === 'row' ? row.values : row.message);
    return read;
  };

  it('has line ends of every kind, mixed, and cut anywhere', async () => {
    const lines = ['question,answer', 'Why?,So.', 'How?,Thus.'];
    for (const [header, body] of [
      ['\r\n', '\n'],
      ['\n', '\r\n'],
      ['\r', '\r'],
    ] as const) {
      const text = lines[0] + header + lines[1] + body + lines[2] + body;
      for (const size of [1, 2, 7, 1000]) {
        expect(await values('t.csv', text, size)).toEqual(rows);
        expect(await values('t.tsv', text.replaceAll(',', '\t'), size)).toEqual(rows);
      }
    }
    expect(await values('t.jsonl', '{"a":1}\r{"a":2}\r')).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('keeps line ends in quoted cells as they are, and a lone return in a cell where rows end otherwise', async () => {
    expect(await values('t.csv', 'a,b\r\n"x\r\ny","z\rw"\n1\r2,3\n')).toEqual([
      { a: 'x\r\ny', b: 'z\rw' },
      { a: '1\r2', b: '3' },
    ]);
  });

  it('takes quotation marks in TSV for what they are', async () => {
    const tsv = 'label\tpremise\thypothesis\nentailment\t"Denies pain\tHe has none\nneutral\tHe said "ow"\t"Pain"\n';
    expect(await values('t.tsv', tsv)).toEqual([
      { label: 'entailment', premise: '"Denies pain', hypothesis: 'He has none' },
      { label: 'neutral', premise: 'He said "ow"', hypothesis: '"Pain"' },
    ]);
  });

  it('begins with the line by which Excel is told what parts the cells', async () => {
    for (const size of [1, 7, 1000])
      expect(await values('t.csv', '\ufeffsep=;\r\nquestion;answer\r\nWhy?;So.\r\nHow?;Thus.', size)).toEqual(rows);
    expect(await values('t.csv', 'sep=|\nquestion|answer\nWhy?|So.\nHow?|Thus.')).toEqual(rows);
  });

  it('is a list in JSON, however it is laid out', async () => {
    for (const name of ['t.json', 't.jsonl', 'without-extension']) {
      expect(await values(name, JSON.stringify(rows))).toEqual(rows);
      expect(await values(name, `\ufeff\n${JSON.stringify(rows, null, 2)}\n`)).toEqual(rows);
    }
    expect(await values('t.json', JSON.stringify(rows[0], null, 2))).toEqual([rows[0]]);
    expect(await values('t.json', '[1, {"a": 2}]')).toEqual(['this is no JSON object', { a: 2 }]);
    await expect(values('t.json', '[{"a": 1')).rejects.toMatchObject({ code: 'file-invalid' });
  });

  it('may be of an older encoding, or call two columns alike: both are told', async () => {
    await expect(values('t.csv', Uint8Array.of(0x61, 0x0a, 0xe9, 0x2c, 0x0a))).rejects.toMatchObject({
      code: 'file-not-text',
      hint: expect.stringContaining('Windows-1252'),
    });
    expect(await values('t.csv', 'question,answer,answer,,\nWhy?,So.,Never.,,\n')).toEqual([
      'several columns are called “answer”: only the first of them is read',
      { question: 'Why?', answer: 'So.', '': '' },
    ]);
  });

  it('flags sentences of MEDEC as pandas and Python write it', async () => {
    const csv = 'Text ID,Text,Sentences,Error Flag\na,T,0 T,1.0\nb,T,0 T,False\n';
    const { records } = await read(file('m.csv', csv));
    expect(records.map(({ reference }) => reference)).toEqual(['error', 'correct']);
  });
});

describe('what somebody made to hold the page up', () => {
  it('is a page of MedQuAD with thousands of pairs, open or closed', async () => {
    const pair = '<QAPair>\n<Question qid="1">a</Question>\n<Answer>b</Answer></QAPair>';
    const closed = await read(file('0001.xml', pair.repeat(20_000), 65_536));
    expect(closed.records).toHaveLength(1);
    // All have one id, so that the others are problems; the last begins on the line that it should.
    expect(closed.problems).toHaveLength(19_999);
    expect(closed.problems.at(-1)?.line).toBe(2 * 19_999 + 1);
    for (const open of ['<QAPair>', '<QAPair ', '<QAPair><Question', '<QAPair><Question>&#']) {
      expect(await read(file('0001.xml', open.repeat(400_000), 65_536))).toEqual({
        records: [],
        problems: [],
        remarks: [],
      });
    }
    const section = `<QAPair><Question>${'<![CDATA['.repeat(100_000)}</Question></QAPair>`;
    expect((await read(file('0001.xml', section, 65_536))).records).toHaveLength(1);
  });

  it('is a character that there is not', async () => {
    const xml = '<QAPair><Question qid="1">a &#99999999; &#x110000; &#65;</Question><Answer>x</Answer></QAPair>';
    expect((await read(file('0001.xml', xml))).records[0]?.input).toBe('a &#99999999; &#x110000; A');
  });

  it('is a table of a million columns', async () => {
    const header = Array.from({ length: 1_000_000 }, (_, index) => `c${index}`).join(',');
    await expect(read(file('t.csv', `${header}\n`, 65_536))).rejects.toMatchObject({
      code: 'limit-exceeded',
      details: { limit: 'columns', most: 10_000, found: 1_000_000 },
    });
  });
});

describe('bad input', () => {
  it('names the rows that cannot be read, and reads the rest', async () => {
    const lines = ['{"id":"a","input":"x"}', 'no JSON', '[1]', '', '{"id":"a","input":"y"}', '{"id":"b","input":"é"}'];
    const { records, problems } = await read(file('x.jsonl', lines.join('\n'), 5));
    expect(records.map(({ id, line }) => [id, line])).toEqual([
      ['a', 1],
      ['b', 6],
    ]);
    expect(problems).toEqual([
      { type: 'problem', line: 2, message: 'this is not JSON' },
      { type: 'problem', line: 3, message: 'this is no JSON object' },
      { type: 'problem', line: 5, id: 'a', message: 'the id “a” is that of row 1' },
    ]);
    const wide = await read(file('t.csv', 'question,answer\na,b,c\nd,e\n'));
    expect(wide.problems.map(({ line, message }) => [line, message])).toEqual([
      [2, 'it has 3 cells, and the header 2'],
    ]);
    expect(wide.records).toHaveLength(1);
    const short = await read(file('t.csv', 'question,answer,note\na\nd,e,\n'));
    expect(short.records.map(({ input, reference }) => [input, reference])).toEqual([
      ['a', ''],
      ['d', 'e'],
    ]);
    expect(short.remarks.map(({ line, message }) => [line, message])).toEqual([
      [2, 'it has 1 of the header’s 3 cells: the last are taken for empty'],
    ]);
    expect(short.problems).toEqual([]);
  });

  it('names a row whose quotation marks do not match, and never takes the rest of a file for a cell', async () => {
    const open = await read(file('t.csv', 'question,answer\na,b\n"never closed,c\nd,e\n'));
    expect(open.records.map(({ input }) => input)).toEqual(['a']);
    expect(open.problems.map(({ line, message }) => [line, message])).toEqual([
      [3, expect.stringMatching(/never closed/)],
    ]);
    const stray = await read(file('t.csv', 'question,answer\n"a"x,b\nc,d\n'));
    expect(stray.problems.map(({ line }) => line)).toEqual([2]);
  });

  it('refuses what is no text, with what to do', async () => {
    const zip = Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0);
    await expect(read(file('t.xlsx', zip))).rejects.toMatchObject({ code: 'file-not-text', hint: /CSV/ });
    await expect(read(file('t.csv', Uint8Array.of(0x61, 0xff, 0xff)))).rejects.toMatchObject({ hint: /UTF-8/ });
    await expect(read(file('t.csv', ''))).rejects.toMatchObject({ code: 'file-invalid', message: '“t.csv” is empty.' });
  });

  it('refuses a row that never ends, long before memory does', async () => {
    const endless: TextSource = {
      name: 'x.csv',
      async *open() {
        yield new TextEncoder().encode('question,answer\n"');
        for (;;) yield new Uint8Array(1_000_000).fill(0x61);
      },
    };
    await expect(read(endless)).rejects.toMatchObject({
      code: 'file-invalid',
      message: '“x.csv”: row 2 does not end.',
    });
  });

  it('reads the encodings that spreadsheets write', async () => {
    const utf16 = new Uint8Array(Buffer.from('\ufeffquestion\tanswer\nWo?\tDä\n', 'utf16le'));
    expect((await read(file('t.txt', utf16, 3))).records[0]?.reference).toBe('Dä');
    expect((await read(file('t.csv', '\ufeffquestion,answer\nWo?,Da\n'))).records[0]?.input).toBe('Wo?');
  });
});

it.each(['csv', 'jsonl'] as const)('streams 100,000 rows of %s: what is read ahead stays small', async (kind) => {
  const rows = 100_000;
  let given = 0;
  const source: TextSource = {
    name: `x.${kind}`,
    async *open() {
      if (kind === 'csv') yield new TextEncoder().encode('question,answer\n');
      for (let row = 0; row < rows; row += 500) {
        const part = Array.from({ length: 500 }, (_, at) =>
          kind === 'csv'
            ? `Question ${row + at}?,Answer\n`
            : `{"question":"Question ${row + at}?","answer":"Answer"}\n`,
        );
        given += 500;
        yield new TextEncoder().encode(part.join(''));
      }
    },
  };
  let read = 0;
  let furthestAhead = 0;
  for await (const row of readRows(source)) {
    expect(row.type).toBe('row');
    read++;
    furthestAhead = Math.max(furthestAhead, given - read);
  }
  expect(read).toBe(rows);
  expect(furthestAhead).toBeLessThan(1000);
});
