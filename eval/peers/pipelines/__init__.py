"""One pipeline in each file, run by a worker: `open` builds the index, `answer` answers one question.

`answer` returns `{"text", "passages", "quotes"}`: what the pipeline says, the texts that it gave to the language
model, and the quotes that it gives with the answer (only Beleg gives any). The files of other people's pipelines
are run in their own environment (`eval.peers.environment`) and know nothing of Beleg.
"""
