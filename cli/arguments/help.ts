/** The text of `--help`. */
import { EVALUATION_TASKS, EXAM_TASKS, PAPER_TASKS } from '../../src/engine/evaluation/task.ts';
import { MERGE_METHOD_IDS } from '../../src/engine/merging/methods.ts';
import { FORMATS } from '../../src/engine/records/format.ts';
import { CLASSIFICATION_TASKS } from '../../src/engine/tasks/classification.ts';

export const HELP = `Locum in the terminal: clinical notes by proxy-tuned language models, on this machine only.

  npm run locum -- note <file | - | example:ID> [options]   write the note of a conversation
  npm run locum -- score <file.jsonl> [options]             perplexity of documents ("text", else "input", a line)
  npm run locum -- classify <file.jsonl | -> [options]      the label of each text ("id" and "text" a line)
  npm run locum -- eval <file | -> --task T [options]       what methods reach on a data set
  npm run locum -- gate <file> --task T --out FILE          alpha for each token, learnt from texts as they should be
  npm run locum -- shift <files…> [options]                 what the expert pair changes in notes, by groups of tokens
  npm run locum -- convert <model> --to mlc --out DIR       a checkpoint, written down for web-llm, or with --to gguf for llama.cpp
  npm run locum -- merge <recipe.json> --out DIR            the weights of several models as one checkpoint, or --method M --models A,B
  npm run locum -- mediflow generate --out FILE.jsonl       synthetic instructions; then judge, filter, dpo, report
  npm run locum -- review --dialogue FILE --note FILE       what of a note its conversation bears out; models only with --model
  npm run locum -- identifiers <file | - | example:ID>      what in a text may say who somebody is, without a model
  npm run locum -- serve                                    the models for other programs: OpenAI’s interface, on this machine
  npm run results -- [--data DIR] [--full] [--saved]        the demo models on the open data sets: docs/RESULTS.md

All
  --method M                   how the models write together:                                  proxy
                                 base, expert   one of them alone
                                 proxy          base + alpha × (expert − anti)
                                 speculative    the same, several tokens in one pass of the base
                                 adaptive       the same, without the pair where it would change nothing (see --risk)
                                 capt           the pair re-weighs the 20 best tokens of a base with another tokenizer
                                 context-aware  base + alpha × (base − base without the text), of one model
                                 blend          the expert blended in where the base is unsure (BlendIn)
                                 unite, mixture, contrastive   to compare with
  --preset CPT|IT|CPT+IT       the tiny models instead of SmolLM2 and its clinical adapter:
                               which of them are expert and anti-expert
  --alpha A                    strength of the expert's shift                                  1
  --backend webgpu|cpu|auto    where the models run                                            auto
  --base, --expert, --anti M   a model folder, or the id of one in public/models; BASE+ADAPTER those of the preset
                               for a LoRA adapter over a model (an adapter alone where its base is at hand)
  --pair E,A[,W]               one more pair, as often as wanted: alpha × W × (E − A) is added, too;
                               all of its models of the same family as expert and anti
  --precision P                stored, f32, f16, q8 or q4: how matrices are held               stored
  --cache F                    f16, q8 or f32: how keys and values of past tokens are held      f16; q8 beside an adapter
  --threads N                  threads that compute on the CPU                                 one a core, at most 8
  --json                       one JSON object on standard output, nothing else
  --verbose                    progress also where standard error is no terminal
  --help                       this text

note
  --max-tokens N               longest note                                                    400
  --temperature T              0 takes the most probable token every time                      0
  --top-k K, --top-p P         draw from the K best tokens, from the best that make up P       off
  --repetition-penalty R       1 is none                                                       as the model recommends
  --seed S                     same seed, same note                                            1
  --events FILE                every token's event as a line of JSON: docs/token-events.schema.json
  --repair, --no-repair        hold each sentence against the conversation and rewrite or leave out what that does not bear out
                               (default: with small models that need it); --json tells what was left out
  --shorten                    leave out the middle of a conversation that is too long
  --risk R                     adaptive: share of recent shifts that may exceed what is        0
                               skipped for; 0 checks skipped tokens before they are told
  --alpha-range L,M            adaptive: alpha times L to M, by how far the pair disagrees     1,1
  --gate FILE                  adaptive: alpha as a gate has learnt it, token by token (see gate)
  --plausibility P             capt, context-aware: tokens below P times the base's best are   0.05, 0.1
                               not chosen; 0 is the method as published
  --base-url URL               capt: the base is behind this OpenAI-compatible endpoint, which gets the conversation
  --base-model NAME            its name there; a key is read from LOCUM_API_KEY
  --base-api chat|completions  how it is asked                                                 chat

classify
  --labels a,b,c               what to choose from; with commas in labels, a JSON list         those of the task
  --task NAME                  ${CLASSIFICATION_TASKS.slice(0, 2).join(', ')},
                               ${CLASSIFICATION_TASKS.slice(2).join(', ')}: a task the demo models know
  --instruction TEXT           what to decide, in your own words (instead of --task)

eval: Locum JSON lines, ACI-Bench, MTS-Dialog, MedNLI, MedQuAD, MeQSum, MEDEC, MedQA, MedMCQA, PubMedQA, MMLU,
                               or any table
  --task T                     ${EVALUATION_TASKS.slice(0, 5).join(', ')},
                               ${EVALUATION_TASKS.slice(5, 12).join(', ')};
                               of the papers ${PAPER_TASKS.slice(0, 7).join(', ')},
                               ${PAPER_TASKS.slice(7, 14).join(', ')},
                               ${PAPER_TASKS.slice(14).join(', ')};
                               of examinations ${EXAM_TASKS.join(', ')}
  --methods a,b,c              also cpt, it, cpt+it (proxy tuning with that pair), capt-cpt, capt-it,  base,expert,proxy
                               capt-base; proxy@0.5 or proxy@0.25:1:0.25 for other alphas
  --limit N                    the first N items only                                          all
  --run FILE                   write answers there as they come, and take from there those that are known
  --labels a,b,c               what to choose from                                             those of the file or task
  --columns input=A,reference=B  which column is what (id, input, premise, hypothesis, section, reference)
  --format F                   ${FORMATS.join(', ')}        found by the columns
  --max-tokens N               longest answer                                                  as the task has it
  --seed S, --samples N        of the bootstrap                                                1, 2000
  --stem                       ROUGE over Porter stems
  --gate FILE                  adaptive: alpha as a gate has learnt it
  --judge MODEL[,MODEL…]       let a model, or a jury of several, rate the texts (an automatic estimate); --judge-gold shows it the references
gate                           ten numbers that set alpha at each token, fitted to half of the references (by hash of the item)
  --task T                     as of eval: a task that writes texts
  --out FILE                   where to; for note and eval with --method adaptive --gate FILE
  --limit N                    the first N items only                                          all
shift                          files as of note; of a .jsonl file every line's conversation ("text", else "input")
  --presets cpt,it,cpt+it      the pairs to compare                                            all three
  --limit N                    conversations of each file                                      all
  --max-tokens N               longest note                                                    400
  --select top-quartile|all    the quarter of tokens that moved most, or every token           top-quartile
  --groups FILE                groups of your own beside the fifteen, a line each: name: word, word, begin*

convert                        a folder, a hub's owner/name (HF_ENDPOINT names a mirror) or an address
  --to mlc|gguf                web-llm's layout: shards, index, mlc-chat-config.json, tokenizer; or one file for llama.cpp   mlc
  --out DIR|FILE.gguf          where to; an earlier model there is replaced
  --quant F                    q4f16_1, or q4f32_1 for devices without half floats; of GGUF: f16, q8_0, f32   q4f16_1 / f16
  --context N                  tokens that web-llm takes memory for                            the model's, at most 4096

merge                          models tuned from one model: folders, GGUF files, BASE+ADAPTER, ids of shipped ones
  --method M                   ${MERGE_METHOD_IDS.join(', ')}
  --base M, --models A,B       what differences are taken from (all but linear); what is merged
  --weights a,b                of each model, or one for all                                   1
  --densities a,b              share of each difference that is kept                           1
  --t T                        slerp: 0 is the base, 1 the other model                         0.5
  --lambda L, --seed S         strength of the sum of differences; of what is drawn by chance  1, 1
  --out DIR|FILE.gguf          a folder in the Hugging Face layout, or one file for llama.cpp
  --quant F                    f16, bf16, f32; of GGUF: f16, q8_0, f32                         f16
  --tune FILE.jsonl            first search weights, densities or t for the lowest perplexity of these documents (CMA-ES)
  --documents N, --evaluations N, --run FILE   of the search: first documents, trials, where they are kept   8, 40
  a recipe file has all this and more: {"method", "base", "models": [{"model", "weight", "density", "gamma", "epsilon"}], "t",
  "lambda", "normalize", "rescale", "seed"}; a setting is a number, a list of numbers over the layers, or a list of
  {"filter", "layers": [first, last], "value"} of which the first that fits a tensor counts

mediflow                       each step goes on where it was cut off; docs/mediflow.schema.json says what a line is
  generate --out FILE          triplets of instruction, input, output: --count N, --temperatures a,b, --max-tokens N    200, 0.7,1, 200
  judge FILE --out RATINGS     five criteria of 1–4: --samples N of each; --planted N with foreign outputs, too         5, 0
  filter FILE --ratings R --keep K --out BEST   without duplicates, the K with the best scores                         100
  dpo FILE --out PAIRS         each output and the same with one error of twelve types
  report FILE [--ratings R]    histograms, duplicates, mean score, the judge’s consistency and agreement
  --model M, or --base-url URL with --base-model NAME   who writes and judges                  smollm2-135m

review                         prints each sentence's level, its flags with the turns, and what the note leaves out
  --items FILE.jsonl           many at once, {id, dialogue, note} a line (instead of --dialogue and --note)
  --model                      the models as a second witness, too: does the sentence follow from its turns, and they from it

identifiers                    names, dates, numbers, addresses …: kind and place of each; --json: {items: [{kind, text, start, end}], counts}

serve                          /v1/models, /v1/chat/completions, /v1/completions, /health; nothing of what is asked is kept
  --methods a,b,c              models to offer, locum/METHOD each; any other alpha is locum/METHOD@A   those of one base
  --host H, --port N           where to listen; beyond this machine only with a key            127.0.0.1, 8077
  --key-file FILE              holds the key that is asked for (else LOCUM_SERVE_KEY)          none
  --cors ORIGIN,…              pages that may ask                                              none
  --queue N                    requests that may wait while one is answered                    64

results
  --data DIR, --runs DIR       the data sets; run files, so that a run that was cut off goes on    ../shared/data/eval, bench/results/evaluation
  --output DIR                 where RESULTS.md is written to                                  docs
  --full, --saved              every item; nothing but what the run files hold
  --only TASK                  one task, without writing the report
  --merge-or-mix               weights merged beside logits mixed at the same strengths, instead: docs/merge-or-mix.md
  --family demo|smollm2        of which models: the tiny ones, or SmolLM2 and its clinical adapter (merge-or-mix-smollm2.md)   demo

Exit status: 0 done, 1 failed, 2 wrong command line, 130 cancelled (Ctrl-C).
Generated text is a draft: a clinician must verify it.`;
